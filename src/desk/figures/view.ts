/** The texts and buttons of the figures. */
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { LEAST_SHOWN } from './disclosure.ts'
import { type Figures, WAITS } from './count.ts'
import { FEW, MORE, MOST_DIMENSIONS } from './export.ts'
import { finishedQuarters, type Period, PERIODS } from './period.ts'
import { type Clearance, duration, isSmall, shownCount } from './words.ts'
import { type Dimension, DIMENSIONS } from './htcds.ts'

const A_YEAR = 52
/** The share that `p90` stands for. */
const NINE_TENTHS = 90

/** The heading of text and picture: `Figures: last 12 weeks`. */
export function figuresTitle(period: Period, language: Language): string {
  return language.plain('figures.title', { period: periodWords(period, language) })
}

/** Totals and times in a few lines; with it the buttons for other periods and, for a lead, for the file. */
export function figuresScreen(
  { figures, unreadable, period, lead }: { figures: Figures; unreadable: number; period: Period; lead: boolean },
  language: Language,
  clearance: Clearance,
): Screen {
  const { t } = language
  const count = (value: number) => shownCount(value, language, clearance)
  const { total, open, messages } = figures
  const lines =
    total === 0
      ? [t('figures.none')]
      : [
          t('figures.cases', { total: count(total), open: count(open), messages: count(messages) }),
          ...WAITS.map((wait) => waited(wait, figures, language, clearance)),
        ]
  const notes = [
    ...(clearance.below > 0 && total > 0
      ? [t('figures.few', { sign: `<${clearance.below}`, below: clearance.below })]
      : []),
    ...(unreadable > 0 ? [t('figures.unreadable', { count: language.number(unreadable) })] : []),
  ]
  const title = `<b>${t('figures.title', { period: periodWords(period, language) })}</b>`
  return { text: [title, ...lines, ...notes].join('\n'), rows: figuresRows(period, lead, language) }
}

function periodWords(period: Period, language: Language): string {
  return period === A_YEAR ? language.plain('figures.year') : language.plain('figures.period', { count: period })
}

function waited(wait: (typeof WAITS)[number], { waits }: Figures, language: Language, clearance: Clearance): string {
  const what = language.plain(`figures.wait.${wait}`)
  const { known, median, p90 } = waits[wait]
  if (median === undefined || p90 === undefined || isSmall(known, clearance))
    return language.t('figures.waited-none', { what })
  const times = { median: duration(median, language), most: duration(p90, language) }
  return language.t('figures.waited', { what, share: NINE_TENTHS, ...times })
}

function figuresRows(chosen: Period, lead: boolean, language: Language): Button[][] {
  const { tag, plain } = language
  const label = (weeks: Period) =>
    weeks === A_YEAR ? plain('figures.button.year') : plain('figures.button.period', { count: weeks })
  const periods = PERIODS.map(
    (weeks): Button => ({
      label: label(weeks),
      to: address(tag, 'stats', 'show', String(weeks)),
      ...(weeks === chosen && { style: 'primary' }),
    }),
  )
  const file: Button = { label: plain('figures.button.export'), to: address(tag, 'stats', 'by', 'qs') }
  return lead ? [periods, [file]] : [periods]
}

/** Where a lead chooses what the file counts by. */
export function exportScreen(chosen: Dimension[], today: string, language: Language): Screen {
  const { tag, t, plain } = language
  const letters = chosen.map(({ letter }) => letter).join('')
  const quarters = finishedQuarters(today)
  const toggles = DIMENSIONS.map((dimension): Button => {
    const { letter } = dimension
    const isChosen = chosen.includes(dimension)
    const next = isChosen ? letters.replace(letter, '') : letters + letter
    return {
      label: dimensionName(dimension, language),
      to: address(tag, 'stats', 'by', next),
      ...(isChosen && { style: 'success' }),
    }
  })
  const text = t('figures.export.text', {
    first: quarters.at(0),
    last: quarters.at(-1),
    least: LEAST_SHOWN,
    most: MOST_DIMENSIONS,
  })
  return {
    text: `<b>${t('figures.export.title')}</b>\n${text}`,
    rows: [
      ...pairs(toggles),
      [{ label: plain('figures.button.make'), to: address(tag, 'stats', 'file', letters) }],
      [{ label: plain('figures.button.figures'), to: address(tag, 'stats', 'show', '12') }],
    ],
  }
}

/** Under the file: how to read it. */
export function exportCaption(dimensions: Dimension[], language: Language): string {
  const names = dimensions.map((dimension) => dimensionName(dimension, language)).join(', ')
  return language.t('figures.export.done', { dimensions: names, few: FEW, more: MORE, least: LEAST_SHOWN })
}

function dimensionName({ name }: Dimension, language: Language): string {
  return language.plain(`figures.dimension.${name}`)
}
