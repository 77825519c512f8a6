/** A drawn map of Kazakhstan: rough, but good enough to point at a place. */
import { CITIES } from './cities.js'
import { svg } from './element.js'

/** The border as longitude, latitude; generalised, in the public domain (Natural Earth, 1:110m). */
const BORDER = `70.96,42.27 70.39,42.08 69.07,41.38 68.63,40.67 68.26,40.66 67.99,41.14 66.71,41.17 66.51,41.99 66.02,41.99
66.1,43 64.9,43.73 63.19,43.65 62.01,43.5 61.06,44.41 60.24,44.78 58.69,45.5 58.5,45.59 55.93,45 55.97,41.31 55.46,41.26
54.76,42.04 54.08,42.32 52.94,42.12 52.5,41.78 52.45,42.03 52.69,42.44 52.5,42.79 51.34,43.13 50.89,44.03 50.34,44.28
50.31,44.61 51.28,44.51 51.32,45.25 52.17,45.41 53.04,45.26 53.22,46.23 53.04,46.85 52.04,46.8 51.19,47.05 50.03,46.61
49.1,46.4 48.59,46.56 48.69,47.08 48.06,47.74 47.32,47.72 46.47,48.39 47.04,49.15 46.75,49.36 47.55,50.45 48.58,49.87
48.7,50.61 50.77,51.69 52.33,51.72 54.53,51.03 55.72,50.62 56.78,51.04 58.36,51.06 59.64,50.55 59.93,50.84 61.34,50.8
61.59,51.27 59.97,51.96 60.93,52.45 60.74,52.72 61.7,52.98 60.98,53.66 61.44,54.01 65.18,54.35 65.67,54.6 68.17,54.97
69.07,55.39 70.87,55.17 71.18,54.13 72.22,54.38 73.51,54.04 73.43,53.49 74.38,53.55 76.89,54.49 76.53,54.18 77.8,53.4
80.04,50.86 80.57,51.39 81.95,50.81 83.38,51.07 83.94,50.89 84.42,50.31 85.12,50.12 85.54,49.69 86.83,49.83 87.36,49.21
86.6,48.55 85.77,48.46 85.72,47.45 85.16,47 83.18,47.33 82.46,45.54 81.95,45.32 79.97,44.92 80.87,43.18 80.18,42.92
80.26,42.35 79.64,42.5 79.14,42.86 77.66,42.96 76,42.99 75.64,42.88 74.21,43.3 73.65,43.09 73.49,42.5 71.84,42.85 71.19,42.7`

const WEST = 45.6
const NORTH = 56.1
/** Units of the drawing for a degree; a degree of longitude is shorter, taken at 48° north. */
const UNIT = 20
const SQUEEZE = Math.cos((48 * Math.PI) / 180)
const WIDTH = 850 * SQUEEZE
const HEIGHT = 320

export function toPoint({ latitude, longitude }) {
  return { x: (longitude - WEST) * UNIT * SQUEEZE, y: (NORTH - latitude) * UNIT }
}

function toPlace({ x, y }) {
  const round = (degrees) => Math.round(degrees * 100) / 100
  return { latitude: round(NORTH - y / UNIT), longitude: round(WEST + x / (UNIT * SQUEEZE)) }
}

/** The map with its cities. With `onPick` a press on it says which place that is. */
export function drawMap({ label, pin, onPick, named = true }) {
  const points = BORDER.split(/\s+/).map((pair) => {
    const [longitude, latitude] = pair.split(',').map(Number)
    const { x, y } = toPoint({ latitude, longitude })
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  const drawing = svg(
    'svg',
    { class: 'map', viewBox: `0 0 ${WIDTH.toFixed(0)} ${HEIGHT}`, role: 'img', 'aria-label': label },
    svg('polygon', { class: 'land', points: points.join(' ') }),
    CITIES.map((city) => drawCity(city, named)),
  )
  if (pin) drawing.append(drawPin(pin))
  if (onPick) drawing.addEventListener('click', (event) => onPick(toPlace(pointIn(drawing, event))))
  return drawing
}

function pointIn(drawing, { clientX, clientY }) {
  return new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM().inverse())
}

const LABEL_LEFT = new Set(['Karaganda', 'Oral'])

function drawCity(city, named) {
  const { x, y } = toPoint(city)
  const dot = svg('circle', { class: 'city', cx: x, cy: y, r: named ? 3 : 2 })
  if (!named || !city.marked) return dot
  const left = LABEL_LEFT.has(city.name)
  const place = { x: left ? x - 6 : x + 6, y: y + 4, 'text-anchor': left ? 'end' : 'start' }
  return [dot, svg('text', { class: 'city-name', ...place }, city.name)]
}

/** A pin whose tip is on the place. */
export function drawPin(place) {
  const { x, y } = toPoint(place)
  const shape = svg('path', { d: 'M0 0C-4-9-11-13-11-21a11 11 0 0 1 22 0C11-13 4-9 0 0Z' })
  return svg(
    'g',
    { class: 'pin', transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    shape,
    svg('circle', { cy: -21, r: 4 }),
  )
}
