/** Decisions about answers: pure, without Telegram and without a store. */
import { describe, expect, test } from 'vitest'
import type { Answer } from '../src/case/answer.ts'
import type { Case } from '../src/case/case.ts'
import { answered, edited, retried, type Said, takenBack } from '../src/desk/relay/answers.ts'
import { isSafe, nextSafe, timeOfDay } from '../src/case/hours.ts'
import { isRefusal, type Outcome } from '../src/desk/work/changes.ts'
import { pieceFromHtml } from '../src/desk/relay/html.ts'
import { chosen, entries, entryPiece } from '../src/desk/relay/send.ts'
import { GRACE_MS, reactionOf, type Standing, standingOf, whenToMark } from '../src/desk/relay/reactions.ts'
import { createLanguages } from '../src/language/language.ts'
import { pageScreen } from '../src/menu/view.ts'
import type { FilePiece, Piece } from '../src/telegram/pieces.ts'
import { report } from './cases.ts'
import { NOON, realContent } from './world.ts'

const AT = Date.parse(NOON)
const MINUTE = 60_000
const HOLDS = 15 * MINUTE
const ZONE = 'Asia/Almaty'
const ANNA = 1
const BORIS = 2

const text = (words: string): Piece => ({ kind: 'text', text: words })
const photo = (album?: string): FilePiece => ({ kind: 'file', file: 'photo', id: 'p', ...(album && { album }) })
let messages = 100
const says = (piece: Piece, over: Partial<Said> = {}): Said => ({
  by: ANNA,
  at: AT,
  from: { chat: -1, message: (messages += 1) },
  piece,
  ...over,
})

/** The case after an outcome; its log counted as the store counts it. */
function after(before: Case, outcome: Outcome): Case {
  if (!outcome || isRefusal(outcome)) throw new Error(`Expected a change, got ${JSON.stringify(outcome)}`)
  return { ...outcome.case, entries: before.entries + (outcome.entries?.length ?? 0) }
}

/** Says it, and goes on from there. */
const answer = (each: Case, said: Said) => after(each, answered(each, said, HOLDS))
const opened = (each: Case, at = AT): Case => ({
  ...each,
  answers: each.answers.map((one) => ({ ...one, state: 'opened' as const, openedAt: at })),
})
const only = (each: Case): Answer => each.answers[0] ?? expect.fail('no answer')
const fresh = report(1001, 7, { entries: 3 })

describe('an answer', () => {
  test('takes a case nobody has, waits for the phone and then for the person', () => {
    const each = answer(fresh, says(text('hello')))
    expect(each).toMatchObject({
      state: 'waiting_user',
      owner: { id: ANNA, acted: true },
      answeredAt: AT,
      openedAt: AT,
    })
    expect(only(each)).toMatchObject({ id: 1, by: ANNA, state: 'waiting', entries: [3] })
  })

  test('is found again by its staff message, so that an edit of it can follow', () => {
    const said = says(text('hello'))
    expect(answered(fresh, said, HOLDS)).toMatchObject({ messages: [{ ...said.from, entry: 3 }] })
  })

  test('said twice is one answer', () => {
    const said = says(text('hello'))
    expect(answered(answer(fresh, said), said, HOLDS)).toBeUndefined()
  })

  test('the first answer counts for the time to an answer, later ones do not', () => {
    const each = answer(answer(fresh, says(text('one'))), says(text('two'), { at: AT + MINUTE }))
    expect(each.answeredAt).toBe(AT)
    expect(each.answers.map(({ id }) => id)).toEqual([1, 2])
  })

  test('a colleague at work keeps the case; one who has been away for long does not', () => {
    const each = answer(fresh, says(text('mine')))
    const soon = says(text('me too'), { by: BORIS, at: AT + 14 * MINUTE })
    const later = says(text('me too'), { by: BORIS, at: AT + 16 * MINUTE })
    expect(answered(each, soon, HOLDS)).toEqual({ refused: 'owned', who: ANNA })
    expect(answer(each, later).owner?.id).toBe(ANNA)
  })

  test('a closed case takes none, and a poll cannot be passed on', () => {
    const closed = { ...fresh, state: 'closed' as const }
    expect(answered(closed, says(text('late')), HOLDS)).toEqual({ refused: 'closed' })
    expect(answered(fresh, says({ kind: 'other', what: 'poll' }), HOLDS)).toEqual({ refused: 'kind' })
  })

  test('a case that is being referred stays so', () => {
    expect(answer({ ...fresh, state: 'referring' }, says(text('soon'))).state).toBe('referring')
  })
})

