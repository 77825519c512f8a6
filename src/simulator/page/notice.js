/** What comes up for a moment or asks for OK: toasts, alerts, dialogs, and words for a screen reader. */
import { button, el, iconButton } from './element.js'
import { icon } from './icon.js'

const TOAST_MS = 5000
const KEPT_LINES = 5

/** Shows a line over the chat for some seconds. */
export function toast(text) {
  const line = el('p', { class: 'toast' }, text)
  document.querySelector('.toasts').replaceChildren(line)
  setTimeout(() => line.remove(), TOAST_MS)
}

/** Shows a box that stays until OK. */
export function alertBox(text) {
  const dialog = openDialog('Pana', el('p', { class: 'alert-text' }, text))
  const ok = button('OK', { class: 'main', onclick: () => dialog.close() })
  dialog.append(el('div', { class: 'dialog-buttons' }, ok))
  ok.focus()
}

/** Opens a dialog with this title; it is gone when closed. */
export function openDialog(title, ...content) {
  const id = `dialog-${Math.random().toString(36).slice(2)}`
  const close = iconButton(icon('close'), 'Close', { class: 'dialog-close' })
  const head = el('div', { class: 'dialog-head' }, el('h2', { id }, title), close)
  const dialog = el('dialog', { 'aria-labelledby': id }, head, ...content)
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Says something to those who listen instead of looking. */
export function announce(text) {
  const log = document.querySelector('#announcer')
  log.append(el('p', {}, text))
  while (log.childElementCount > KEPT_LINES) log.firstElementChild.remove()
}

/** Copies a text and shows what was copied. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    toast(`Copied: ${text}`)
  } catch {
    toast(`This browser does not let the page copy. The text is: ${text}`)
  }
}
