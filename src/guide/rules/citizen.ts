/**
 * Ways to citizenship that may be open: years of permanent residence, marriage, a close relative, the treaty of 1999, the status of a
 * kandas. Never a verdict: "may be open" (the decision is the President's).
 */
import { type Answers, numberOf, optionOf } from '../answers.ts'
import type { FactOnDay } from '../../content/facts.ts'
import type { Rule } from '../rule.ts'

/** Citizens of these may use the treaty of 26 February 1999. */
const TREATY = ['belarus', 'kyrgyzstan', 'russia']
/** Former Soviet republics in the list of countries: here a close relative is enough. */
const SOVIET = [
  ...TREATY,
  'armenia',
  'azerbaijan',
  'georgia',
  'moldova',
  'tajikistan',
  'turkmenistan',
  'ukraine',
  'uzbekistan',
]

/**
 * Marks of ways: `general`, `marriage`, `widowed`, `relative`, `treaty`, `kandas`; `general-later`, `marriage-later` while years are
 * missing; `kazakh`: the status of a kandas may be asked for. `permit`: lives here permanently. `open`: one of the ways may be used
 * now. `keep`: has a citizenship to lose. A kandas applies for residence and citizenship together and needs no permit before.
 */
export const citizen: Rule = {
  marks: [
    'general',
    'general-later',
    'marriage',
    'marriage-later',
    'widowed',
    'relative',
    'treaty',
    'kandas',
    'kazakh',
    'permit',
    'open',
    'keep',
  ],
  values: ['years-missing', 'marriage-missing'],
  facts: ['citizenship-years', 'citizenship-marriage-years'],
  decide(answers, number) {
    const yearsMissing = missing(number('citizenship-years'), numberOf(answers, 'years'))
    const marriageMissing = missing(number('citizenship-marriage-years'), numberOf(answers, 'wed'))
    const permit = optionOf(answers, 'home') === 'yes'
    const ways = [...familyWays(answers, marriageMissing), ...(permit && yearsMissing === 0 ? ['general'] : [])]
    const kandas = optionOf(answers, 'kazakh') === 'kandas'
    const rest = [
      yearsMissing > 0 ? 'general-later' : '',
      optionOf(answers, 'married') === 'yes' && marriageMissing > 0 ? 'marriage-later' : '',
      kandas ? 'kandas' : '',
      optionOf(answers, 'kazakh') === 'kazakh' ? 'kazakh' : '',
      permit ? 'permit' : '',
      kandas || (permit && ways.length > 0) ? 'open' : '',
      optionOf(answers, 'country') === 'stateless' ? '' : 'keep',
    ]
    return {
      is: [...ways, ...rest.filter(Boolean)],
      values: { 'years-missing': years(yearsMissing), 'marriage-missing': years(marriageMissing) },
    }
  },
}

/** Ways through family and through the treaty. A husband or wife counts among the close relatives. */
function familyWays(answers: Answers, marriageMissing: number): string[] {
  const country = optionOf(answers, 'country') ?? ''
  const married = optionOf(answers, 'married')
  const relative = optionOf(answers, 'relative')
  const close = married === 'yes' || relative === 'close'
  const treaty = optionOf(answers, 'soviet') === 'yes' || close || relative === 'grandchild'
  return [
    married === 'yes' && marriageMissing === 0 ? 'marriage' : '',
    married === 'widowed' ? 'widowed' : '',
    SOVIET.includes(country) && close ? 'relative' : '',
    TREATY.includes(country) && treaty ? 'treaty' : '',
  ].filter(Boolean)
}

/** Whole years that are missing; all of them where nothing was said. */
function missing(needed: number, had = 0): number {
  return Math.max(0, needed - had)
}

const years = (count: number): FactOnDay => ({ kind: 'duration', unit: 'year', count })
