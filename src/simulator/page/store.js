/** What this page knows of the simulator, kept up to date by events, and who is looked at. */
import { loadState } from './server.js'

const KEPT_CALLS = 100

/** Empty until `refresh`. Listeners hear what changed: 'state', 'chat', 'calls', 'view', 'typing', 'unread'. */
export function createStore() {
  const listeners = new Set()
  const store = {
    bot: { id: 0, name: '', username: '' },
    people: [],
    groups: [],
    troubles: {},
    calls: [],
    /** What is wrong with the content, and when it was looked at; undefined where nobody does. */
    content: undefined,
    /** Messages of each chat by id, in order. */
    chats: new Map(),
    /** Who I am, which chat is open ('bot' or a group's id), which topic ('list', 'general' or an id). */
    view: { person: 0, chat: 'bot', thread: 'list' },
    /** Where each person was last. */
    places: new Map(),
    /** Messages not seen yet, counted by `placeKey`. */
    unread: new Map(),
    typing: new Map(),
    on: (listener) => listeners.add(listener),
    emit: (what, detail) => listeners.forEach((listener) => listener(what, detail)),
  }
  return store
}

/** Reads the whole state anew. */
export async function refresh(store) {
  const { bot, people, groups, troubles, calls, content, chats } = await loadState()
  Object.assign(store, { bot, people, groups, troubles, calls, content })
  const known = Object.entries(chats).map(([id, messages]) => [Number(id), keptMessages(store, Number(id), messages)])
  const before = store.chats
  store.chats = new Map(known)
  countMissed(store, before)
  if (!people.some(({ id }) => id === store.view.person))
    store.view = { person: people[0]?.id, chat: 'bot', thread: 'list' }
  leaveGone(store)
  store.emit('state')
}

/** A topic that was deleted is left, and has nothing unread; so is a group one is no longer in. */
function leaveGone(store) {
  const isThere = ({ person, chat, thread }) => {
    if (chat === 'bot') return true
    const group = store.groups.find(({ id }) => id === chat)
    return (
      group?.members.includes(person) && (typeof thread !== 'number' || group.topics.some(({ id }) => id === thread))
    )
  }
  const { person, chat } = store.view
  if (!isThere(store.view)) store.view = isThere({ person, chat }) ? { person, chat, thread: 'list' } : home(person)
  for (const key of store.unread.keys()) {
    const [who, where, thread] = key.split(':').map((part) => (/^-?\d+$/.test(part) ? Number(part) : part))
    if (!isThere({ person: who, chat: where, thread })) store.unread.delete(key)
  }
}

function home(person) {
  return { person, chat: 'bot', thread: 'list' }
}

/** What came while the connection was lost is unread too. */
function countMissed(store, before) {
  for (const [chat, messages] of store.chats) {
    if (!before.has(chat)) continue
    for (const message of messages.values()) if (!before.get(chat).has(message.id)) countUnread(store, chat, message)
  }
}

/** Messages that are as before stay the same objects: what is drawn of them need not be drawn again. */
function keptMessages(store, chatId, messages) {
  const before = store.chats.get(chatId)
  return new Map(
    messages.map((message) => {
      const old = before?.get(message.id)
      return [message.id, old && JSON.stringify(old) === JSON.stringify(message) ? old : message]
    }),
  )
}

/** Takes in one event; false when the whole state has to be read again. */
export function apply(store, event) {
  switch (event.kind) {
    case 'message':
    case 'edited':
      return putMessage(store, event)
    case 'deleted':
      for (const id of event.ids) store.chats.get(event.chat)?.delete(id)
      store.emit('chat', { chat: event.chat })
      return true
    case 'call':
      store.calls = [...store.calls, event].slice(-KEPT_CALLS)
      store.emit('calls')
      return !event.settings
    case 'action':
      store.typing.set(typingKey(event.chat, event.thread), event.action)
      store.emit('typing', event)
      return true
    default:
      return event.kind === 'answered'
  }
}

function putMessage(store, { kind, chat, message, keyboard }) {
  const messages = store.chats.get(chat)
  if (!messages) return false
  const isNew = kind === 'message' && !messages.has(message.id)
  messages.set(message.id, message)
  const owner = store.people.find(({ id }) => id === chat)
  if (owner) owner.keyboard = keyboard
  store.typing.delete(typingKey(chat, message.thread))
  if (isNew) countUnread(store, chat, message)
  store.emit('chat', { chat, message, isNew, edited: kind === 'edited' })
  return true
}

/** Where a message is, for the person who may see it. */
export function placeKey({ person, chat, thread }) {
  return chat === 'bot' ? `${person}:bot` : `${person}:${chat}:${thread}`
}

export function typingKey(chat, thread) {
  return `${chat}:${thread ?? 'general'}`
}

function countUnread(store, chat, message) {
  const places = placesOf(store, chat, message).filter(({ person }) => person !== message.from.id)
  const here = placeKey(store.view)
  for (const key of places.map(placeKey)) {
    if (key !== here) store.unread.set(key, (store.unread.get(key) ?? 0) + 1)
  }
  store.emit('unread')
}

function placesOf(store, chat, { thread = 'general' }) {
  const group = store.groups.find(({ id }) => id === chat)
  if (!group) return [{ person: chat, chat: 'bot', thread }]
  return group.members.map((person) => ({ person, chat, thread: group.forum ? thread : 'list' }))
}

/** Messages unseen by somebody, in all of their chats or in those whose key starts so. */
export function unreadOf(store, start) {
  let sum = 0
  for (const [key, count] of store.unread) if (key === start || key.startsWith(`${start}:`)) sum += count
  return sum
}

/** Opens a chat as somebody. */
export function look(store, view) {
  store.view = { ...home(view.person), ...view }
  store.places.set(view.person, store.view)
  store.unread.delete(placeKey(store.view))
  store.emit('view')
}

/** Becomes somebody, where they were when one last was them. */
export function become(store, person) {
  look(store, store.places.get(person) ?? home(person))
  leaveGone(store)
}

/** Who is chosen. */
export function me(store) {
  return store.people.find(({ id }) => id === store.view.person)
}

/** The group looked at, or nothing in the chat with the bot. */
export function openGroup(store) {
  return store.groups.find(({ id }) => id === store.view.chat)
}

/** The messages in view, oldest first. */
export function shownMessages(store) {
  const { person, chat, thread } = store.view
  const messages = [...(store.chats.get(chat === 'bot' ? person : chat)?.values() ?? [])].sort((a, b) => a.id - b.id)
  if (!openGroup(store)?.forum) return messages
  return messages.filter((message) => (message.thread ?? 'general') === thread)
}

/** Where an act happens: what `act` sends beside the act itself. */
export function actPlace(store) {
  const { person, chat, thread } = store.view
  const topic = typeof thread === 'number' ? { thread } : {}
  return chat === 'bot' ? { as: person } : { as: person, chat, ...topic }
}
