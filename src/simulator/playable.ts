/** What Telegram shows as a voice message: OGG with OPUS, MP3 or M4A (core.telegram.org/bots/api#sendvoice), by how the file begins. */
export function isPlayable(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 36)).toString('latin1')
  const isOpus = head.startsWith('OggS') && head.slice(28) === 'OpusHead'
  const isMp3 = head.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)
  return isOpus || isMp3 || head.slice(4, 8) === 'ftyp'
}
