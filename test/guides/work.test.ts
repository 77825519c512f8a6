import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/guide/answers.ts'
import { optionOf } from '../../src/guide/answers.ts'
import { everyPath } from '../../src/guide/paths.ts'
import { realContent } from '../world.ts'

const content = realContent()
const guide = content.guides['work']
const EAEU = ['armenia', 'belarus', 'kyrgyzstan', 'russia']
const HOME_PERMIT = ['uzbekistan', 'tajikistan', 'azerbaijan', 'moldova', 'georgia', 'ukraine']

type End = { outcome: string; said: (question: string) => string | undefined }

function ends(): End[] {
  if (!guide) throw new Error('Expected the guide')
  const all: End[] = []
  everyPath(guide, { facts: content.facts, today: '2026-11-22' }, ({ outcome, answers }) => {
    const kept: Answers = new Map(answers)
    all.push({ outcome, said: (question) => optionOf(kept, question) })
  })
  return all
}

/** The rule once more, in the order in which a case worker would think. */
function expected(said: End['said']): string {
  const [from = '', papers = '', employer = ''] = ['citizenship', 'papers', 'employer'].map(said)
  if (from === 'kazakhstan') return 'citizen'
  if (papers === 'refugee' || papers === 'stateless') return 'protected'
  if (papers === 'asylum') return 'waiting'
  if (papers === 'residence') return 'residence'
  if (from === 'stateless' && !papers.endsWith('permit')) return 'no-citizenship'
  if (employer === 'own') return 'own'
  if (employer === 'unsure') return 'who'
  if (EAEU.includes(from)) return said('contract') === 'yes' ? 'eaeu-ready' : 'eaeu-first'
  if (papers === `${employer}-permit`) return `${employer}-ready`
  if (said('already') === 'yes') return 'working'
  if (employer === 'firm') return 'firm-first'
  return HOME_PERMIT.includes(from) ? 'home-first' : 'home-other'
}

describe('work legally', () => {
  const all = ends()

  test('sends everybody where a second reading of the rules sends them', () => {
    expect(all.length).toBeGreaterThan(400)
    for (const { outcome, said } of all) expect(outcome).toBe(expected(said))
  })

  test('a paper for a home is never taken for a paper for a firm', () => {
    const mixed = all.filter(({ said }) => said('papers') === 'home-permit' && said('employer') === 'firm')
    expect(new Set(mixed.map(({ outcome }) => outcome))).toEqual(new Set(['working', 'firm-first']))
  })

  test('whoever may be working without a permit is led to a person before any office', () => {
    const { person, steps, pages } = guide?.outcomes['working'] ?? expect.fail('no outcome')
    expect([person, steps[0], steps[1]]).toEqual([true, 'person', 'quiet'])
    expect(pages).toContain('case-postponed')
  })

  test('the list of countries for a home, which is old, is never told as certain', () => {
    expect(guide?.outcomes['home-first']?.confidence).toBe('medium')
    expect(guide?.outcomes['home-other']?.confidence).toBe('medium')
  })
})
