/** A bot that does a little of everything a page must show. */
import type { Update } from '@grammyjs/types'
import type { Simulator } from '../../src/simulator/simulator.ts'

/** What the tiny bot shows under its welcome. */
export const MENU = {
  inline_keyboard: [
    [{ text: 'Urgent', callback_data: 'alert', style: 'danger' }],
    [
      { text: 'Change it', callback_data: 'edit' },
      { text: 'Take it away', callback_data: 'delete' },
    ],
    [
      { text: 'Thank you', callback_data: 'toast', style: 'success' },
      { text: 'Number', copy_text: { text: '+77270000000' } },
    ],
    [{ text: 'Start a guide', url: 'https://t.me/pana_demo_bot?start=guide' }],
  ],
}
const RICH =
  '<b>Bold</b> <s>old</s> <code>K-1</code> <tg-spoiler>a secret</tg-spoiler>\n' +
  '<blockquote expandable>one\ntwo\nthree\nfour\nfive</blockquote>\n<a href="https://example.org/">a link</a>'

/** Answers an update. */
export async function answer(simulator: Simulator, { message, callback_query: tap }: Update): Promise<void> {
  const chat_id = message?.chat.id ?? tap?.message?.chat.id
  const thread = message?.message_thread_id
  const say = (text: string, more = {}) =>
    simulator.call('sendMessage', { chat_id, text, parse_mode: 'HTML', message_thread_id: thread, ...more })
  if (tap) return answerTap(simulator, tap)
  if (message?.text?.startsWith('/start')) await say(`Welcome ${message.text.slice(7)}`, { reply_markup: MENU })
  else if (message?.text === 'rich') await say(RICH)
  else if (message?.text === 'keyboard') await say('Choose', { reply_markup: { keyboard: [['Yes'], ['No']] } })
  else if (message?.location) await say(`You are at ${message.location.latitude}`)
  else if (message?.photo)
    await simulator.call('sendPhoto', { chat_id, photo: message.photo.at(-1)?.file_id, caption: 'Seen' })
  else if (message?.text)
    await simulator.call('sendMessage', { chat_id, text: `You said: ${message.text}`, message_thread_id: thread })
}

async function answerTap(simulator: Simulator, tap: NonNullable<Update['callback_query']>): Promise<void> {
  const place = { chat_id: tap.message?.chat.id, message_id: tap.message?.message_id }
  const notice = {
    edit: {},
    delete: {},
    toast: { text: 'You are welcome' },
    alert: { text: 'Call 112', show_alert: true },
  }
  const shown = notice[tap.data as keyof typeof notice]
  await simulator.call('answerCallbackQuery', { callback_query_id: tap.id, ...shown })
  if (tap.data === 'edit') await simulator.call('editMessageText', { ...place, text: 'Changed', reply_markup: MENU })
  if (tap.data === 'delete') await simulator.call('deleteMessage', place)
}
