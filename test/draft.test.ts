import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { About } from '../src/case/about.ts'
import { Priority } from '../src/case/case.ts'
import type { Entry } from '../src/case/entry.ts'
import { urgencyOf } from '../src/case/priority.ts'
import { hashWord, sameWord } from '../src/case/words.ts'
import { createLanguages } from '../src/language/language.ts'
import { draftScreen } from '../src/report/draft/compose.ts'
import { formOf, limitFor, wordsOf } from '../src/report/draft/compose-items.ts'
import { cityScreen } from '../src/report/draft/compose-about.ts'
import { answersScreen, wordScreen } from '../src/report/draft/compose-answers.ts'
import {
  collects,
  type Draft,
  IDLE_MS,
  isExpired,
  KEPT_MS,
  MAX_ITEMS,
  newDraft,
  withItem,
} from '../src/report/draft/draft.ts'
import { mergedAbout, withChip } from '../src/report/draft/draft-about.ts'
import { sendAddress } from '../src/report/draft/send-address.ts'
import { firstCase, joined, newEntries } from '../src/report/draft/send-payload.ts'
import type { Piece } from '../src/telegram/pieces.ts'
import { keyboard } from '../src/telegram/buttons.ts'
import { readIds } from '../src/telegram/ids.ts'
import type { Screen } from '../src/telegram/screen.ts'
import { realContent } from './world.ts'

const content = realContent()
const languages = createLanguages(content)
const english = languages.byCode('en') ?? languages.all[0]
if (!english) throw new Error('Expected English in locales/')
const NOW = Date.UTC(2026, 10, 22)

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const piece: fc.Arbitrary<Piece> = fc.oneof(
  words.map((text): Piece => ({ kind: 'text', text })),
  fc
    .record({
      file: fc.constantFrom('photo', 'voice', 'video', 'video_note', 'document', 'sticker', 'audio', 'animation'),
      caption: optional(words),
      seconds: optional(fc.nat(4000)),
    })
    .map(
      ({ file, caption, seconds }): Piece => ({
        kind: 'file',
        file: file as 'photo',
        id: 'x',
        ...(caption !== undefined && { caption }),
        ...(seconds !== undefined && { seconds }),
      }),
    ),
  fc
    .record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) })
    .map((point): Piece => ({ kind: 'place', ...point })),
  fc
    .record({ name: words, phone: fc.stringMatching(/^\+7\d{10}$/) })
    .map((who): Piece => ({ kind: 'contact', ...who })),
)
const about: fc.Arbitrary<About> = fc
  .record(
    {
      who: fc.constantFrom('self', 'other'),
      under18: fc.constant(true),
      danger: fc.constantFrom('now', 'later'),
      city: fc.constantFrom(...content.cities),
      hours: fc.subarray(['morning', 'day', 'evening', 'night']),
      outside: fc.constantFrom('wait', 'ping'),
      writeFirst: fc.boolean(),
      plain: fc.boolean(),
      codeWord: fc.constant('hash'),
      quietWord: fc.constant('hash'),
    },
    { requiredKeys: [] },
  )
  .map((set) => About.parse(set))
const draft: fc.Arbitrary<Draft> = fc
  .record({ pieces: fc.array(piece, { minLength: 1, maxLength: 12 }), about, origin: fc.constantFrom('sos', 'ask') })
  .map(({ pieces, about: set, origin }) => {
    const items = pieces.map((each, index) => ({ ref: 1000 + index, piece: each }))
    return { ...newDraft(origin, NOW), about: set, items }
  })

/** What a person reads. */
function visible(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

function fits({ text, rows }: Screen): void {
  expect(visible(text).length).toBeLessThanOrEqual(4096)
  expect(keyboard(rows).length).toBeLessThanOrEqual(12)
  for (const row of keyboard(rows)) {
    expect(row.length).toBeLessThanOrEqual(2)
    for (const button of row) {
      expect(button.text.length).toBeLessThanOrEqual(32)
      if ('callback_data' in button) expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64)
    }
  }
}

const stored = (each: Draft) => firstCase(each, { number: 1001, chat: 1, language: 'en', now: NOW, screen: undefined })

