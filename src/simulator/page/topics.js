/** The topics of a group, as a list to choose from. */
import { button, el } from './element.js'
import { brief } from './message.js'
import { look, unreadOf } from './store.js'

/** The list of topics of this group. */
export function topicList(store, group) {
  const { person } = store.view
  const all = [...(store.chats.get(group.id)?.values() ?? [])]
  const lastIn = (topic) => all.findLast((message) => (message.thread ?? 'general') === topic.id)
  const byNews = (one, other) => (lastIn(other)?.id ?? 0) - (lastIn(one)?.id ?? 0)
  const general = { id: 'general', name: 'General', color: undefined, closed: false }
  const topics = [general, ...group.topics.toSorted(byNews)]
  return el(
    'ul',
    { class: 'topics', 'aria-label': `Topics of ${group.title}` },
    topics.map((topic) => {
      const last = lastIn(topic)
      const unread = unreadOf(store, `${person}:${group.id}:${topic.id}`)
      const open = () => look(store, { person, chat: group.id, thread: topic.id })
      return el(
        'li',
        {},
        button(topic.name, { class: 'topic', 'data-key': topic.id, onclick: open }, topicFace(topic, last, unread)),
      )
    }),
  )
}

function topicFace({ name, color, closed }, last, unread) {
  const sign = el('span', { class: 'topic-sign', 'aria-hidden': 'true' }, color ? name.slice(0, 1).toUpperCase() : '#')
  if (color) sign.style.setProperty('--topic', color)
  const preview = last ? `${last.service ? '' : `${last.from.name}: `}${brief(last, 60)}` : 'No messages yet'
  return [
    sign,
    el(
      'span',
      { class: 'row-words' },
      el('strong', {}, name, closed && el('small', {}, ' (closed)')),
      el('span', { class: 'preview' }, preview),
    ),
    unreadBadge(unread),
  ]
}

/** A number in a circle, called by words; nothing for zero. */
export function unreadBadge(count) {
  if (count === 0) return undefined
  return el(
    'span',
    { class: 'badge' },
    el('span', { 'aria-hidden': 'true' }, String(count)),
    el('span', { class: 'unseen' }, `${count} unread`),
  )
}
