/** What goes to the team from a guide: exactly what is ticked, in the text, in what the desk reads and in how urgent it is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/guide/answers.ts'
import { checkPriority } from '../../src/guide/rules/check.ts'
import { worryPriority } from '../../src/guide/rules/worry.ts'
import { linesToSend, sendScreen, tickedLines } from '../../src/guide/send.ts'
import { beginningOf, createToldText } from '../../src/guide/tell.ts'
import { createLanguages } from '../../src/language/language.ts'
import { withBeginning } from '../../src/report/draft/draft-begin.ts'
import { newDraft, withoutItem } from '../../src/report/draft/draft.ts'
import { messagesOf, sendAddress } from '../../src/report/draft/send-address.ts'
import { firstCase, newEntries } from '../../src/report/draft/send-payload.ts'
import { readAddress } from '../../src/telegram/buttons.ts'
import { readIds } from '../../src/telegram/ids.ts'
import { realContent } from '../world.ts'

const content = realContent()
const languages = createLanguages(content)
const language = languages.guess('en')
const toldText = createToldText({ content, languages })
const PRIORITY = { check: checkPriority, worry: worryPriority }
const AT = Date.parse('2026-11-21T07:00:00Z')

const choice = (option: string): Answer => ({ kind: 'choice', option })

/** Any answers to the questions of a guide that may be sent. */
function answersTo(id: 'check' | 'worry') {
  const guide = content.guides[id]
  if (!guide) throw new Error(`Expected the guide ${id}`)
  const options = guide.send.map((question) => {
    const step = guide.steps[question]
    return fc.option(fc.constantFrom(...Object.keys(step && 'options' in step ? step.options : {})), { nil: undefined })
  })
  const frameOf = (picked: (string | undefined)[]) => ({
    content,
    languages,
    language,
    guide,
    today: '2026-11-22',
    emergency: () => '',
    answers: new Map(
      guide.send.flatMap((question, index): [string, Answer][] => {
        const option = picked[index]
        return option === undefined ? [] : [[question, choice(option)]]
      }),
    ),
  })
  return { guide, frames: fc.tuple(...options).map(frameOf) }
}

describe.each(['check', 'worry'] as const)('from "%s"', (id) => {
  const { guide, frames } = answersTo(id)
  const bits = fc.nat({ max: 2 ** guide.send.length - 1 })

  test('what is unticked is nowhere; what is ticked is everywhere, and nothing else', () => {
    fc.assert(
      fc.property(frames, bits, (frame, off) => {
        const unticked = off === 0 ? '' : `-${off.toString(36)}`
        const lines = tickedLines(frame, unticked)
        const { said, about, origin } = beginningOf(frame, lines)
        const isOff = (question: string) => Math.floor(off / 2 ** guide.send.indexOf(question)) % 2 === 1
        const expected = [...frame.answers].flatMap(([question, answer]) =>
          answer.kind === 'choice' && !isOff(question) && !['no', 'skip', 'unsure'].includes(answer.option)
            ? [[question, answer.option] as const]
            : [],
        )
        expect(said?.told.answers ?? {}).toEqual(Object.fromEntries(expected))
        expect(said === undefined).toBe(expected.length === 0)
        if (!said) {
          expect(origin).toBe('ask')
          return
        }
        expect(said.text.split('\n').slice(1)).toEqual(lines.map(({ text }) => `• ${text}`))
        expect(toldText(language, said.told)).toBe(said.text)
        const sent = new Map(expected.map(([question, option]) => [question, choice(option)]))
        expect(said.told.priority).toBe(PRIORITY[id](sent))
        expect(about.danger).toBe(sent.has('danger') ? 'now' : undefined)
        expect(about.under18).toBe(said.told.answers[id === 'check' ? 'age' : 'child'] === 'yes' ? true : undefined)
      }),
    )
  })

  test('a tick taken off and put back leaves the screen as it was', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frame, at) => {
        const lines = linesToSend(frame)
        if (lines.length === 0) return
        const press = (unticked: string) => {
          const button = sendScreen(frame, unticked).rows.flat()[at % lines.length]
          const tap = button && 'to' in button ? readAddress(button.to)?.args[3] : undefined
          return tap?.slice(1) ?? 'none'
        }
        const off = press('')
        expect(tickedLines(frame, off)).toHaveLength(lines.length - 1)
        expect(press(off)).toBe('')
      }),
    )
  })
})

