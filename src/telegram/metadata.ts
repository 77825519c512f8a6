/**
 * Takes out of an image file what tells where, when and with which device it was made: EXIF, GPS, XMP, IPTC, comments,
 * and whatever hangs behind the picture (a second picture, a short film). The picture itself is not touched: only known
 * parts of the container are kept, so what nobody has heard of goes too. Which way is up (EXIF orientation) stays.
 */

/** The file without metadata; undefined when it is none of JPEG, PNG, WebP, or is broken: then nothing is promised. */
export function withoutMetadata(
  bytes: Uint8Array,
): { bytes: Uint8Array; extension: 'jpg' | 'png' | 'webp' } | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const [extension, clean] of FORMATS) {
    const parts = clean(file)
    if (parts) return { bytes: new Uint8Array(Buffer.concat(parts)), extension }
  }
  return undefined
}

const FORMATS = [
  ['jpg', jpegParts],
  ['png', pngParts],
  ['webp', webpParts],
] as const

/** APP0 (JFIF), APP2 (only a colour profile), APP14 (Adobe's colours); everything that is no APPn and no comment. */
function jpegParts(file: Buffer): Buffer[] | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined
  const parts = [file.subarray(0, 2)]
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return undefined
    const marker = file[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // a fill byte
      continue
    }
    if (marker === 0xda) return withScans(file, at, parts)
    const end = at + 2 + file.readUInt16BE(at + 2)
    const segment = file.subarray(at, end)
    if (end > file.length || segment.length < 4) return undefined
    if (marker === 0xe1) parts.push(...upright(segment))
    else if (keptInJpeg(marker, segment)) parts.push(segment)
    at = end
  }
  return undefined
}

function keptInJpeg(marker: number, segment: Buffer): boolean {
  if (marker === 0xe2) return segment.toString('latin1', 4, 16) === 'ICC_PROFILE\0'
  return marker === 0xe0 || marker === 0xee || !((marker >= 0xe1 && marker <= 0xef) || marker === 0xfe)
}

/** The picture from its first scan to its end, tables between scans included; comments between them are not. */
function withScans(file: Buffer, start: number, parts: Buffer[]): Buffer[] | undefined {
  let from = start
  let at = start + 2 + file.readUInt16BE(start + 2)
  for (; at + 1 < file.length; at += 1) {
    const marker = file[at] === 0xff ? (file[at + 1] ?? 0) : 0
    if (marker === 0xd9) return [...parts, file.subarray(from, at + 2)]
    // 0xff00 is a byte of the picture, 0xffd0–d7 restart it.
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) continue
    if (at + 4 > file.length) return undefined
    const end = at + 2 + file.readUInt16BE(at + 2)
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) {
      parts.push(file.subarray(from, at))
      from = end
    }
    at = end - 1
  }
  return undefined
}

/** An EXIF segment that says nothing but the orientation; none when the picture is upright anyhow. */
function upright(segment: Buffer): Buffer[] {
  const orientation = segment.toString('latin1', 4, 10) === 'Exif\0\0' ? orientationOf(segment.subarray(10)) : 1
  if (orientation < 2 || orientation > 8) return []
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(2 + 6 + tiff.length)
  return [Buffer.from([0xff, 0xe1]), length, Buffer.from('Exif\0\0', 'latin1'), tiff]
}

/** Tag 0x0112 of the first directory (TIFF 6.0); 1 when there is none or the directory is broken. */
function orientationOf(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = long(4)
  const count = Math.min(short(directory), 200)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (short(entry) === 0x0112) return short(entry + 8)
  }
  return 1
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
/** What draws the picture; time, text and EXIF chunks do not. */
const PNG_KEPT = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '))

function pngParts(file: Buffer): Buffer[] | undefined {
  if (!file.subarray(0, 8).equals(PNG)) return undefined
  const parts = [file.subarray(0, 8)]
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (end > file.length) return undefined
    if (PNG_KEPT.has(name)) parts.push(file.subarray(at, end))
    if (name === 'IEND') return parts
    at = end
  }
  return undefined
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In VP8X: there is EXIF, there is XMP. */
const WEBP_FLAGS = 0x08 | 0x04

function webpParts(file: Buffer): Buffer[] | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const until = Math.min(file.length, 8 + file.readUInt32LE(4))
  const chunks: Buffer[] = []
  for (let at = 12; at + 8 <= until; ) {
    const size = file.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const name = file.toString('latin1', at, at + 4)
    if (at + 8 + size > until) return undefined
    if (WEBP_KEPT.has(name))
      chunks.push(name === 'VP8X' ? withoutFlags(file.subarray(at, end)) : file.subarray(at, end))
    at = end
  }
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return chunks.length > 0 ? [head, ...chunks] : undefined
}

function withoutFlags(chunk: Buffer): Buffer {
  const changed = Buffer.from(chunk)
  changed[8] = (changed[8] ?? 0) & ~WEBP_FLAGS
  return changed
}
