/** The messages in view: drawn once each, redrawn when they change, kept in place while they do. */
import { messageItem, spokenMessage } from './message.js'
import { button, el } from './element.js'
import { openMenu } from './menu.js'
import { announce, copy } from './notice.js'
import { openGroup, shownMessages } from './store.js'

const REACTIONS = ['👍', '❤', '🙏', '😢', '👀']
/** Nearer to the end than this counts as being there. */
const END_PX = 80

/** The list of messages. `composer` takes over when one answers or edits. */
export function createChat(store, acts, composer) {
  const list = el('ol', { class: 'messages', 'aria-label': 'Messages' })
  const toEnd = button('↓ New messages', { class: 'to-end', hidden: true, onclick: () => scrollToEnd() })
  const scroller = el('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Chat' }, list)
  const element = el('div', { class: 'chat' }, scroller, toEnd)
  const drawn = new Map()

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX
  const scrollToEnd = () => {
    scroller.scrollTop = scroller.scrollHeight
    toEnd.hidden = true
  }
  // A picture or an opened quote makes the list longer after it was drawn: only going up means that one has left the end.
  let follows = true
  let top = 0
  scroller.addEventListener('scroll', () => {
    if (atEnd()) toEnd.hidden = true
    if (atEnd() || scroller.scrollTop < top) follows = atEnd()
    top = scroller.scrollTop
  })
  new ResizeObserver(() => follows && scrollToEnd()).observe(list)

  const draw = () => {
    const lines = linesOf(store)
    const refocus = focusKeeper(list, composer)
    const keys = new Set(lines.map(({ key }) => key))
    for (const key of drawn.keys()) if (!keys.has(key)) drop(drawn, key)
    lines.map(itemFor).forEach((item, index) => {
      const here = list.children[index]
      if (item !== here) list.insertBefore(item, here ?? null)
    })
    refocus()
  }
  const itemFor = (line) => {
    const before = drawn.get(line.key)
    if (before && before.source === line.source && before.look === line.look) return before.item
    const item = line.draw((anchor) => openMessageMenu(store, acts, composer, line.source, anchor), acts)
    before?.item.replaceWith(item)
    drawn.set(line.key, { ...line, item })
    return item
  }

  return {
    element,
    /** Draws another chat from its end. */
    open() {
      drawn.clear()
      list.replaceChildren()
      draw()
      follows = true
      scrollToEnd()
    },
    /** Draws what changed; stays at the end if it was there, or if the message is one's own. */
    update({ message, isNew, edited } = {}) {
      follows ||= isNew === true && message.from.id === store.view.person
      draw()
      if (follows) scrollToEnd()
      else if (isNew) toEnd.hidden = false
      const theirs = message && message.from.id !== store.view.person
      if (theirs && (isNew || edited)) announce(spokenMessage(message))
    },
    /** Takes the waiting sign off buttons. */
    answered: () => list.querySelectorAll('[aria-busy]').forEach((pressed) => pressed.removeAttribute('aria-busy')),
  }
}

function drop(drawn, key) {
  drawn.get(key).item.remove()
  drawn.delete(key)
}

/** Days and messages in order, each with what it is drawn from. */
function linesOf(store) {
  const lines = []
  let before
  for (const message of shownMessages(store)) {
    const day = dayOf(message)
    if (!before || dayOf(before) !== day) {
      lines.push({
        key: `day ${day}`,
        source: day,
        look: '',
        draw: () => el('li', { class: 'service' }, el('span', {}, day)),
      })
    }
    lines.push(lineOf(store, message, before))
    before = message
  }
  return lines
}

function lineOf(store, message, before) {
  const own = message.from.id === store.view.person
  const joined =
    before !== undefined && !before.service && before.from.id === message.from.id && dayOf(before) === dayOf(message)
  const named = !own && !joined && openGroup(store) !== undefined
  const draw = (open, acts) => messageItem(message, { own, named, joined, acts, open })
  return { key: message.id, source: message, look: `${own}${named}${joined}`, draw }
}

function dayOf({ date }) {
  const day = new Date(date * 1000)
  if (day.toDateString() === new Date().toDateString()) return 'Today'
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

/**
 * Remembers which control of which message has the focus; the returned function puts it back after a redraw: to the button at
 * the same place, else to the message, else to the composer.
 */
function focusKeeper(list, composer) {
  const focused = document.activeElement
  const item = focused?.closest?.('.message')
  if (!item || !list.contains(item)) return () => {}
  const index = [...item.querySelectorAll('button, a')].indexOf(focused)
  return () => {
    if (focused.isConnected) return
    const now = list.querySelector(`.message[data-id="${item.dataset.id}"]`)
    const target = now?.querySelectorAll('button, a')[index] ?? now?.querySelector('.bubble')
    if (target) target.focus()
    else composer.focus()
  }
}

function openMessageMenu(store, acts, composer, message, anchor) {
  const own = message.from.id === store.view.person
  const mine = message.reactions.filter((_, index) => message.reactors[index] === store.view.person)
  const does = (what) => acts.does({ ...what, messageId: message.id })
  const reactions = REACTIONS.map((emoji) => ({
    label: emoji,
    name: `React with ${emoji}`,
    act: () => does({ act: 'react', ...(!mine.includes(emoji) && { emoji }) }),
  }))
  const items = [
    { label: 'Reply', sign: 'reply', act: () => composer.reply(message) },
    message.text !== '' && !message.protected && { label: 'Copy text', sign: 'copy', act: () => copy(message.text) },
    own && (message.text !== '' || message.media) && { label: 'Edit', sign: 'edit', act: () => composer.edit(message) },
    { label: 'Delete', sign: 'delete', danger: true, act: () => does({ act: 'delete' }) },
  ].filter(Boolean)
  openMenu(anchor, items, reactions)
}
