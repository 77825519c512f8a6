/** One message as a bubble, with its buttons under it. */
import { button, el, iconButton } from './element.js'
import { icon } from './icon.js'
import { inlineKeyboard } from './keyboard.js'
import { mediaParts, mediaWords } from './media.js'
import { formatted } from './text.js'

/** The list item of a message. `acts` are what its parts can do, `open` opens the menu of what one can do with it. */
export function messageItem(message, { own, named, joined, acts, open }) {
  if (message.service !== undefined) return el('li', { class: 'service' }, el('span', {}, message.service))
  const look = ['message', own ? 'own' : 'theirs', joined && 'joined', message.media?.kind === 'sticker' && 'bare']
  const more = iconButton(icon('more'), `Actions: ${brief(message)}`, { class: 'more', 'aria-haspopup': 'menu' })
  more.addEventListener('click', () => open(more))
  const item = el(
    'li',
    { class: look.filter(Boolean).join(' '), 'data-id': message.id },
    el('div', { class: 'bubble-line' }, bubble(message, { own, named, acts }), more),
    inlineKeyboard(message.buttons, acts.on(message)),
  )
  item.addEventListener('contextmenu', (event) => {
    if (event.target.closest('a, .inline-button')) return
    event.preventDefault()
    open(more)
  })
  return item
}

function bubble(message, { own, named, acts }) {
  const { text, entities, reactions } = message
  const name = own ? 'You' : message.from.name
  return el(
    'article',
    { class: 'bubble', 'aria-label': `${name}, ${clock(message.date)}`, tabindex: '-1' },
    named && el('p', { class: `sender tint-${message.from.id % 6}` }, message.from.name),
    message.forwardedFrom !== undefined && el('p', { class: 'forwarded' }, `Forwarded from ${message.forwardedFrom}`),
    message.reply && quoted(message.reply, acts),
    mediaParts(message),
    text !== '' && el('div', { class: 'text', dir: 'auto' }, formatted(text, entities, acts.links), meta(message, own)),
    text === '' && meta(message, own),
    reactions.length > 0 &&
      el('p', { class: 'reactions', 'aria-label': `Reactions: ${reactions.join(' ')}` }, reactions.join(' ')),
  )
}

function quoted({ id, name, text }, acts) {
  const label = `Answer to ${name}: ${text}`
  return button(
    label,
    { class: 'quoted', 'aria-label': label, onclick: () => acts.show(id) },
    el('strong', {}, name),
    el('span', {}, text),
  )
}

function meta(message, own) {
  return el(
    'span',
    { class: 'meta' },
    message.silent && mark('mute', 'Sent without sound'),
    message.protected && mark('lock', 'Cannot be forwarded or saved'),
    message.edited && el('span', { class: 'edited' }, 'edited '),
    el('time', { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    own && el('span', { class: 'ticks', role: 'img', 'aria-label': 'delivered' }, icon('ticks')),
  )
}

function mark(sign, words) {
  return el('span', { class: 'mark', role: 'img', 'aria-label': words, title: words }, icon(sign))
}

/** A message in a few words, for lists and for names of controls. */
export function brief(message, length = 40) {
  const words = (message.service ?? (message.text || mediaWords(message))).replace(/\s+/g, ' ')
  return words.length > length ? `${words.slice(0, length - 1)}…` : words
}

/** What a screen reader says of a new or changed message. */
export function spokenMessage(message) {
  const labels = message.buttons.flat().map(({ text }) => text)
  const buttons = labels.length > 0 ? ` Buttons: ${labels.join(', ')}.` : ''
  if (message.service !== undefined) return message.service
  return `${message.from.name}: ${[mediaWords(message), message.text].filter(Boolean).join('. ')}${buttons}`
}

/** Hours and minutes. */
export function clock(unixSeconds) {
  return new Date(unixSeconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
