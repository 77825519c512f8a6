/** Buttons: those under a message, and those instead of the phone's keyboard. */
import { button, el } from './element.js'
import { icon } from './icon.js'

const MARKS = { url: 'link', copy: 'copy' }
const SPOKEN = { url: 'opens a link', copy: 'copies a text' }

/** The inline keyboard of a message. `acts` has tap(row, column) and copy(text). */
export function inlineKeyboard(rows, acts) {
  if (rows.length === 0) return undefined
  return el(
    'div',
    { class: 'inline-keyboard', role: 'group', 'aria-label': 'Buttons' },
    rows.map((row, rowIndex) =>
      el(
        'div',
        { class: 'inline-row' },
        row.map((shown, column) => inlineButton(shown, acts, rowIndex, column)),
      ),
    ),
  )
}

function inlineButton(shown, acts, row, column) {
  const { text, kind, style, value } = shown
  const mark = MARKS[kind] && el('span', { class: 'mark' }, icon(MARKS[kind]))
  const spoken = SPOKEN[kind] && el('span', { class: 'unseen' }, ` (${SPOKEN[kind]})`)
  const face = { class: `inline-button ${style ?? ''}` }
  if (kind === 'url') {
    const safe = /^(https?|tg):/i.test(value)
    const target = safe ? value : `https://${value}`
    const payload = acts.deepLink(target)
    if (payload !== undefined) return button(text, { ...face, onclick: () => acts.start(payload) }, text, mark, spoken)
    const place = acts.placeLink(target)
    if (place) return button(text, { ...face, onclick: () => acts.open(acts.placeLink(target)) }, text, mark, spoken)
    return el('a', { ...face, href: target, target: '_blank', rel: 'noopener noreferrer' }, text, mark, spoken)
  }
  const pressed = button(text, { ...face, disabled: kind === 'disabled' }, text, mark, spoken)
  pressed.addEventListener('click', () => (kind === 'copy' ? acts.copy(value) : acts.tap(pressed, row, column)))
  return pressed
}

/** The reply keyboard of a chat: each button sends its own text. */
export function replyKeyboard(rows, send) {
  return el(
    'div',
    { class: 'reply-keyboard', role: 'group', 'aria-label': 'Suggested answers' },
    rows.map((row) =>
      el(
        'div',
        { class: 'inline-row' },
        row.map((text) => button(text, { onclick: () => send(text) })),
      ),
    ),
  )
}
