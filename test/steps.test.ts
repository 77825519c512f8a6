import { Api } from 'grammy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../src/case/case.ts'
import type { Entry } from '../src/case/entry.ts'
import { cardMark, cardText } from '../src/desk/delivery/card.ts'
import { MAX_TEXT, packTexts, plainText, visibleLength } from '../src/desk/delivery/wording.ts'
import { nextStep, outboxOrder, runAt, skipped } from '../src/desk/delivery/next-step.ts'
import { stubMark, topicName } from '../src/desk/delivery/stub.ts'
import { createLanguages } from '../src/language/language.ts'
import { withoutMetadata } from '../src/telegram/metadata.ts'
import { sendAlbum, sendPiece } from '../src/telegram/pieces.ts'
import { report, said, sent } from './cases.ts'
import { realContent } from './world.ts'

const english = createLanguages(realContent()).byCode('en')
if (!english) throw new Error('Expected English')
const wording = { language: english, names: new Map([[1, 'Sergey']]), recap: undefined }

/** A case the desk shows whole. */
function delivered(each: Case): Case {
  const desk = { ...each.desk, chat: -1, thread: 9, topic: topicName(each), upTo: each.entries }
  const placed = { ...each, desk }
  const card = { message: 10, shown: cardMark(placed) }
  return { ...placed, desk: { ...desk, card, stub: { message: 11, shown: stubMark(placed) } } }
}

describe('the next step of a case at the desk', () => {
  test('topic, card, line in General, messages, then what changed, then nothing', () => {
    const done = delivered(report(1001, 1, { entries: 2 }))
    const { card: _, stub: __, ...bare } = done.desk
    expect(nextStep(report(1001, 1)).do).toBe('topic')
    expect(nextStep({ ...done, desk: bare }).do).toBe('card')
    expect(nextStep({ ...done, desk: { ...bare, card: { message: 1, shown: '' } } }).do).toBe('stub')
    expect(nextStep({ ...done, entries: 3 }).do).toBe('pieces')
    expect(nextStep({ ...done, owner: { id: 1, since: 1, acted: false } }).do).toBe('edit-card')
    expect(nextStep({ ...done, desk: { ...done.desk, topic: 'old' } }).do).toBe('rename')
    expect(nextStep(done).do).toBe('done')
    expect(outboxOrder(done)).toBeUndefined()
  })

  test('what is new in a P0 comes first, its edits next, mere edits of others last; the oldest first', () => {
    const at = 1_800_000_000_000
    const fresh = (priority: 0 | 1 | 2 | 3, createdAt: number) => report(1, 1, { priority, createdAt })
    const edit = (priority: 0 | 1 | 2 | 3) => ({ ...delivered(fresh(priority, at - 1000)), openedAt: at })
    const queue = [
      fresh(0, at),
      fresh(0, at + 1),
      edit(0),
      fresh(1, at),
      fresh(2, at - 9),
      fresh(3, at),
      edit(1),
      edit(3),
    ]
    const order = queue.map((each) => outboxOrder(each) ?? 0)
    expect(order).toEqual([...order].sort((one, other) => one - other))
    expect(order.every(Number.isSafeInteger)).toBe(true)
  })

  test('the card holds no chat, no words, no hashes', () => {
    const each = report(1001, 987654321, { about: { codeWord: 'SECRET', quietWord: 'SECRET' }, priority: 1 })
    const text = cardText(english, each, { timeZone: 'Asia/Almaty', owner: undefined, unsure: false })
    expect(text).not.toMatch(/987654321|SECRET/)
    expect(text).toContain('12:00')
  })
})

describe('what was said, as messages', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5000 })

  test('whatever is written, nothing is lost or out of order, and no message is too long', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (texts) => {
        const log = texts.map((text, index) => said(text, index))
        let from = { at: 0, part: 0 }
        let all = ''
        while (runAt(log, from).kind !== 'end') {
          const packed = packTexts(log, from, wording)
          expect(visibleLength(packed.html)).toBeLessThanOrEqual(MAX_TEXT)
          expect(packed.after).not.toEqual(from)
          all += plainText(packed.html)
          from = packed.after
        }
        expect(all.replaceAll('\n', '')).toBe(texts.join('').replaceAll('\n', ''))
      }),
      { numRuns: 60 },
    )
  })

  test('answers and notes are passed over, and shown in a recap', () => {
    const log: Entry[] = [said('one', 1), { kind: 'note', at: 1, by: 1, text: 'inside' }, said('two', 2)]
    expect(plainText(packTexts(log, { at: 0, part: 0 }, wording).html)).toBe('one\n\ntwo')
    const again = packTexts(log, { at: 0, part: 0 }, { ...wording, recap: 3 })
    expect(plainText(again.html)).toBe('one\n\nNote, Sergey:\ninside\n\ntwo')
    expect(skipped(log, { at: 1, part: 0 })).toEqual({ at: 2, part: 0 })
  })

  test('an address behind a word is written out', () => {
    const entities = [{ type: 'text_link' as const, offset: 0, length: 4, url: 'https://example.org/job' }]
    const log = [sent({ kind: 'text', text: 'here', entities }, 1)]
    expect(packTexts(log, { at: 0, part: 0 }, wording).html).toContain('https://example.org/job')
  })

  test('photos of one album go together, documents of it do not join them', () => {
    const part = (file: 'photo' | 'document', index: number) =>
      sent({ kind: 'file', file, id: `${index}`, album: 'a' }, index)
    const log = [part('photo', 0), part('photo', 1), part('document', 2)]
    const run = runAt(log, { at: 0, part: 0 })
    expect(run.kind === 'album' && run.entries.length).toBe(2)
    expect(runAt(log, { at: 2, part: 0 }).kind).toBe('single')
  })
})

