/** What the chosen person can do in the chat in view. What cannot be done is said in a toast. */
import { copy, toast } from './notice.js'
import { act } from './server.js'
import { actPlace, look } from './store.js'

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

  return {
    does,
    tryTo,
    start,
    links: { deepLink, start, command: (text) => does({ act: 'send', text }) },
    /** What the buttons under a message do. */
    on: (message) => ({
      deepLink,
      start,
      copy,
      async tap(pressed, row, column) {
        pressed.setAttribute('aria-busy', 'true')
        const tapped = await does({ act: 'tap', messageId: message.id, row, column })
        if (tapped?.kind !== 'callback') pressed.removeAttribute('aria-busy')
      },
    }),
    show(id) {
      const bubble = document.querySelector(`.message[data-id="${id}"] .bubble`)
      if (!bubble) return toast('That message is not here any more')
      bubble.scrollIntoView({ block: 'center' })
      bubble.focus()
      return undefined
    },
  }
}

/** The payload of a link that starts this bot; undefined for any other link. */
function payloadIn(url, username) {
  const [, name, payload = ''] = /^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url) ?? []
  return name?.toLowerCase() === username.toLowerCase() ? payload : undefined
}
