/** What a message carries beside text: pictures, sound, files, places, contacts. */
import { nearestCity } from './cities.js'
import { button, el } from './element.js'
import { icon } from './icon.js'
import { drawMap } from './map.js'
import { fileUrl } from './server.js'

/** The media of a message as elements, none when it has none. */
export function mediaParts(message) {
  const { media, place, contact, other } = message
  return [
    media && covered(SHOWN[media.kind](media, message), message),
    place && placePart(place),
    contact && contactPart(contact),
    other !== undefined && el('p', { class: 'other' }, other),
  ].filter(Boolean)
}

/** A few words for a message without text. */
export function mediaWords({ media, place, contact, other }) {
  if (media) return WORDS[media.kind]
  if (place) return 'Location'
  return contact ? 'Contact' : (other ?? '')
}

/** Under a cover until somebody wants to look; drawn anew it is covered again, as in the app. */
function covered(shown, { spoiler, media }) {
  if (!spoiler) return shown
  const words = `Covered ${WORDS[media.kind].toLowerCase()}: reveal`
  const cover = button('', { class: 'cover', 'aria-label': words, title: words }, shown)
  shown.inert = true
  cover.addEventListener('click', () => {
    shown.inert = false
    cover.replaceWith(shown)
  })
  return cover
}

const WORDS = {
  photo: 'Photo',
  voice: 'Voice message',
  video: 'Video',
  video_note: 'Video message',
  audio: 'Audio',
  animation: 'GIF',
  sticker: 'Sticker',
  document: 'Document',
}

const SHOWN = {
  photo: (media) => picture(media),
  sticker: () => el('p', { class: 'sticker', role: 'img', 'aria-label': 'Sticker: a smiling face' }, icon('sticker')),
  voice: (media) => sound(media),
  audio: (media) => sound(media),
  video: (media) => film(media, 'video'),
  animation: (media) => film(media, 'video'),
  video_note: (media) => film(media, 'video round'),
  document: (media) => fileCard(media),
}

function picture(media) {
  const image = el('img', { class: 'photo', src: fileUrl(media.fileId), alt: 'Photo', width: 800, height: 600 })
  image.addEventListener('error', () => image.replaceWith(stand('photo', 'Photo')))
  return image
}

/** Stands where there are no bytes to show. */
function stand(sign, words, look = '') {
  return el('p', { class: `stand ${look}` }, icon(sign), ` ${words}`)
}

function sound(media) {
  const words = `${WORDS[media.kind]}, ${duration(media.seconds)}`
  if (!media.size) return stand('play', words, 'sound')
  const player = el('audio', { controls: true, preload: 'metadata', src: fileUrl(media.fileId), 'aria-label': words })
  player.addEventListener('error', () => player.replaceWith(stand('play', words, 'sound')))
  return player
}

function film(media, look) {
  const words = `${WORDS[media.kind]}, ${duration(media.seconds)}`
  if (!media.size) return stand('play', words, look)
  const player = el('video', { class: look, controls: true, src: fileUrl(media.fileId), 'aria-label': words })
  player.addEventListener('error', () => player.replaceWith(stand('play', words, look)))
  return player
}

function fileCard({ name = 'file', size = 0, fileId }) {
  const sign = el('span', { class: 'file-sign' }, icon('document'))
  const words = el('span', {}, el('strong', {}, name), el('small', {}, fileSize(size)))
  return size > 0
    ? el('a', { class: 'file', href: fileUrl(fileId), download: name }, sign, words)
    : el('p', { class: 'file' }, sign, words)
}

function placePart(place) {
  const { latitude, longitude, title, address, live } = place
  const { name, km } = nearestCity(place)
  const near = km < 5 ? name : `${km} km from ${name}`
  const words = title ? `${title}, ${address}` : `${latitude}, ${longitude}: ${near}`
  const kind = live ? 'Live location' : 'Location'
  const map = drawMap({ label: `${kind} on the map: ${near}`, pin: place, named: false })
  return el('figure', { class: 'place' }, map, el('figcaption', {}, words))
}

function contactPart({ name, phone }) {
  const sign = el('span', { class: 'file-sign' }, icon('contact'))
  return el('p', { class: 'file' }, sign, el('span', {}, el('strong', {}, name), el('small', {}, phone)))
}

function duration(seconds = 0) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
}

function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
