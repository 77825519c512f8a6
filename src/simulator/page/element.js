/** Elements without innerHTML: whatever comes as data becomes text. */

/**
 * Makes an element. `on…` values are listeners, `class` and `aria-…` are attributes, false and undefined are left out; children
 * are elements or text.
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children)
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== false && child !== ''))
  return element
}

/** A real button that submits nothing. */
export function button(label, attributes = {}, ...children) {
  return el('button', { type: 'button', ...attributes }, ...(children.length > 0 ? children : [label]))
}

/** Draws anew what is in `root` and gives the focus back to the control with the same `data-key`. */
export function redraw(root, children) {
  const focused = document.activeElement
  const key = root.contains(focused) ? focused.dataset.key : undefined
  root.replaceChildren(...children)
  if (key !== undefined) [...root.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key)?.focus()
}

/** A button that shows a sign (icon.js) and is called by words. */
export function iconButton(sign, label, attributes = {}) {
  return button(label, { 'aria-label': label, title: label, ...attributes }, sign)
}
