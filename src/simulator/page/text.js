/** Formatted text: Telegram's entities as elements. */
import { button, el } from './element.js'

const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre'])
const SAFE_LINK = /^(https?|tg|mailto):/i

/** Text with entities as nodes. `links` says what a tapped command or deep link does. */
export function formatted(text, entities, links) {
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return nodesOf({ text, entities: sorted, links }, 0, text.length, 0)
}

/** The part from `start` to `end`; entities before `first` are open around it already. */
function nodesOf(source, start, end, first) {
  const nodes = []
  let at = start
  source.entities.forEach((entity, index) => {
    const from = Math.max(entity.offset, at)
    const to = Math.min(entity.offset + entity.length, end)
    if (index < first || entity.offset < at || from >= to) return
    nodes.push(source.text.slice(at, from))
    nodes.push(wrapped(source, entity, nodesOf(source, from, to, index + 1), source.text.slice(from, to)))
    // A quote ends its line by itself.
    at = BLOCKS.has(entity.type) && source.text[to] === '\n' && to < end ? to + 1 : to
  })
  nodes.push(source.text.slice(at, end))
  return nodes.filter((node) => node !== '')
}

const PLAIN_TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  blockquote: 'blockquote',
}

function wrapped(source, entity, children, inside) {
  const tag = PLAIN_TAGS[entity.type]
  if (tag) return el(tag, {}, children)
  switch (entity.type) {
    case 'pre':
      return el('pre', { tabindex: '0' }, el('code', {}, children))
    case 'spoiler':
      return spoiler(children)
    case 'expandable_blockquote':
      return foldedQuote(children)
    case 'text_link':
      return link(entity.url, children, source.links)
    case 'url':
      return link(/^[a-z]+:\/\//i.test(inside) ? inside : `https://${inside}`, children, source.links)
    case 'email':
      return link(`mailto:${inside}`, children, source.links)
    case 'phone_number':
      return el('a', { href: `tel:${inside.replace(/[^+\d]/g, '')}` }, children)
    case 'bot_command':
      return button(inside, { class: 'as-link', onclick: () => source.links.command(inside) })
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return el('span', { class: 'mention' }, children)
    default:
      return el('span', {}, children)
  }
}

/** A deep link to the bot opens here; any other link in a new tab, if it is of a kind that cannot run anything. */
function link(url, children, links) {
  const payload = links.deepLink(url)
  if (payload !== undefined) return button('', { class: 'as-link', onclick: () => links.start(payload) }, children)
  if (links.placeLink(url))
    return button('', { class: 'as-link', onclick: () => links.open(links.placeLink(url)) }, children)
  if (!SAFE_LINK.test(url)) return el('span', { class: 'mention' }, children)
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, children)
}

function spoiler(children) {
  const hidden = el('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, children)
  const cover = el(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text: reveal' },
    hidden,
  )
  const reveal = (event) => {
    event.preventDefault()
    cover.replaceWith(el('span', { class: 'revealed' }, children))
  }
  cover.addEventListener('click', reveal)
  cover.addEventListener('keydown', (event) => ['Enter', ' '].includes(event.key) && reveal(event))
  return cover
}

/** Folded to three lines; short ones need no folding, but that is known only when drawn, so the button decides by itself. */
function foldedQuote(children) {
  const body = el('div', { class: 'quote-text' }, children)
  const quote = el('blockquote', { class: 'folding' }, body)
  const toggle = button('Show more', { class: 'quote-toggle', 'aria-expanded': 'false' })
  toggle.addEventListener('click', () => {
    const open = quote.classList.toggle('open')
    toggle.setAttribute('aria-expanded', String(open))
    toggle.textContent = open ? 'Show less' : 'Show more'
  })
  quote.append(toggle)
  return quote
}
