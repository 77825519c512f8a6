/** Which updates need not wait for others: read from the update alone. */
import type { Update } from '@grammyjs/types'
import { describe, expect, test } from 'vitest'
import { changesNothing, goesAhead, saysSomething } from '../src/telegram/precedence.ts'

const from = { id: 5, is_bot: false, first_name: 'Amina' }
const chat = { id: 5, type: 'private' as const, first_name: 'Amina' }
const writes = (text: string): Update => ({ update_id: 1, message: { message_id: 1, date: 1, chat, from, text } })
const taps = (data: string): Update => ({ update_id: 1, callback_query: { id: '1', from, chat_instance: '1', data } })

describe('an update', () => {
  test('goes ahead as a tap and as a command, however the command is written', () => {
    expect(['en:sos', 'en:hide', 'en:page:home', 'en:send:1'].map((data) => goesAhead(taps(data)))).toEqual([
      'sos',
      'hide',
      undefined,
      undefined,
    ])
    expect(['/sos', '/HIDE', '/hide@pana_bot', '/start sos', '/stop'].map((text) => goesAhead(writes(text)))).toEqual([
      'sos',
      'hide',
      'hide',
      'ahead',
      'ahead',
    ])
    expect(['hide', 'please /hide', '/hideaway', '/case', '/'].map((text) => goesAhead(writes(text)))).toEqual(
      Array.from({ length: 5 }),
    )
  })

  test('changes nothing when it only shows something', () => {
    expect(['en:page:home', 'kk:sources:home', 'en:ask'].map((data) => changesNothing(taps(data)))).toEqual([
      true,
      true,
      true,
    ])
    expect([taps('en:send:1'), taps('en:hide'), taps('not ours'), writes('page')].some(changesNothing)).toBe(false)
  })

  test('may be answered with a notice, unless its button never has one', () => {
    expect(['en:send:1', 'en:open:1000:1', 'en:take:1000'].every(saysSomething)).toBe(true)
    expect(['en:page:home', 'en:sos', 'en:hide', 'not ours', undefined].some(saysSomething)).toBe(false)
  })
})
