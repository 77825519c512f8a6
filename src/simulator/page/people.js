/** The list of people: who one is, who wrote last, who has something unread. */
import { button, el, redraw } from './element.js'
import { brief } from './message.js'
import { toast } from './notice.js'
import { act } from './server.js'
import { unreadOf } from './store.js'
import { unreadBadge } from './topics.js'

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' })

/** Keeps the list drawn; `chosen` is called when somebody is chosen in it. */
export function createPeople(list, form, store, chosen) {
  const draw = () => {
    const items = store.people.map((person, index) => el('li', {}, personButton(store, person, index, chosen)))
    redraw(list, items)
  }
  // Alt and a digit: the first nine of them, from wherever one is.
  document.addEventListener('keydown', (event) => {
    const digit = event.altKey && /^Digit([1-9])$/.exec(event.code)?.[1]
    const person = digit && store.people[Number(digit) - 1]
    if (!person) return
    event.preventDefault()
    void chosen(person.id)
  })
  store.on((what) => ['state', 'view', 'chat', 'unread'].includes(what) && draw())
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { name, language } = Object.fromEntries(new FormData(form))
    try {
      const { id } = await act({ act: 'add-person', name, language })
      form.reset()
      await chosen(id)
    } catch (error) {
      toast(error.message)
    }
  })
}

function personButton(store, person, index, chosen) {
  const { id, name, role, blocked } = person
  const last = [...(store.chats.get(id)?.values() ?? [])].at(-1)
  const about = [role, languageName(person.language), blocked && 'blocked the bot'].filter(Boolean).join(' · ')
  const words = el(
    'span',
    { class: 'row-words' },
    el('strong', {}, name),
    el('span', { class: 'about' }, about),
    last && el('span', { class: 'preview' }, brief(last, 50)),
  )
  const face = el('span', { class: `face tint-${id % 6}`, 'aria-hidden': 'true' }, [...name][0]?.toUpperCase() ?? '?')
  const current = id === store.view.person ? 'true' : undefined
  const open = () => chosen(id)
  const keys = index < 9 ? { 'aria-keyshortcuts': `Alt+${index + 1}`, title: `Alt+${index + 1}` } : {}
  const attributes = { class: 'person', 'data-key': id, 'aria-current': current, onclick: open, ...keys }
  return button(name, attributes, face, words, unreadBadge(unreadOf(store, String(id))))
}

function languageName(code) {
  try {
    return code ? LANGUAGES.of(code) : ''
  } catch {
    return code
  }
}
