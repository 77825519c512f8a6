/** What the paper clip offers: files, samples, a place, a contact. */
import { button, el } from './element.js'
import { openMenu } from './menu.js'
import { openDialog, toast } from './notice.js'
import { choosePlace } from './place.js'
import { sampleDocument, samplePhoto, sampleVoice, sentFile } from './samples.js'

const MAX_ALBUM = 10
const MAX_MB = 20

/** Opens the menu; `does` sends. */
export function openAttachments(anchor, does) {
  const media = async (kind, file) => does({ act: 'media', kind, ...(file && { file: await sentFile(file) }) })
  const album = async () => sendFiles([await samplePhoto('Photo one'), await samplePhoto('Photo two')], does)
  const coveredPhoto = async () =>
    does({ act: 'media', kind: 'photo', spoiler: true, file: await sentFile(await samplePhoto()) })
  openMenu(anchor, [
    { label: 'Photo, video or file…', sign: 'folder', act: () => chooseFiles((files) => sendFiles(files, does)) },
    { label: 'Sample photo', sign: 'photo', act: async () => media('photo', await samplePhoto()) },
    { label: 'Sample photo, covered', sign: 'photo', act: coveredPhoto },
    { label: 'Sample album, two photos', sign: 'album', act: album },
    { label: 'Sample voice message', sign: 'voice', act: () => media('voice', sampleVoice()) },
    { label: 'Sample video', sign: 'film', act: () => media('video') },
    { label: 'Sample video message', sign: 'film', act: () => media('video_note') },
    { label: 'Sample GIF', sign: 'film', act: () => media('animation') },
    { label: 'Sample document', sign: 'document', act: () => media('document', sampleDocument()) },
    { label: 'Location…', sign: 'pin', act: () => choosePlace((place) => does({ act: 'location', ...place })) },
    { label: 'Contact…', sign: 'contact', act: () => chooseContact((contact) => does({ act: 'contact', ...contact })) },
    { label: 'Sticker', sign: 'sticker', act: () => media('sticker') },
  ])
}

function chooseFiles(take) {
  const input = el('input', { type: 'file', multiple: true, class: 'unseen', 'aria-label': 'Files to send' })
  input.addEventListener('change', () => {
    take([...input.files])
    input.remove()
  })
  input.addEventListener('cancel', () => input.remove())
  document.body.append(input)
  input.click()
}

function kindOf({ type }) {
  if (/^image\/(jpeg|png|webp)$/.test(type)) return 'photo'
  return type.startsWith('video/') ? 'video' : type.startsWith('audio/') ? 'audio' : 'document'
}

/** One file as a message, several as an album, as an app does. */
async function sendFiles(files, does) {
  if (files.some(({ size }) => size > MAX_MB * 1024 * 1024)) return toast(`A file here may have ${MAX_MB} MB at most`)
  const chosen = files.slice(0, MAX_ALBUM)
  const parts = await Promise.all(chosen.map(async (file) => ({ kind: kindOf(file), file: await sentFile(file) })))
  if (parts.length === 1) return does({ act: 'media', ...parts[0] })
  return parts.length > 1 ? does({ act: 'album', parts }) : undefined
}

function chooseContact(send) {
  const name = el('input', { required: true, maxlength: '64', value: 'Nigora', autocomplete: 'off' })
  const phone = el('input', {
    required: true,
    type: 'tel',
    maxlength: '32',
    value: '+77010000000',
    autocomplete: 'off',
  })
  const form = el(
    'form',
    { class: 'fields' },
    el('label', {}, 'Name ', name),
    el('label', {}, 'Phone ', phone),
    el('div', { class: 'dialog-buttons' }, button('Send', { type: 'submit', class: 'main' })),
  )
  const dialog = openDialog('Send a contact', form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    dialog.close()
    send({ first_name: name.value, phone_number: phone.value })
  })
  name.focus()
}
