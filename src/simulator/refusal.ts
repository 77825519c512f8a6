/** What a Bot API server answers, and how a method refuses. */
import type { ResponseParameters } from '@grammyjs/types'

export type ApiError = { ok: false; error_code: number; description: string; parameters?: ResponseParameters }
export type ApiResponse = { ok: true; result: unknown } | ApiError

/** Thrown by a method; becomes the answer `{ok: false, …}`. */
export class Refusal extends Error {
  readonly answer: ApiError

  constructor(answer: ApiError) {
    super(answer.description)
    this.answer = answer
  }
}

/** Throws «400 Bad Request: …». */
export function badRequest(reason: string, parameters?: ResponseParameters): never {
  throw new Refusal(failure(400, `Bad Request: ${reason}`, parameters))
}

/** Throws «403 Forbidden: …». */
export function forbidden(reason: string): never {
  throw new Refusal(failure(403, `Forbidden: ${reason}`))
}

/** Throws «409 Conflict: …». */
export function conflict(reason: string): never {
  throw new Refusal(failure(409, `Conflict: ${reason}`))
}

/** Throws 429 with the seconds to wait. */
export function tooManyRequests(retryAfterSeconds: number): never {
  throw new Refusal(tooMany(retryAfterSeconds))
}

/** The answer of a flooded server, without throwing. */
export function tooMany(retryAfterSeconds: number): ApiError {
  return failure(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds })
}

/** An answer that refuses. */
export function failure(error_code: number, description: string, parameters?: ResponseParameters): ApiError {
  return { ok: false, error_code, description, ...(parameters && { parameters }) }
}
