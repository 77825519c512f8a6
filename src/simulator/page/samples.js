/** Ready-made things to send, made here: a picture, a voice message, a paper. */

/** A picture of a paper on a table, with words on it that tell samples apart. */
export async function samplePhoto(words = 'Sample photo') {
  const canvas = new OffscreenCanvas(800, 600)
  const pen = canvas.getContext('2d')
  const sky = pen.createLinearGradient(0, 0, 800, 600)
  sky.addColorStop(0, '#7fb7be')
  sky.addColorStop(1, '#d3a588')
  pen.fillStyle = sky
  pen.fillRect(0, 0, 800, 600)
  pen.fillStyle = '#fffdf7'
  pen.fillRect(180, 110, 440, 380)
  pen.fillStyle = '#c9c4b8'
  for (let line = 0; line < 7; line++) pen.fillRect(220, 230 + line * 34, line % 3 === 2 ? 220 : 360, 10)
  pen.fillStyle = '#33404a'
  pen.font = '600 38px sans-serif'
  pen.fillText(words, 220, 185, 360)
  return new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })], 'sample.jpg', {
    type: 'image/jpeg',
  })
}

const RATE = 8000
const SECONDS = 4

/** Four seconds of a soft rising and falling tone. */
export function sampleVoice() {
  const sound = new Uint8Array(RATE * SECONDS)
  let turn = 0
  for (let at = 0; at < sound.length; at++) {
    const time = at / RATE
    turn += (220 + 60 * Math.sin(time * 5)) / RATE
    sound[at] = 128 + 40 * Math.sin(turn * 2 * Math.PI) * Math.abs(Math.sin(time * 4))
  }
  return new File([wavHead(sound.length), sound], 'voice.wav', { type: 'audio/wav' })
}

/** 8 bit, one channel: the 44 bytes before the sound. */
function wavHead(length) {
  const head = new DataView(new ArrayBuffer(44))
  const word = (at, text) => [...text].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)))
  word(0, 'RIFF')
  head.setUint32(4, 36 + length, true)
  word(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, RATE, true)
  head.setUint32(28, RATE, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  word(36, 'data')
  head.setUint32(40, length, true)
  return head.buffer
}

/** A small text file. */
export function sampleDocument() {
  return new File(['A sample document.\n'], 'contract.txt', { type: 'text/plain' })
}

/** A file as `act` sends it. */
export async function sentFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { name: file.name, mimeType: file.type || 'application/octet-stream', base64: btoa(binary) }
}
