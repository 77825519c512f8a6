/** A small menu over the page, by the control that opened it. Arrow keys move in it, Escape and a press elsewhere close it. */
import { button, el } from './element.js'
import { icon } from './icon.js'

/** Opens a menu of `items` ({label, act, sign?, danger?}), the first of them in focus. `row` items stand side by side above. */
export function openMenu(anchor, items, row = []) {
  const menu = el(
    'div',
    { class: 'menu', role: 'menu', popover: 'auto' },
    row.length > 0 &&
      el(
        'div',
        { class: 'menu-row', role: 'none' },
        row.map((item) => menuItem(item, () => menu)),
      ),
    items.map((item) => menuItem(item, () => menu)),
  )
  menu.addEventListener('keydown', moveByArrows)
  menu.addEventListener('toggle', ({ newState }) => newState === 'closed' && menu.remove())
  anchor.after(menu)
  menu.showPopover()
  put(menu, anchor.getBoundingClientRect())
  menu.querySelector('[role=menuitem]')?.focus()
}

function menuItem({ label, sign, danger, act, name }, menuOf) {
  const face = { class: `menu-item ${danger ? 'danger' : ''}`, role: 'menuitem', 'aria-label': name }
  const picture = sign && el('span', { class: 'menu-sign' }, icon(sign))
  const item = button(label, face, picture, label)
  item.addEventListener('click', () => {
    menuOf().hidePopover()
    act()
  })
  return item
}

function moveByArrows(event) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll('[role=menuitem]')]
  const at = items.indexOf(document.activeElement)
  items[(at + step + items.length) % items.length]?.focus()
}

/** Under the control or over it, wherever it fits. */
function put(menu, anchor) {
  const { width, height } = menu.getBoundingClientRect()
  const left = Math.max(8, Math.min(anchor.left, innerWidth - width - 8))
  const below = anchor.bottom + 4
  const top = below + height < innerHeight - 8 ? below : Math.max(8, anchor.top - height - 4)
  Object.assign(menu.style, { left: `${left}px`, top: `${top}px` })
}
