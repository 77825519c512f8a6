/** Where one writes: the field, the command menu, the paper clip, and START where there is nothing yet. */
import { openAttachments } from './attachments.js'
import { button, el, iconButton } from './element.js'
import { icon } from './icon.js'
import { replyKeyboard } from './keyboard.js'
import { openMenu } from './menu.js'
import { brief } from './message.js'
import { toast } from './notice.js'
import { me, openGroup, shownMessages } from './store.js'

/** The composer of the chat in view. */
export function createComposer(store, acts) {
  const element = el('div', { class: 'composer', id: 'composer', tabindex: '-1', hidden: true })
  const bar = el('div', { class: 'composer-bar', hidden: true })
  const field = el('textarea', { rows: '1', placeholder: 'Message', 'aria-label': 'Message', maxlength: '4096' })
  const commands = iconButton(icon('commands'), 'Commands of the bot', { class: 'round', 'aria-haspopup': 'menu' })
  const clip = iconButton(icon('clip'), 'Attach', { class: 'round', 'aria-haspopup': 'menu' })
  const send = iconButton(icon('send'), 'Send', { class: 'round send', type: 'submit' })
  const form = el('form', { class: 'composer-line' }, commands, field, clip, send)
  const suggested = el('div', {})
  const starts = button('START', { class: 'start main', onclick: () => acts.start() })
  const unblocks = button('Unblock and restart', { class: 'start main', onclick: () => acts.start() })
  element.append(bar, form, suggested, starts, unblocks)

  let task = { kind: 'new' }
  const setTask = (next) => {
    task = next
    bar.hidden = next.kind === 'new'
    bar.replaceChildren(...(bar.hidden ? [] : taskBar(next, () => setTask({ kind: 'new' }))))
    field.value = next.kind === 'edit' ? next.message.text : field.value
    fit(field)
    field.focus()
  }
  const does = (what) => {
    const reply = task.kind === 'reply' ? { replyTo: task.message.id } : {}
    if (task.kind === 'reply') setTask({ kind: 'new' })
    return acts.does({ ...reply, ...what })
  }
  const submit = () => {
    const text = field.value.trim()
    if (text === '') return
    if (task.kind === 'edit') void acts.does({ act: 'edit', messageId: task.message.id, text })
    else void does({ act: 'send', text })
    field.value = ''
    setTask({ kind: 'new' })
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  field.addEventListener('input', () => fit(field))
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && task.kind !== 'new') setTask({ kind: 'new' })
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  clip.addEventListener('click', () => openAttachments(clip, does))
  commands.addEventListener('click', () => openCommands(store, acts, commands))

  return {
    element,
    reply: (message) => setTask({ kind: 'reply', message }),
    edit: (message) => setTask({ kind: 'edit', message }),
    focus: () => [starts, unblocks, field].find((each) => each.offsetParent !== null)?.focus(),
    /** Forgets what was begun, for another chat. */
    reset() {
      task = { kind: 'new' }
      bar.hidden = true
      field.value = ''
      fit(field)
    },
    update() {
      const person = me(store)
      const pressed = document.activeElement.matches('.start:focus-visible')
      const withBot = store.view.chat === 'bot'
      const choosesTopic = openGroup(store)?.forum && store.view.thread === 'list'
      unblocks.hidden = !(withBot && person?.blocked)
      starts.hidden = !(withBot && !person?.blocked && shownMessages(store).length === 0)
      element.hidden = !person || choosesTopic === true
      form.hidden = !unblocks.hidden || !starts.hidden
      commands.hidden = !withBot
      if (pressed && !form.hidden) field.focus()
      const rows = withBot && !form.hidden ? (person?.keyboard ?? []) : []
      suggested.replaceChildren(
        ...(rows.length > 0 ? [replyKeyboard(rows, (text) => does({ act: 'send', text }))] : []),
      )
    },
  }
}

function fit(field) {
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`
}

function taskBar({ kind, message }, cancel) {
  const words = kind === 'edit' ? 'Edit message' : `Reply to ${message.from.name}`
  return [
    el('span', { class: 'row-words' }, el('strong', {}, words), el('span', { class: 'preview' }, brief(message, 60))),
    iconButton(icon('close'), kind === 'edit' ? 'Stop editing' : 'Stop replying', { class: 'round', onclick: cancel }),
  ]
}

function openCommands(store, acts, anchor) {
  const commands = me(store)?.commands ?? []
  if (commands.length === 0) return toast('The bot has set no commands')
  const items = commands.map(({ command, description }) => ({
    label: `${description} /${command}`,
    act: () => acts.does({ act: 'send', text: `/${command}` }),
  }))
  return openMenu(anchor, items)
}
