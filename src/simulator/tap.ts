/** Pressing a button under a message. */
import type { Message } from '@grammyjs/types'
import { buttonsOf, type SeenButton } from './sight.ts'
import { type Account, botUser, type ChatState, type World } from './world.ts'

export type ButtonChoice = string | RegExp | number | { row: number; column: number }
export type Tapped =
  | { kind: 'callback'; queryId: string }
  | { kind: 'copied'; text: string }
  | { kind: 'url'; url: string }
  | { kind: 'nothing' }

/** Presses a button as shown now. Throws with the buttons there are when there is no such one. */
export function tap(world: World, account: Account, chat: ChatState, messageId: number, choice: ButtonChoice): Tapped {
  const { message } = chat.messages.get(messageId) ?? gone(account, messageId)
  const button = choose(message, choice)
  switch (button.kind) {
    case 'callback':
      return { kind: 'callback', queryId: ask(world, account, chat, message, button.value ?? '') }
    case 'copy':
      return { kind: 'copied', text: button.value ?? '' }
    case 'url':
      return { kind: 'url', url: button.value ?? '' }
    default:
      return { kind: 'nothing' }
  }
}

/** Sends callback data that need not be under the message: what an altered client can do. Returns the query's id. */
export function forge(world: World, account: Account, chat: ChatState, messageId: number, data: string): string {
  const stored = chat.messages.get(messageId)
  const forgotten = { message_id: messageId, chat: chat.chat, date: 0, from: botUser(world) } as Message
  return ask(world, account, chat, stored?.message ?? forgotten, data)
}

function gone(account: Account, messageId: number): never {
  throw new Error(`${account.user.first_name} sees no message ${messageId}`)
}

function choose(message: Message, choice: ButtonChoice): SeenButton {
  const rows = buttonsOf(message)
  const found = pick(rows, choice)
  if (found) return found
  const shown = rows.map((row) => row.map((button) => `[${button.text}]`).join(' ')).join('\n')
  const asked = typeof choice === 'object' && !(choice instanceof RegExp) ? JSON.stringify(choice) : String(choice)
  throw new Error(`message ${message.message_id} has no button ${asked}. It has:\n${shown || 'no buttons'}`)
}

function pick(rows: SeenButton[][], choice: ButtonChoice): SeenButton | undefined {
  if (typeof choice === 'number') return rows.flat()[choice]
  if (choice instanceof RegExp) return rows.flat().find((button) => choice.test(button.text))
  if (typeof choice === 'object') return rows[choice.row]?.[choice.column]
  return rows.flat().find((button) => button.text === choice)
}

const REMEMBERED_QUERIES = 10_000

function ask(world: World, account: Account, chat: ChatState, message: Message, data: string): string {
  if (account.deactivated) throw new Error(`${account.user.first_name} has deleted their account`)
  const id = String(4_611_686_018_427 + world.next.query++)
  world.queries.set(id, { userId: account.user.id, askedAt: world.clock.now() })
  const oldest = world.queries.keys().next().value
  if (world.queries.size > REMEMBERED_QUERIES && oldest !== undefined) world.queries.delete(oldest)
  const instance = String(1_000_000_007 * (Math.abs(chat.id) % 1_000_003))
  const query = { id, from: account.user, message, chat_instance: instance, data }
  world.updates.add('callback_query', query, `tap:${account.user.id}`)
  world.events.emit({
    kind: 'tapped',
    chat_id: chat.id,
    message_id: message.message_id,
    user_id: account.user.id,
    query_id: id,
  })
  return id
}
