/** What the chosen person can do in the chat in view. What cannot be done is said in a toast. */
import { copy, toast } from './notice.js'
import { act } from './server.js'
import { actPlace, look, me } from './store.js'

/** The acts of this page. */
export function createActs(store) {
  const tryTo = async (what) => {
    try {
      return await act(what)
    } catch (error) {
      toast(error.message)
      return undefined
    }
  }
  const does = (what) => tryTo({ ...actPlace(store), ...what })
  const start = (payload) => {
    const { person } = store.view
    look(store, { person, chat: 'bot' })
    return tryTo({ act: 'start', as: person, ...(payload && { payload }) })
  }
  const deepLink = (url) => payloadIn(url, store.bot.username)
  const show = (id) => {
    const bubble = document.querySelector(`.message[data-id="${id}"] .bubble`)
    if (!bubble) return toast('That message is not here any more')
    bubble.scrollIntoView({ block: 'center' })
    bubble.focus()
    return undefined
  }
  /** Opens the place a link to a group means, if this person is in it. */
  const open = ({ chat, thread, message }) => {
    const { person } = store.view
    if (!store.groups.find(({ id }) => id === chat)?.members.includes(person))
      return toast(`${me(store)?.name ?? 'This person'} is not in that group`)
    look(store, { person, chat, thread })
    if (message !== undefined) show(message)
    return undefined
  }
  const placeLink = (url) => placeIn(url, store)

  return {
    does,
    tryTo,
    start,
    links: { deepLink, start, placeLink, open, command: (text) => does({ act: 'send', text }) },
    /** What the buttons under a message do. */
    on: (message) => ({
      deepLink,
      start,
      placeLink,
      open,
      copy,
      async tap(pressed, row, column) {
        pressed.setAttribute('aria-busy', 'true')
        const tapped = await does({ act: 'tap', messageId: message.id, row, column })
        if (tapped?.kind !== 'callback') pressed.removeAttribute('aria-busy')
      },
    }),
    show,
  }
}

/**
 * The place in a group that t.me/c/<group>/<topic or message>[/<message>] means (core.telegram.org/api/links#message-links);
 * undefined for any other link.
 */
function placeIn(url, store) {
  const [, number, first, second] = /^https?:\/\/t\.me\/c\/(\d+)\/(\d+)(?:\/(\d+))?$/i.exec(url) ?? []
  if (number === undefined) return undefined
  const chat = Number(`-100${number}`)
  const group = store.groups.find(({ id }) => id === chat)
  const topicOf = (id) => store.chats.get(chat)?.get(id)?.thread ?? 'general'
  if (!group?.forum) return { chat, thread: 'list', message: Number(second ?? first) }
  const isTopic = group.topics.some(({ id }) => id === Number(first))
  const message = second ?? (isTopic ? undefined : first)
  return {
    chat,
    thread: isTopic ? Number(first) : topicOf(Number(message)),
    ...(message !== undefined && { message: Number(message) }),
  }
}

/** The payload of a link that starts this bot; undefined for any other link. */
function payloadIn(url, username) {
  const [, name, payload = ''] = /^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url) ?? []
  return name?.toLowerCase() === username.toLowerCase() ? payload : undefined
}