describe('days and numbers', () => {
  const guide = content.guides['wages']
  if (!guide) throw new Error('Expected the guide wages')
  const given: [string, Answer][] = [
    ['contract', choice('none')],
    ['since', { kind: 'date', day: '2026-08-17' }],
    ['months', { kind: 'number', count: 3 }],
    ['ended', { kind: 'date', day: '2026-11-05' }],
  ]
  const frame = {
    content,
    languages,
    language,
    guide,
    today: '2026-11-22',
    emergency: () => '',
    answers: new Map(given),
  }

  test('go as values, of a month no day; the desk says them in any language', () => {
    const { said } = beginningOf(frame, linesToSend(frame))
    expect(said?.told.answers).toEqual({ contract: 'none', since: '2026-08', months: '3', ended: '2026-11-05' })
    expect(said && toldText(language, said.told)).toBe(said?.text)
    for (const other of languages.all) {
      const lines = said && toldText(other, said.told)?.split('\n').slice(1)
      expect(lines).toEqual(linesToSend({ ...frame, language: other }).map(({ text }) => `• ${text}`))
      expect(lines).toHaveLength(4)
    }
  })

  test("what today's guide would not ask like that is left out", () => {
    const told = { guide: 'wages', priority: 2 as const }
    const answers = { since: 'soon', months: 'many', ended: '2026-11-05', gone: 'yes' }
    expect(toldText(language, { ...told, answers })).toBe('My wages\n• Job ended: 5 November 2026')
    expect(toldText(language, { ...told, answers: { months: '' } })).toBeUndefined()
  })
})

describe('as a draft', () => {
  const told = { guide: 'check', answers: { papers: 'yes' }, priority: 1 as const }
  const begun = withBeginning(
    newDraft('ask', AT),
    { origin: 'guide:check', about: { who: 'self' }, said: { text: 'words', told } },
    -7,
    AT,
  )

  test('handled twice it is one item; told again it is replaced; from another guide it is a further one', () => {
    const again = { origin: 'guide:check', about: {}, said: { text: 'other words', told } }
    expect(withBeginning(begun, again, -8, AT).items).toMatchObject([{ ref: -8, piece: { text: 'other words' } }])
    const worried = { ...again, said: { text: 'more', told: { ...told, guide: 'worry' } } }
    expect(withBeginning(begun, worried, -9, AT).items).toHaveLength(2)
  })

  test('becomes a case as it is shown; taken out, its answers are gone', () => {
    const about = { number: 1001, chat: 5, language: 'en', now: AT, screen: undefined }
    const { case: each, entries } = firstCase(begun, about)
    expect(each).toMatchObject({ priority: 1, why: 'guide', origin: 'guide:check', about: { who: 'self' } })
    expect(entries).toEqual([{ kind: 'from', at: AT, ref: -7, piece: { kind: 'text', text: 'words' }, told }])
    expect(newEntries(begun.items, entries, AT)).toEqual([])
    expect(withoutItem(begun, -7, AT).items).toEqual([])
  })

  test('the Send button says that it does not hold everything that would be sent', () => {
    const held = (refs: number[]) => readIds(readAddress(sendAddress('en', 'abcdefgh', refs))?.args[1] ?? '')
    expect(held([100, 101])).toEqual({ ids: [100, 101], whole: true })
    expect(held([100, -7, 101])).toEqual({ ids: [100, 101], whole: false })
    expect(held([-7])).toEqual({ ids: [], whole: false })
    expect(messagesOf([-7])).toEqual({ ids: [], whole: false })
  })

  test('danger that "can wait" is answered within the hour, not at once', () => {
    const urgent = { ...told, priority: 0 as const }
    const draft = (danger: 'now' | 'later') =>
      withBeginning(
        newDraft('ask', AT),
        { origin: 'guide:check', about: { danger }, said: { text: 'w', told: urgent } },
        -7,
        AT,
      )
    const about = { number: 1001, chat: 5, language: 'en', now: AT, screen: undefined }
    expect(firstCase(draft('now'), about).case.priority).toBe(0)
    expect(firstCase(draft('later'), about).case.priority).toBe(1)
  })
})
