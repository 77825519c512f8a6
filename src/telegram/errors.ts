/** What went wrong with a call, by cause. Descriptions as the Bot API server gives them (tdlib/telegram-bot-api). */
import { GrammyError, HttpError } from 'grammy'

export type Trouble =
  | { kind: 'not-modified' }
  /** The message to edit is gone, is not ours or has no text: send a new one instead. */
  | { kind: 'cannot-edit' }
  | { kind: 'cannot-delete' }
  /** The tap is older than Telegram remembers. */
  | { kind: 'query-too-old' }
  /** The person blocked the bot, deleted the account or never started it: nothing more can be sent. */
  | { kind: 'unreachable' }
  | { kind: 'too-many'; retryAfterSeconds: number }
  /** No answer: the call may or may not have taken effect (decision 11). */
  | { kind: 'no-answer' }
  | { kind: 'refused' }

/** Sorts an error of a Bot API call; undefined when it is none. */
export function trouble(error: unknown): Trouble | undefined {
  if (error instanceof HttpError) return { kind: 'no-answer' }
  if (!(error instanceof GrammyError)) return undefined
  if (error.error_code === 429) return { kind: 'too-many', retryAfterSeconds: error.parameters.retry_after ?? 1 }
  if (error.error_code >= 500) return { kind: 'no-answer' }
  if (error.error_code === 403) return { kind: 'unreachable' }
  return refusal(error.description)
}

const REFUSALS: [RegExp, Trouble['kind']][] = [
  [/message is not modified/, 'not-modified'],
  [
    /message to edit not found|message can't be edited|no text in the message to edit|MESSAGE_ID_INVALID/,
    'cannot-edit',
  ],
  [/message to delete not found|message can't be deleted/, 'cannot-delete'],
  [/query is too old|query ID is invalid|QUERY_ID_INVALID/, 'query-too-old'],
  [/chat not found/, 'unreachable'],
]

function refusal(description: string): Trouble {
  const kind = REFUSALS.find(([pattern]) => pattern.test(description))?.[1] ?? 'refused'
  return { kind } as Trouble
}

/** Whether somebody cannot be reached because the account is deleted; otherwise the bot is blocked, or was never started. */
export function isAccountGone(error: unknown): boolean {
  return error instanceof GrammyError && /deactivated|chat not found/.test(error.description)
}

/** No connection was made (undici, Node): the call cannot have taken effect, so it may be repeated. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether a call that got no answer certainly never reached Telegram. */
export function neverLeft(error: unknown): boolean {
  const cause = error instanceof HttpError ? error.error : undefined
  return cause instanceof Error && 'code' in cause && NEVER_LEFT.has(String(cause.code))
}
