/** What is wrong with the content, as `npm run content` says it; the demo goes on with the last content that had no error. */
import { el } from './element.js'

/** The list, kept up to date; hidden where nobody looks at the content. */
export function createProblems(store) {
  const list = el('ul', { class: 'calls', 'aria-labelledby': 'problems-title' })
  const says = el('p', { class: 'hint', role: 'status' })
  const section = el('section', { hidden: true }, el('h2', { id: 'problems-title' }, 'Content'), says, list)
  store.on((what) => {
    if (what !== 'state') return
    section.hidden = store.content === undefined
    if (section.hidden) return
    const { at, problems } = store.content
    list.hidden = problems.length === 0
    const words = `${summary(problems)} Looked at ${new Date(at).toLocaleTimeString('en-GB')}.`
    if (says.textContent !== words) says.textContent = words
    list.replaceChildren(...problems.map(problemItem))
  })
  return section
}

function summary(problems) {
  if (problems.length === 0) return 'content: no problems.'
  const errors = problems.filter(({ level }) => level === 'error').length
  const kept = errors > 0 ? ' The bot keeps the last content without an error.' : ''
  return `content: ${errors} error(s), ${problems.length - errors} warning(s).${kept}`
}

function problemItem({ level, file, line, message }) {
  const place = line === undefined ? file : `${file}:${line}`
  const mark = el('span', { class: level === 'error' ? 'refused' : 'about' }, level)
  return el('li', {}, el('code', {}, place), ' ', mark, ' ', message)
}
