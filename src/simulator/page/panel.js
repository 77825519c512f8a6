/** Tools: bad days by a switch, a deep link, what is wrong with the content, and what the bot just did. */
import { button, el, redraw } from './element.js'
import { createProblems } from './problems.js'
import { me } from './store.js'

const TROUBLES = [
  { key: 'slow', label: 'Telegram is slow', about: 'Each call of the bot takes two seconds more.' },
  {
    key: 'redis',
    label: 'Redis is down',
    about: 'The bot’s store is stopped. It starts again when you switch this off.',
  },
  {
    key: 'too-many',
    label: 'Telegram answers 429',
    about: 'Each call is refused: “Too Many Requests: retry after 5”.',
  },
  { key: 'drops', label: 'Connection drops', about: 'Half of the calls take effect, but the bot gets no answer.' },
]

/** Draws the panel into `root` and keeps it up to date. */
export function createPanel(root, store, acts) {
  const switches = el('div', { class: 'switches' })
  const log = el('ol', { class: 'calls' })
  const count = el('span', { class: 'about' })
  const details = el('details', { open: innerWidth > 760 }, el('summary', {}, 'What the bot did ', count), log)
  root.append(
    el('h2', {}, 'What if…'),
    el('p', { class: 'hint' }, 'Switch trouble on and see what people meet.'),
    switches,
    el('h2', {}, 'Open by a link'),
    linkForm(store, acts),
    createProblems(store),
    el('h2', {}, 'Bot API calls'),
    details,
  )
  const drawSwitches = () => {
    redraw(switches, switchRows(store, acts))
  }
  const drawCalls = () => {
    count.textContent = store.calls.length === 0 ? '' : `(last ${store.calls.length})`
    const lines = store.calls.toReversed().map(callLine)
    log.replaceChildren(...(lines.length > 0 ? lines : [el('li', { class: 'about' }, 'Nothing yet')]))
  }
  store.on((what) => {
    if (what === 'state' || what === 'view') drawSwitches()
    if (what === 'state' || what === 'calls') drawCalls()
  })
}

function switchRows(store, acts) {
  const { troubles } = store
  const person = me(store)
  const rows = TROUBLES.filter(({ key }) => key in troubles).map(({ key, label, about }) =>
    switchRow({
      id: key,
      label,
      about,
      on: troubles[key],
      turn: (on) => acts.tryTo({ act: 'trouble', trouble: key, on }),
    }),
  )
  if (!person) return rows
  const label = `${person.name} blocked the bot`
  const turn = (on) => acts.tryTo({ act: 'block', as: person.id, on })
  return [
    ...rows,
    switchRow({
      id: 'blocked',
      label,
      about: 'Telegram then refuses what the bot sends to them.',
      on: person.blocked,
      turn,
    }),
  ]
}

function switchRow({ id, label, about, on, turn }) {
  const input = el('input', {
    type: 'checkbox',
    role: 'switch',
    id: `switch-${id}`,
    'data-key': id,
    'aria-describedby': `about-${id}`,
  })
  input.checked = on
  input.addEventListener('change', async () => {
    input.disabled = true
    const done = await turn(input.checked)
    input.disabled = false
    if (!done) input.checked = !input.checked
  })
  const words = el(
    'span',
    { class: 'row-words' },
    el('label', { for: input.id }, label),
    el('span', { class: 'about', id: `about-${id}` }, about),
  )
  return el('div', { class: 'switch' }, words, input)
}

function linkForm(store, acts) {
  const field = el('input', {
    name: 'payload',
    pattern: '[A-Za-z0-9_\\-]*',
    maxlength: '64',
    autocomplete: 'off',
    spellcheck: 'false',
    title: 'Letters, digits, _ and -',
  })
  const form = el(
    'form',
    { class: 'link-form' },
    el('label', {}, 't.me/pana_demo_bot?start=', field),
    button('Open', { type: 'submit' }),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void acts.start(field.value)
    document.body.dataset.pane = 'chat'
  })
  store.on(
    (what) => what === 'state' && (form.querySelector('label').firstChild.data = `t.me/${store.bot.username}?start=`),
  )
  return form
}

function callLine({ at, method, ok, error_code: code, description }) {
  const time = new Date(at).toLocaleTimeString('en-GB')
  const outcome = ok ? el('span', { class: 'ok' }, 'ok') : el('span', { class: 'refused' }, `${code}: ${description}`)
  return el('li', {}, el('time', { class: 'about' }, time), ' ', el('code', {}, method), ' ', outcome)
}