describe('an album', () => {
  test('is one answer of several entries', () => {
    const each = answer(answer(fresh, says(photo('a'))), says(photo('a')))
    expect(each.answers).toHaveLength(1)
    expect(only(each)).toMatchObject({ entries: [3, 4], staff: [{}, {}] })
  })

  test('a part that comes after the person opened it is an answer of its own', () => {
    const each = answer(opened(answer(fresh, says(photo('a')))), says(photo('a')))
    expect(each.answers.map((one) => one.entries)).toEqual([[3], [4]])
  })

  test('two albums, and two people, are not mixed', () => {
    const each = answer(answer(fresh, says(photo('a'))), says(photo('b')))
    expect(answer(each, says(photo('a'), { by: BORIS, at: AT + 20 * MINUTE })).answers).toHaveLength(3)
  })

  test('a late part of an album that was taken back stays back', () => {
    const first = answer(fresh, says(photo('a')))
    const back = after(first, takenBack(first, 1, { by: ANNA, at: AT, lead: false }))
    expect(answer(back, says(photo('a'))).answers).toMatchObject([{ state: 'taken-back', entries: [3, 4] }])
  })
})

describe('an edit', () => {
  const each = answer(answer(fresh, says(photo('a'))), says(photo('a')))

  test('puts a new version in the place of the old one, which stays in the log', () => {
    const change = edited(each, says(text('better')), 3)
    expect(change?.entries).toMatchObject([{ kind: 'to', of: 3 }])
    expect(change?.messages).toMatchObject([{ entry: 5 }])
    expect(change?.case.answers[0]?.entries).toEqual([5, 4])
  })

  test('follows an answer that was opened already', () => {
    expect(edited(opened(each), says(text('better')), 3)?.case.answers[0]).toMatchObject({ state: 'opened' })
  })

  test('is for its author, and not for what was taken back', () => {
    const back = after(each, takenBack(each, 1, { by: ANNA, at: AT, lead: false }))
    expect(edited(each, says(text('mine now'), { by: BORIS }), 3)).toBeUndefined()
    expect(edited(back, says(text('better')), 3)).toBeUndefined()
  })
})

describe('taking back', () => {
  const each = answer(fresh, says(text('oops')))
  const act = (over = {}) => ({ by: ANNA, at: AT + MINUTE, lead: false, ...over })

  test('is for the author or a lead', () => {
    expect(takenBack(each, 1, act({ by: BORIS }))).toEqual({ refused: 'not-yours' })
    expect(only(after(each, takenBack(each, 1, act({ by: BORIS, lead: true })))).state).toBe('taken-back')
    expect(takenBack(each, 2, act())).toEqual({ refused: 'gone' })
  })

  test('ends with what Telegram allows: 48 hours', () => {
    const late = act({ at: AT + 49 * 60 * MINUTE })
    expect(takenBack(opened(each), 1, late)).toEqual({ refused: 'too-late' })
    expect(takenBack(each, 1, late)).toHaveProperty('case')
  })

  test('happens once', () => {
    expect(takenBack(after(each, takenBack(each, 1, act())), 1, act())).toEqual({ refused: 'already-back' })
  })

  test('only what failed is tried again', () => {
    const failed = { ...each, answers: each.answers.map((one) => ({ ...one, state: 'failed' as const, tries: 9 })) }
    expect(retried(each, 1, act())).toEqual({ refused: 'not-failed' })
    expect(only(after(failed, retried(failed, 1, act())))).toMatchObject({ state: 'waiting', tries: 0 })
  })
})

