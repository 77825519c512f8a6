/** A small Telegram for these tests: a clock that stands still, a person, a forum, and short ways to call. */
import { manualClock } from '../../src/clock.ts'
import type { ApiResponse } from '../../src/simulator/refusal.ts'
import { createSimulator, type SimulatorOptions } from '../../src/simulator/simulator.ts'
import { recorded } from '../traffic.ts'

/** A fresh simulator.  */
export function town(options: SimulatorOptions = {}) {
  const clock = manualClock('2026-11-21T12:00:00Z')
  const telegram = createSimulator({ clock, limits: 'off', ...recorded({ acceptedOnly: true }), ...options })
  const aigul = telegram.person({ first_name: 'Aigul', language_code: 'ky' })
  const chat_id = aigul.chatWithBot
  const call = (method: string, payload: Record<string, unknown> = {}) => telegram.call(method, payload)
  const send = async (payload: Record<string, unknown> = {}) =>
    messageId(await call('sendMessage', { chat_id, text: 'hello', ...payload }))
  return { telegram, clock, aigul, chat_id, call, send }
}

/** The result of a call that went well. Throws the refusal otherwise. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it expects
export function ok<T = Record<string, unknown>>(answer: ApiResponse): T {
  if (!answer.ok) throw new Error(answer.description)
  return answer.result as T
}

/** «400 Bad Request: …» of a call that was refused. */
export function refusal(answer: ApiResponse): string {
  if (answer.ok) throw new Error(`was not refused: ${JSON.stringify(answer.result)}`)
  return `${answer.error_code} ${answer.description}`
}

export function messageId(answer: ApiResponse): number {
  return ok<{ message_id: number }>(answer).message_id
}
