/** The phone: a head, a chat or a list of topics, and the composer. */
import { button, el, iconButton, redraw } from './element.js'
import { icon } from './icon.js'
import { createChat } from './chat.js'
import { createComposer } from './composer.js'
import { look, me, openGroup, placeKey, shownMessages, typingKey, unreadOf } from './store.js'
import { topicList, unreadBadge } from './topics.js'

const DOING = {
  typing: 'typing…',
  upload_photo: 'sending a photo…',
  upload_document: 'sending a file…',
  record_voice: 'recording a voice message…',
  upload_voice: 'sending a voice message…',
  find_location: 'choosing a place…',
}
/** As long as Telegram shows an action. */
const TYPING_MS = 5000

/** Draws the phone into `root` and keeps it up to date. */
export function createPhone(root, store, acts) {
  const composer = createComposer(store, acts)
  const chat = createChat(store, acts, composer)
  const head = el('header', { class: 'phone-head' })
  const tabs = el('nav', { class: 'chats', 'aria-label': 'Chats of this person' })
  const body = el('div', { class: 'phone-body' })
  const toasts = el('div', { class: 'toasts', role: 'status' })
  root.append(head, tabs, body, toasts, composer.element)
  let shown = ''
  let quiet

  const drawHead = () => {
    redraw(head, headParts(store))
    redraw(tabs, chatTabs(store))
    tabs.hidden = tabs.childElementCount === 0
  }
  const stopTyping = () => {
    store.typing.clear()
    drawHead()
  }
  const drawBody = () => {
    const group = openGroup(store)
    composer.update()
    if (group?.forum && store.view.thread === 'list') redraw(body, [topicList(store, group)])
    else if (store.view.chat === 'bot' && shownMessages(store).length === 0) body.replaceChildren(emptyChat(store))
    else if (body.firstElementChild !== chat.element) body.replaceChildren(chat.element)
  }
  const draw = () => {
    drawHead()
    drawBody()
    const place = placeKey(store.view)
    if (place === shown) return chat.update()
    shown = place
    toasts.replaceChildren()
    composer.reset()
    chat.open()
    // Whoever chose by keys goes on where they now are, not at the top of the page.
    if (document.activeElement === document.body)
      body.querySelector('button, [tabindex]')?.focus({ preventScroll: true })
    return undefined
  }

  store.on((what, detail) => {
    if (what === 'state' || what === 'view') draw()
    if (what === 'unread') drawHead()
    if (what === 'typing') {
      clearTimeout(quiet)
      quiet = setTimeout(stopTyping, TYPING_MS)
      drawHead()
    }
    if (what === 'chat' && detail.chat === shownChat(store)) {
      drawHead()
      drawBody()
      chat.update(inView(store, detail) ? detail : {})
    }
  })
  return { chat, composer }
}

function shownChat({ view }) {
  return view.chat === 'bot' ? view.person : view.chat
}

function inView(store, { message }) {
  return message !== undefined && shownMessages(store).includes(message)
}

function headParts(store) {
  const group = openGroup(store)
  const { view } = store
  const topic = group?.topics.find(({ id }) => id === view.thread)
  const inTopic = group?.forum && view.thread !== 'list'
  const title = group ? (topic?.name ?? (inTopic ? 'General' : group.title)) : store.bot.name
  const back = () => look(store, { person: view.person, chat: view.chat })
  return [
    inTopic && iconButton(icon('back'), 'Back to topics', { class: 'round back', 'data-key': 'back', onclick: back }),
    el('span', { class: `face ${group ? 'group' : 'bot'}`, 'aria-hidden': 'true' }, title.slice(0, 1).toUpperCase()),
    el(
      'div',
      { class: 'row-words' },
      el('h2', {}, title),
      el('p', { class: 'preview' }, subtitle(store, group, inTopic)),
    ),
    el('p', { class: 'whose' }, `${me(store)?.name ?? ''}’s phone`),
  ].filter(Boolean)
}

function subtitle(store, group, inTopic) {
  const { view } = store
  const thread = typeof view.thread === 'number' ? view.thread : undefined
  const action = store.typing.get(typingKey(shownChat(store), group ? thread : undefined))
  if (action) return DOING[action] ?? 'busy…'
  if (!group) return `bot · @${store.bot.username}`
  return inTopic ? group.title : `${group.members.length} people and the bot`
}

/** The chats of somebody who is in groups; nothing for one who has the bot only. */
function chatTabs(store) {
  const { person, chat } = store.view
  const groups = store.groups.filter(({ members }) => members.includes(person))
  if (groups.length === 0) return []
  const tabs = [
    { chat: 'bot', title: store.bot.name, unread: unreadOf(store, `${person}:bot`) },
    ...groups.map(({ id, title }) => ({ chat: id, title, unread: unreadOf(store, `${person}:${id}`) })),
  ]
  return tabs.map((tab) => {
    const current = tab.chat === chat ? 'page' : undefined
    const open = () => look(store, { person, chat: tab.chat })
    return button(
      tab.title,
      { 'aria-current': current, 'data-key': tab.chat, onclick: open },
      tab.title,
      unreadBadge(tab.unread),
    )
  })
}

function emptyChat(store) {
  const description = me(store)?.description
  return el(
    'div',
    { class: 'empty' },
    el('span', { class: 'face bot big', 'aria-hidden': 'true' }, store.bot.name.slice(0, 1)),
    el('h3', {}, description ? 'What can this bot do?' : 'No messages here yet'),
    el('p', { class: 'description', dir: 'auto' }, description || 'Press START to talk to the bot.'),
  )
}