describe('what the preview shows is what is stored', () => {
  test('item by item, in order, and chip by chip', () => {
    fc.assert(
      fc.property(draft, (each) => {
        const screen = draftScreen({ draft: each, language: english })
        const { case: made, entries } = stored(each)
        expect(itemsShown(screen)).toEqual(entries.map(entryAsShown))
        expect(chipsShown(screen)).toEqual(chipsOf(made.about))
        expect(visible(screen.text)).toContain(english.name)
        fits(screen)
      }),
      { numRuns: 300 },
    )
  })

  /** Number, form and words of each item, as the preview has them. */
  function itemsShown({ text }: Screen): { form: string; words: string }[] {
    const list = text.split('\n\n').slice(1).join('\n\n')
    const heads = [...list.matchAll(/^(\d+)\. \S+ ([^\n<]*)(?:\n<blockquote>([\s\S]*?)<\/blockquote>)?$/gm)]
    return heads.map((match) => ({ form: match[2] ?? '', words: visible(match[3] ?? '') }))
  }

  function entryAsShown(entry: Entry): { form: string; words: string } {
    if (entry.kind !== 'from') throw new Error(`Expected what a person said, got ${entry.kind}`)
    const seconds = entry.piece.kind === 'file' ? entry.piece.seconds : undefined
    const lasts = seconds === undefined ? '' : ` ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    return { form: `${english?.plain(`report.form.${formOf(entry.piece)}`)}${lasts}`, words: wordsOf(entry.piece) }
  }

  function chipsShown({ text }: Screen): string[] {
    return [...text.matchAll(/^☑️ (.*)$/gm)].map((match) => match[1] ?? '')
  }

  /** Everything in a case that is not as it is when nothing was chosen. */
  function chipsOf(set: About): string[] {
    const t = (key: string, values = {}) => english?.t(`report.set.${key}`, values) ?? ''
    const hours = set.hours.map((hour) => english?.plain(`report.hour.${hour}`)).join(', ')
    return [
      set.who && t(set.who),
      set.under18 && t('under', { age: 18 }),
      set.danger && t(set.danger),
      set.city && t('city', { city: english?.plain(`cities.${set.city}`) }),
      hours && t('hours', { hours }),
      !set.writeFirst && t('never-first'),
      set.outside === 'ping' && t('ping'),
      set.plain && t('plain'),
      set.codeWord && t('code'),
      set.quietWord && t('quiet'),
    ].flatMap((line) => line || [])
  }

  test('a text that is too long is cut in the preview, which says so, and stored whole', () => {
    const long = 'word '.repeat(800)
    const each = {
      ...newDraft('sos', NOW),
      items: [1, 2].map((ref) => ({ ref, piece: { kind: 'text', text: long } as Piece })),
    }
    const screen = draftScreen({ draft: each, language: english })
    fits(screen)
    expect(screen.text).toContain(english.t('report.draft.cut'))
    expect(stored(each).entries).toMatchObject([{ piece: { text: long } }, { piece: { text: long } }])
  })

  test('the fullest draft fits in every language', () => {
    const items = Array.from({ length: MAX_ITEMS }, (_, index) => ({
      ref: 3_000_000_000 + index * 40,
      piece: { kind: 'contact', name: '<&>'.repeat(40), phone: '+77010000000' } as Piece,
    }))
    const set = About.parse({
      who: 'other',
      under18: true,
      danger: 'later',
      city: 'west-kazakhstan',
      hours: ['morning', 'day', 'evening', 'night'],
      outside: 'ping',
      writeFirst: false,
      plain: true,
      codeWord: 'x',
      quietWord: 'x',
    })
    const each: Draft = { ...newDraft('page:stay', NOW), items, about: set }
    const { case: closed } = stored(each)
    for (const language of languages.all) {
      fits(
        draftScreen({
          draft: each,
          language,
          closed,
          note: language.t('report.draft.limit', { count: 3, minutes: 59 }),
        }),
      )
      fits(draftScreen({ draft: { ...each, items: [] }, language }))
      fits(answersScreen(each, language))
      fits(wordScreen('quiet', language, true))
      for (const page of [0, 1, 2, -1, NaN]) fits(cityScreen(each, content, language, page))
    }
  })
})

describe('a draft', () => {
  test('collects for half an hour, and is kept for a day', () => {
    const each = newDraft('sos', NOW)
    expect(collects(each, NOW + IDLE_MS - 1)).toBe(true)
    expect(collects(each, NOW + IDLE_MS)).toBe(false)
    expect(isExpired(each, NOW + KEPT_MS - 1)).toBe(false)
    expect(isExpired(each, NOW + KEPT_MS)).toBe(true)
  })

  test('takes no more than a preview can show, but every change of what it has', () => {
    let each = newDraft('sos', NOW)
    for (let ref = 1; ref <= MAX_ITEMS + 5; ref += 1)
      each = withItem(each, { ref, piece: { kind: 'text', text: 'a' } }, NOW)
    expect(each.items).toHaveLength(MAX_ITEMS)
    expect(withItem(each, { ref: 1, piece: { kind: 'text', text: 'b' } }, NOW).items[0]).toMatchObject({
      piece: { text: 'b' },
    })
  })

  test('sent again into the case it is in adds nothing', () => {
    fc.assert(
      fc.property(draft, (each) => {
        const { entries } = stored(each)
        expect(newEntries(each.items, entries, NOW + 1)).toEqual([])
      }),
    )
  })

  test('joining a case never makes it less urgent, nor less careful', () => {
    fc.assert(
      fc.property(draft, draft, (first, second) => {
        const before = stored(first).case
        const { case: after } = joined(before, second, [], NOW)
        expect(after.priority).toBe(Math.min(before.priority, urgencyOf(second.origin, second.about).priority))
        expect(Priority.parse(after.priority)).toBe(after.priority)
        expect(after.about.writeFirst).toBe(before.about.writeFirst && second.about.writeFirst)
        expect(after.about.codeWord).toBe(second.about.codeWord ?? before.about.codeWord)
      }),
    )
  })

  test('a chip sets what it says, whatever was set, and nothing that no chip says', () => {
    fc.assert(
      fc.property(about, fc.string(), fc.string(), (set, chip, value) => {
        const after = withChip(set, chip, value, content.cities)
        if (after) expect(About.parse(after)).toEqual(after)
      }),
    )
    const none = About.parse({})
    expect(withChip(none, 'city', '__proto__', content.cities)).toBeUndefined()
    expect(withChip(none, 'hour', 'no-morning', content.cities)?.hours).toEqual([])
    expect(mergedAbout(none, none)).toEqual(none)
  })
})

describe('how urgent', () => {
  test.each([
    ['sos', {}, 0, 'sos'],
    ['sos', { danger: 'later' }, 1, 'sos'],
    ['sos', { danger: 'later', under18: true }, 1, 'child'],
    ['sos', { who: 'other' }, 0, 'sos'],
    ['ask', {}, 2, 'ask'],
    ['page:stay', { who: 'other' }, 2, 'other-person'],
    ['ask', { under18: true }, 1, 'child'],
    ['ask', { danger: 'now' }, 0, 'danger'],
  ])('%s with %j is P%i', (origin, set, priority, why) => {
    expect(urgencyOf(origin, About.parse(set))).toEqual({ priority, why })
  })
})

describe('the Send button', () => {
  test('names as many messages as fit, and reads them back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { minLength: 1, maxLength: 60 }), (refs) => {
        const data = sendAddress('en', 'abcdefgh', refs, 'r')
        const { ids, whole } = readIds(data.split(':')[3] ?? '')
        const sorted = refs.sort((a, b) => a - b)
        expect(ids.length).toBeGreaterThan(0)
        expect(ids).toEqual(sorted.slice(0, ids.length))
        expect(whole).toBe(ids.length === sorted.length)
      }),
    )
  })

  test('a short talk fits as a whole', () => {
    const refs = Array.from({ length: 15 }, (_, index) => 1_200_000_000 + index * 2)
    const words = sendAddress('en', 'abcdefgh', refs).split(':')[3] ?? ''
    expect(readIds(words)).toEqual({ ids: refs, whole: true })
  })
})

describe('a word', () => {
  test('is recognised however it is typed, and no other is', () => {
    const kept = hashWord('Toʻrt  Gul')
    for (const same of [' to‘rt gul ', "TO'RT GUL", 'to`rt\ngul']) expect(sameWord(same, kept)).toBe(true)
    for (const other of ['tort gul', '', 'x'.repeat(5000)]) expect(sameWord(other, kept)).toBe(false)
    expect(kept).not.toMatch(/gul/i)
    expect(hashWord('a')).not.toBe(hashWord('a'))
    expect(sameWord('a', 'no hash')).toBe(false)
  })
})

test('short texts stay whole when one long one does not fit', () => {
  expect(limitFor([5, 1000, 5], 110)).toBe(100)
  expect(limitFor([5, 5], 10)).toBe(Infinity)
  expect(limitFor([5, 5], -3)).toBe(1)
})
