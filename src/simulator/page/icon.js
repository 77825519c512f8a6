/** Signs of the page, drawn here: a machine need not have emoji to use it. */
import { svg } from './element.js'

const PATHS = {
  album: 'M7 4h13v11H7zM4 8v12h13M8 15l4-5 3 3 2-2 3 4',
  back: 'm14 5-7 7 7 7',
  clip: 'm19 11-8 8a5 5 0 0 1-7-7l9-9a3.4 3.4 0 0 1 5 5l-9 9a1.6 1.6 0 0 1-2.4-2.4l8-8',
  close: 'm6 6 12 12M18 6 6 18',
  commands: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm9.5 4-5 10',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-8 16-8 16 0',
  copy: 'M9 9h11v11H9zM15 5V4H4v11h1',
  delete: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  film: 'M3 6h12v12H3zM15 11l6-4v10l-6-4',
  folder: 'M3 6h6l2 2h10v11H3z',
  link: 'M8 16 17 7M10 7h7v7',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  photo: 'M3 5h18v14H3zM3 17l6-6 5 5 3-3 4 4M16.5 9h.01',
  mute: 'M6 17V11a6 6 0 0 1 9.5-4.9M18 11v6H8M10 20h4M4 4l16 16',
  pin: 'M12 21c-1-4-6-7-6-12a6 6 0 0 1 12 0c0 5-5 8-6 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  play: 'M8 5v14l11-7z',
  reply: 'm9 6-6 6 6 6M3 12h11c4 0 7 2 7 6',
  send: 'M4 4l17 8-17 8 3-8zM7 12h8',
  sticker: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 10h.01M15.5 10h.01M8 14.5c2 3 6 3 8 0',
  ticks: 'm2 13 4 4 8-9M10 16l1 1 9-9',
  voice: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4',
}

/** A sign in the colour of the text around it; it says nothing to a screen reader. */
export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] }))
}
