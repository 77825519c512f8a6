/** The smallest real recording: OGG with OPUS (RFC 3533, RFC 7845), a fiftieth of a second of silence. */

/** `says` stands in its comment: other words, another file. */
export function ogg(says = ''): Uint8Array {
  const rate = number(48_000, 4)
  const head = Buffer.concat([
    Buffer.from('OpusHead'),
    Buffer.from([1, 1]),
    number(0, 2),
    rate,
    number(0, 2),
    number(0, 1),
  ])
  const comment = Buffer.from(`TITLE=${says}`)
  const tags = Buffer.concat([Buffer.from('OpusTags'), sized(Buffer.from('test')), number(1, 4), sized(comment)])
  const silence = Buffer.from([0xf8, 0xff, 0xfe]) // one frame of 20 ms
  return new Uint8Array(Buffer.concat([page(0, 2, 0, head), page(1, 0, 0, tags), page(2, 4, 960, silence)]))
}

/** One packet as a page; `flags`: 2 the first page, 4 the last; `position`: samples heard by its end. */
function page(index: number, flags: number, position: number, packet: Buffer): Buffer {
  const whole = Buffer.concat([
    Buffer.from('OggS'),
    Buffer.from([0, flags]),
    number(position, 4),
    number(0, 4),
    number(1, 4),
    number(index, 4),
    number(0, 4), // the checksum, below
    Buffer.from([1, packet.length]),
    packet,
  ])
  whole.writeUInt32LE(checksum(whole), 22)
  return whole
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80_00_00_00 ? (sum << 1) ^ 0x04_c1_1d_b7 : sum << 1
  }
  return sum >>> 0
}

function number(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes)
  written.writeUIntLE(value, 0, bytes)
  return written
}

const sized = (text: Buffer) => Buffer.concat([number(text.length, 4), text])
