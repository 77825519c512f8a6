import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guideScreen } from '../../src/guide/guide.ts'
import { encodeAnswers, optionOf } from '../../src/guide/answers.ts'
import { ruleNamed } from '../../src/guide/rules/rules.ts'
import { everyPath, type Leaf } from '../../src/guide/paths.ts'
import { placeScreen } from '../../src/guide/view.ts'
import { walk } from '../../src/guide/walk.ts'
import type { OutcomePlace } from '../../src/guide/outcome.ts'
import { createLanguages } from '../../src/language/language.ts'
import { looksOf, specimens } from '../../src/ops/guide-screens.ts'
import { measured } from '../../src/ops/screens.ts'
import { emergencyCard } from '../../src/report/emergency.ts'
import { type Button, readAddress } from '../../src/telegram/buttons.ts'
import { checkedLine } from '../../src/telegram/facts.ts'
import { realContent } from '../world.ts'

const TODAY = '2026-11-22'
const content = realContent()
const languages = createLanguages(content)
const emergency = () => emergencyCard(content, languages.guess('en')).text
const MAX_BYTES = 64

describe.each(Object.values(content.guides).map((guide) => [guide.id, guide] as const))(
  'every path of "%s"',
  (_, guide) => {
    const looks = new Map<string, Leaf>()
    const outcomes = new Set<string>()
    let longest = 0
    let paths = 0
    everyPath(guide, { facts: content.facts, today: TODAY }, (leaf) => {
      paths += 1
      outcomes.add(leaf.outcome)
      longest = Math.max(longest, encodeAnswers(guide, leaf.answers).length)
      const look = looksOf(guide, leaf)
      if (!looks.has(look)) looks.set(look, { ...leaf, answers: new Map(leaf.answers) })
    })
    const places = [...looks.values()].map(
      (leaf): OutcomePlace => ({ ...leaf, given: leaf.answers, at: 'outcome', id: leaf.outcome }),
    )

    test('ends in an outcome, and every outcome is the end of one', () => {
      expect(paths).toBeGreaterThan(0)
      expect([...outcomes].sort()).toEqual(Object.keys(guide.outcomes).sort())
    })

    test('ends where its buttons lead', () => {
      for (const place of places) {
        const address = { version: guide.version, answers: encodeAnswers(guide, place.answers), tap: '' }
        const walked = walk(guide, address, { facts: content.facts, today: TODAY })
        expect(walked).toMatchObject({ at: 'outcome', id: place.id, asked: place.asked, finding: place.finding })
      }
    })

    test('fits the data of a button, whatever is tapped at its end', () => {
      expect(`kk:guide:${guide.id}:vv::`.length + longest + 8).toBeLessThanOrEqual(MAX_BYTES)
    })

    test.each(languages.all.map((language) => [language.code, language] as const))(
      'in %s fits Telegram and a small phone, and has steps, sources, a date and somebody to ask',
      (_, language) => {
        for (const place of places) {
          const draw = (tap: string) =>
            placeScreen({ content, languages, language, guide, today: TODAY, emergency }, place, tap)
          const outcome = guide.outcomes[place.id]
          for (const tap of ['', '=', '+'])
            expect([place.id, tap, measured(() => draw(tap))]).toEqual([place.id, tap, []])
          const { text, rows } = draw('')
          expect(rows.flat().some(leadsToPeople), `${place.id}: a way to the team`).toBe(true)
          if (!outcome?.legal) continue
          expect(text, place.id).toMatch(/^1\. /m)
          expect(text, place.id).toContain(checkedLine(guide.checked, language))
          expect(draw('=').text, `${place.id}: sources`).toContain('•')
        }
      },
    )
  },
)

function leadsToPeople(button: Button): boolean {
  if (!('to' in button)) return false
  const address = readAddress(button.to)
  return address?.verb === 'write' || (address?.verb === 'guide' && address.args[3]?.startsWith('+') === true)
}

