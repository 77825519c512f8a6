/** One Bot API call from its name and parameters to its answer: faults, method, record. */
import type { Delivery } from './delivery.ts'
import type { Fault, FaultBook } from './faults.ts'
import { methodNamed } from './methods/table.ts'
import type { Parameters } from './parameters.ts'
import { type ApiResponse, failure, Refusal, tooMany } from './refusal.ts'
import type { World } from './world.ts'

export type Call = Parameters & { method: string; signal?: AbortSignal }
export type Calls = {
  /** Rejects only when the connection is to be cut, with an Error of code ECONNRESET. */
  perform: (call: Call) => Promise<ApiResponse>
}
type Parts = { world: World; faults: FaultBook; delivery: Delivery; record: ((line: object) => void) | undefined }

/** The calls of this world. */
export function createCalls({ world, faults, delivery, record }: Parts): Calls {
  const answer = async (call: Call): Promise<ApiResponse> => {
    try {
      const special = delivery.method(call.method.toLowerCase())
      if (special) return await special(call.payload, call.signal)
      const found = methodNamed(call.method)
      return found ? { ok: true, result: found.method(world, call) } : failure(404, 'Not Found')
    } catch (error) {
      if (error instanceof Refusal) return error.answer
      throw error
    }
  }

  const note = (call: Call, response: ApiResponse) => {
    const method = methodNamed(call.method)?.name ?? call.method
    if (record) record({ method, payload: recordable(call), ...(response.ok && { result: response.result }) })
    const refused = response.ok ? {} : { error_code: response.error_code, description: response.description }
    world.events.emit({ kind: 'call', method, ok: response.ok, ...refused })
  }

  const perform = async (call: Call): Promise<ApiResponse> => {
    const fault = faults.take(call.method, call.payload)
    const instead = fault && (await suffer(world, fault))
    const response = instead ?? (await answer(call))
    note(call, response)
    if (fault?.kind === 'drop-after') throw connectionReset()
    return response
  }
  return { perform }
}

/** Meets a fault that comes before the call; returns the answer given instead of it, if one is. */
async function suffer(world: World, fault: Fault): Promise<ApiResponse | undefined> {
  switch (fault.kind) {
    case 'too-many':
      return tooMany(fault.retryAfterSeconds)
    case 'server-error':
      return failure(fault.code, SERVER_ERRORS[fault.code])
    case 'slow':
      await new Promise<void>((resolve) => void world.clock.after(fault.ms, resolve))
      return undefined
    case 'drop-before':
      throw connectionReset()
    default:
      return undefined
  }
}

const SERVER_ERRORS = { 500: 'Internal Server Error', 502: 'Bad Gateway', 504: 'Gateway Timeout' }

/** What a client meets when the connection is cut. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' })
}

/** The payload with objects for JSON text, as forms carry it, and a word in the place of each file. */
function recordable({ payload, files }: Call): object {
  const attached = Object.keys(files).filter((name) => !(name in payload) && FILE_PARAMETERS.has(name))
  const words = Object.fromEntries(attached.map((name) => [name, `attach://${name}`]))
  const parsed = Object.entries(payload).map(([name, value]) => [
    name,
    typeof value === 'string' ? parsedText(name, value) : value,
  ])
  return { ...Object.fromEntries(parsed), ...words } as object
}
const FILE_PARAMETERS = new Set('photo voice video video_note audio animation sticker document thumbnail'.split(' '))
const JSON_PARAMETERS = new Set(
  (
    'reply_markup reply_parameters entities caption_entities media message_ids commands scope allowed_updates ' +
    'link_preview_options reaction'
  ).split(' '),
)

function parsedText(name: string, value: string): unknown {
  if (!JSON_PARAMETERS.has(name)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
