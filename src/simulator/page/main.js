/** Puts the parts of the page together. */
import { createActs } from './acts.js'
import { createLive } from './live.js'
import { alertBox, toast } from './notice.js'
import { createPanel } from './panel.js'
import { createPeople } from './people.js'
import { createPhone } from './phone.js'
import { become, createStore, me } from './store.js'

const MEMORY = 'pana-demo-view'
const $ = (selector) => document.querySelector(selector)

const store = createStore()
store.view = JSON.parse(sessionStorage.getItem(MEMORY) ?? 'null') ?? store.view
const acts = createActs(store)
const phone = createPhone($('#phone'), store, acts)
createPanel($('#panel'), store, acts)
createPeople($('#people-list'), $('#add-person'), store, choose)
const live = createLive(store, { answered, connected })

/** Becomes somebody; one just added is not known here yet. */
async function choose(id) {
  if (!store.people.some((person) => person.id === id)) await live.read()
  showPane('chat')
  become(store, id)
}

store.on((what) => {
  if (what === 'view') sessionStorage.setItem(MEMORY, JSON.stringify(store.view))
  if (what === 'view' || what === 'state') document.title = `${me(store)?.name ?? ''} · Pana demo`
})

/** A tap was answered: its notice is for the one who tapped. */
function answered({ person, notice }) {
  if (person !== store.view.person) return
  phone.chat.answered()
  if (!notice) return
  if (notice.url) window.open(notice.url, '_blank', 'noopener')
  if (notice.text === '') return
  if (notice.alert) alertBox(notice.text)
  else toast(notice.text)
}

function connected(yes) {
  $('#connection').textContent = yes ? '' : 'The demo does not answer. Trying again…'
}

function showPane(name) {
  document.body.dataset.pane = name
  for (const each of document.querySelectorAll('.panes button')) {
    if (each.dataset.pane === name) each.setAttribute('aria-current', 'true')
    else each.removeAttribute('aria-current')
  }
}
for (const each of document.querySelectorAll('.panes button')) {
  each.addEventListener('click', () => showPane(each.dataset.pane))
}
showPane('chat')

$('.skip').addEventListener('click', (event) => {
  event.preventDefault()
  showPane('chat')
  phone.composer.focus()
})