describe.each(languages.all.map((language) => [language.code, language] as const))(
  'somebody who taps at random in %s',
  (_, language) => {
    test('never sees a screen that Telegram refuses, and no button leads nowhere', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...Object.keys(content.guides)),
          fc.array(fc.nat(), { maxLength: 60 }),
          (id, taps) => {
            let address = ['', '', '']
            for (const tap of taps) {
              const [version = '', answers = '', what = ''] = address
              const request = { id, language, version, answers, tap: what, today: TODAY }
              const screen = guideScreen({ content, languages, emergency }, request)
              if (!screen) throw new Error(`Expected a screen of ${id}`)
              expect(measured(() => screen)).toEqual([])
              const on = screen.rows.flat().flatMap((button) => ('to' in button ? [readAddress(button.to)] : []))
              expect(on.every((each) => each !== undefined)).toBe(true)
              const ways = on.flatMap((each) =>
                each?.verb === 'guide' && each.args[0] === id ? [each.args.slice(1)] : [],
              )
              address = ways[tap % ways.length] ?? ['', '', '']
            }
          },
        ),
        { numRuns: 1000 },
      )
    })
  },
)

describe.each(Object.values(content.guides).map((guide) => [guide.id, guide] as const))(
  'somebody who changes their mind in "%s"',
  (_, guide) => {
    const world = { facts: content.facts, today: TODAY }
    const language = languages.guess('en')

    test('ends where the answers they were asked for end, whatever they had said before', () => {
      fc.assert(
        fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 80 }), (taps) => {
          let address = { version: guide.version, answers: '', tap: '' }
          for (const tap of taps) {
            const place = walk(guide, address, world)
            if (place.at === 'outcome') {
              const asked = new Map([...place.answers].filter(([id]) => place.asked.includes(id)))
              const again = walk(
                guide,
                { version: guide.version, answers: encodeAnswers(guide, asked), tap: '' },
                world,
              )
              expect(again).toMatchObject({ at: 'outcome', id: place.id, asked: place.asked, finding: place.finding })
            }
            if (guide.asides['urgent'] && address.tap.startsWith('!e') && optionOf(place.answers, 'danger') === 'yes')
              expect(['urgent', 'urgent-abroad', ...Object.keys(guide.outcomes)]).toContain(
                'id' in place ? place.id : '',
              )
            const frame = { content, languages, language, guide, today: TODAY, emergency }
            const ways = placeScreen(frame, place, address.tap)
              .rows.flat()
              .flatMap((button) => ('to' in button ? [readAddress(button.to)] : []))
              .flatMap((to) => (to?.verb === 'guide' && to.args[0] === guide.id ? [to.args] : []))
            const [, version = '', answers = '', what = ''] = ways[tap % ways.length] ?? []
            address = { version, answers, tap: what }
          }
        }),
        { numRuns: 300 },
      )
    })
  },
)

describe('on a day when the facts no longer hold', () => {
  const facts = Object.fromEntries(
    Object.entries(content.facts).map(([id, fact]) => [id, endedToday(fact)]),
  ) as typeof content.facts
  const language = languages.guess('en')

  test.each(Object.keys(content.guides))('"%s" shows people in place of what rested on them', (id) => {
    const guide = content.guides[id]
    if (!guide) throw new Error(`Expected the guide ${id}`)
    const { leaves } = specimens(content, guide, TODAY)
    for (const leaf of leaves) {
      const answers = encodeAnswers(guide, leaf.answers)
      const request = { id, language, version: guide.version, answers, tap: '' }
      const shown = guideScreen(
        { content: { ...content, facts }, languages, emergency },
        { ...request, today: TODAY },
      )?.text
      const rests =
        leaf.rules.some((rule) => ruleNamed(rule).facts.length > 0) ||
        /{{(fact|number)\./.test(wordsOf(id, leaf.outcome))
      if (rests) expect(shown).toContain(language.t('page.expired-title'))
    }
  })

  function wordsOf(id: string, outcome: string): string {
    const words = content.words['en']?.guides[id]?.outcomes[outcome]
    return `${words?.title ?? ''} ${words?.text ?? ''} ${words?.law ?? ''}`
  }
})

/** The fact, having ended today. */
function endedToday<F extends { periods: { from: string; until?: string | undefined }[] }>(fact: F): F {
  return { ...fact, periods: fact.periods.map((period) => ({ ...period, until: TODAY })) }
}