describe('what staff see of an answer is what is true', () => {
  const sent = (over: Partial<Answer> = {}, more: Partial<Case> = {}): [Case, Answer] => {
    const each = answer(fresh, says(text('hello')))
    const one = { ...only(each), ...over }
    return [{ ...each, answers: [one], ...more }, one]
  }
  const person = fresh.person
  const about = fresh.about
  const cases: [string, [Case, Answer], Standing, string][] = [
    ['on its way', sent(), 'sending', '😴'],
    ['waiting for safe hours', sent({}, { about: { ...about, hours: ['evening'] } }), 'hours', '😴'],
    ['in safe hours', sent({}, { about: { ...about, hours: ['day'] } }), 'sending', '😴'],
    ['a silent ping is allowed', sent({}, { about: { ...about, hours: ['night'], outside: 'ping' } }), 'sending', '😴'],
    ['not to be written to first', sent({}, { about: { ...about, writeFirst: false } }), 'silent', '😴'],
    ['watched', sent({}, { hold: { at: AT, by: 'person' } }), 'hold', '😴'],
    ['locked by wrong words', sent({}, { person: { ...person, wrongWords: 3 } }), 'locked', '😴'],
    ['blocked', sent({}, { person: { ...person, reachable: 'blocked' } }), 'blocked', '💔'],
    ['told by Telegram', sent({ state: 'unreachable' }), 'blocked', '💔'],
    ['account gone', sent({ state: 'unreachable' }, { person: { ...person, reachable: 'gone' } }), 'gone', '💔'],
    ['tried again', sent({ tries: 1 }), 'retrying', '🤔'],
    ['delivered', sent({ state: 'notified' }), 'delivered', '👌'],
    ['opened', sent({ state: 'opened', openedAt: AT }), 'opened', '👀'],
    ['failed', sent({ state: 'failed' }), 'failed', '😱'],
    ['taken back', sent({ state: 'taken-back' }), 'taken-back', '🤷'],
    ['taken back too late', sent({ state: 'taken-back', openedAt: AT }), 'taken-back-late', '🤷'],
  ]
  test.each(cases)('%s', (_, [each, one], standing, emoji) => {
    expect(standingOf(each, one, AT, ZONE)).toBe(standing)
    expect(reactionOf(standing)).toBe(emoji)
    const words = createLanguages(realContent()).byCode('en')?.t(`relay.control.${standing}`, { time: '09:00' })
    expect(words).not.toContain('relay.')
  })

  test('a fresh answer has a moment to arrive before the group hears of it; afterwards nothing is repeated', () => {
    const [each, one] = sent()
    expect(whenToMark(each, AT, ZONE)).toBe(AT + GRACE_MS)
    const shown = { ...one, reaction: '😴', control: { chat: -1, message: 5, shown: 'sending 12:00' } }
    expect(whenToMark({ ...each, answers: [shown] }, AT, ZONE)).toBeUndefined()
    expect(whenToMark({ ...each, answers: [{ ...shown, state: 'notified' }] }, AT + 1, ZONE)).toBe(AT + 1)
  })

  test('safe hours are the hours of Kazakhstan', () => {
    expect(isSafe([], AT, ZONE)).toBe(true)
    expect(isSafe(['day'], AT, ZONE)).toBe(true)
    expect(isSafe(['evening', 'morning'], AT, ZONE)).toBe(false)
    expect(timeOfDay(nextSafe(['evening', 'morning'], AT, ZONE), ZONE)).toBe('18:00')
    expect(timeOfDay(nextSafe(['night'], AT, ZONE), ZONE)).toBe('22:00')
    expect(isSafe(['night'], AT + 15 * 60 * MINUTE, ZONE)).toBe(true)
  })
})

describe('a page or a line, sent by number or name', () => {
  const content = realContent()
  const language = createLanguages(content).byCode('ky') ?? expect.fail('no Kyrgyz')
  const pageText = (inLanguage: typeof language, id: string) =>
    pageScreen({ content, language: inLanguage, id, day: '2026-11-22' }).text

  test('names and numbers find it; nothing else does', () => {
    const [first] = entries(content, 'page')
    expect(chosen(content, 'page 1')).toEqual(first)
    expect(chosen(content, 'not-paid')).toEqual({ kind: 'page', id: 'not-paid' })
    expect(chosen(content, 'help police-102')).toEqual({ kind: 'help', id: 'police-102' })
    for (const nothing of ['1', 'page 0', 'page 999', 'help not-paid', 'nonsense', content.menu.home])
      expect(chosen(content, nothing), nothing).toBeUndefined()
  })

  test('what is withheld is not there', () => {
    const withheld = Object.entries(content.directory.organizations).filter(
      ([, line]) => line.publication === 'withheld',
    )
    for (const [id] of withheld) expect(chosen(content, `help ${id}`)).toBeUndefined()
  })

  test('every page goes out in the language of the person, without markup, its formatting in place', () => {
    for (const entry of entries(content, 'page')) {
      const piece = entryPiece({ content, pageText }, entry, language)
      if (piece?.kind !== 'text') throw new Error(`Expected a text for ${entry.id}`)
      expect(piece.text).not.toMatch(/<\/?[a-z]|&\w+;/)
      const title = piece.entities?.[0]
      expect(title?.type).toBe('bold')
      expect(piece.text.slice(title?.offset, (title?.offset ?? 0) + (title?.length ?? 0))).toContain(
        content.words['ky']?.pages[entry.id]?.title.slice(0, 5),
      )
    }
  })

  test('markup becomes entities', () => {
    expect(pieceFromHtml('a <b>b&amp;<i>c</i></b> &lt;&#39;')).toEqual({
      kind: 'text',
      text: "a b&c <'",
      entities: [
        { type: 'bold', offset: 2, length: 3 },
        { type: 'italic', offset: 4, length: 1 },
      ],
    })
  })
})

test('every ready answer has words, short and without a number', () => {
  const { canned, words } = realContent()
  expect(canned).toHaveLength(12)
  for (const id of canned) {
    const said = words['en']?.ui[`canned.${id}`] ?? ''
    expect(said.split(/[.?!](?=\s|$)/).filter((part) => part.trim() !== '').length, id).toBeGreaterThan(0)
    expect(said.split(/[.?!](?=\s|$)/).filter((part) => part.trim() !== '').length, id).toBeLessThanOrEqual(3)
  }
})