test('pictures and films are covered, alone and in an album', async () => {
  const bodies: Record<string, unknown>[] = []
  const fetch = (async (_: unknown, init: { body: string }) => {
    bodies.push(JSON.parse(init.body) as Record<string, unknown>)
    return { json: async () => ({ ok: true, result: [] }) }
  }) as never
  const api = new Api('1:t', { fetch })
  const piece = (file: 'photo' | 'video' | 'animation') => ({ kind: 'file' as const, file, id: 'x' })
  for (const file of ['photo', 'video', 'animation'] as const) await sendPiece(api, 1, piece(file), { spoiler: true })
  await sendAlbum(api, 1, [piece('photo'), piece('video')], { spoiler: true })
  expect(bodies.slice(0, 3).map(({ has_spoiler }) => has_spoiler)).toEqual([true, true, true])
  expect(JSON.stringify(bodies[3]?.['media']).match(/has_spoiler/g)).toHaveLength(2)
})

describe('an image file without metadata', () => {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)])
  }
  const riff = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)])
  }
  const segment = (marker: number, body: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, body])
  }
  const secret = Buffer.from('SECRET')
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1')

  test('PNG: the picture stays, text, time and EXIF go', () => {
    const signature = Buffer.from('89504e470d0a1a0a', 'hex')
    const kept = [
      chunk('IHDR', Buffer.from('head')),
      chunk('IDAT', Buffer.from('picture')),
      chunk('IEND', Buffer.alloc(0)),
    ]
    const [head = signature, ...rest] = kept
    const dirty = Buffer.concat([signature, head, chunk('tEXt', secret), chunk('eXIf', secret), ...rest, secret])
    const clean = withoutMetadata(dirty)
    expect(clean?.extension).toBe('png')
    expect(text(clean?.bytes)).toBe(text(Buffer.concat([signature, ...kept])))
  })

  test('WebP: chunks go, flags and size agree with what is left', () => {
    const extended = riff('VP8X', Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0]))
    const body = Buffer.concat([
      extended,
      riff('VP8 ', Buffer.from('picture')),
      riff('EXIF', secret),
      riff('XMP ', secret),
    ])
    const size = Buffer.alloc(4)
    size.writeUInt32LE(4 + body.length)
    const clean = withoutMetadata(Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), body]))
    const bytes = Buffer.from(clean?.bytes ?? [])
    expect(text(bytes)).not.toContain('SECRET')
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
    expect(bytes[20]).toBe(0)
  })

  test('JPEG: which way is up stays, the rest of EXIF goes', () => {
    const tiff = Buffer.from('49492a0008000000020012010300010000000600000025880400010000004000000000000000', 'hex')
    const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, secret]))
    const scan = Buffer.concat([segment(0xda, Buffer.from([1, 2])), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd9])])
    const clean = withoutMetadata(
      Buffer.concat([Buffer.from([0xff, 0xd8]), exif, segment(0xdb, Buffer.from('table')), scan, secret]),
    )
    const bytes = Buffer.from(clean?.bytes ?? [])
    expect(text(bytes)).not.toContain('SECRET')
    expect(text(bytes)).toContain('table')
    const at = bytes.indexOf('Exif\0\0') + 6
    expect(bytes.readUInt16BE(at + 18)).toBe(6)
  })

  test('what is broken or of another kind is not called clean, and nothing hangs', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('ffd8', '89504e470d0a1a0a', '52494646'),
        (tail, head) => {
          withoutMetadata(Buffer.concat([Buffer.from(head, 'hex'), tail]))
        },
      ),
      { numRuns: 500 },
    )
    expect(withoutMetadata(Buffer.from('ftypheic'))).toBeUndefined()
  })
})
