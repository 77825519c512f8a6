/** The panels of the picture of the figures: what each of them draws, for echarts. */
import type { Language } from '../../language/language.ts'
import { type Figures, STAGES, type Stage, type Tally, WAITS } from './count.ts'
import { type Clearance, duration, isSmall, shownCount } from './words.ts'

/** Orange to grey, told apart by people who see no red or green too (Okabe and Ito). */
const COLOURS: Record<Stage, string> = {
  new: '#d55e00',
  work: '#0072b2',
  follow: '#56b4e9',
  hold: '#cc79a7',
  closed: '#b5bcc4',
}
const BAR = '#0072b2'
export const INK = '#1f2933'
const MUTED = '#52606d'

/** Around everything. */
export const MARGIN = 16
/** Beside the bars, for their words. */
const LABELS = 168
const ROW = 23

export type Panel = {
  title: string
  /** Of the plot; `below` is for the words of its axis. */
  height: number
  below?: number
  left: number
  x: object
  y: object
  series: object[]
  legend?: string[]
}

/** How words are written. */
export function text(fontSize: number, color = MUTED): { fontSize: number; color: string } {
  return { fontSize, color }
}

/** A column a week, its height the cases, its colours their state now. */
export function weeksPanel(title: string, { weeks }: Figures, language: Language, clearance: Clearance): Panel {
  const name = (stage: Stage) => language.plain(`figures.stage.${stage}`)
  const every = Math.ceil(weeks.length / 12)
  const series = STAGES.map((stage) => ({
    type: 'bar',
    stack: 'cases',
    name: name(stage),
    barCategoryGap: weeks.length > 20 ? '15%' : '35%',
    itemStyle: { color: COLOURS[stage] },
    data: weeks.map(({ stages }) =>
      isSmall(stages[stage], clearance) ? smallBar(COLOURS[stage], clearance) : stages[stage],
    ),
  }))
  return {
    title,
    height: 170,
    below: 22,
    left: 44,
    legend: STAGES.map(name),
    x: {
      type: 'category',
      data: weeks.map(({ monday }) => `${monday.slice(8)}.${monday.slice(5, 7)}`),
      axisLabel: { ...text(11), interval: (index: number) => (weeks.length - 1 - index) % every === 0 },
      axisTick: { show: false },
    },
    y: { type: 'value', minInterval: 1, axisLabel: text(11), splitLine: { lineStyle: { color: '#e4e7eb' } } },
    series,
  }
}

/** The same length for all numbers that are not told, and hollow. */
function smallBar(color: string, { below }: Clearance): object {
  return { value: below / 2, itemStyle: { color: '#ffffff', borderColor: color, borderWidth: 1, borderType: 'dashed' } }
}

/** Two bars each: half of the cases, nine in ten. On a scale that shows minutes and days alike. */
export function waitsPanel(title: string, { waits }: Figures, language: Language, clearance: Clearance): Panel {
  const bar = (share: 'median' | 'p90', color: string) => ({
    type: 'bar',
    barWidth: 13,
    barGap: '20%',
    name: language.plain(`figures.share.${share}`),
    itemStyle: { color },
    data: WAITS.map((wait) => {
      const { known, [share]: minutes } = waits[wait]
      const told = !isSmall(known, clearance) && minutes !== undefined
      const formatter = told ? duration(minutes, language) : language.plain('figures.no-time')
      return {
        value: told ? Math.log10(minutes + 2) : 0,
        label: { show: true, position: 'right', ...text(12, INK), formatter },
      }
    }),
  })
  const label = (wait: (typeof WAITS)[number]) =>
    `${language.plain(`figures.wait.${wait}`)}\n{small|${language.plain('figures.not-yet', { count: shownCount(waits[wait].never, language, clearance) })}}`
  return {
    title,
    height: 150,
    left: LABELS,
    legend: [language.plain('figures.share.median'), language.plain('figures.share.p90')],
    x: { ...hidden, max: longest(waits) * 1.25 },
    y: labelled(WAITS.map(label)),
    series: [bar('median', BAR), bar('p90', '#e69f00')],
  }
}

/** The end of the scale: the longest of all waits, and at least ten minutes. */
function longest(waits: Figures['waits']): number {
  return Math.max(1, ...WAITS.map((wait) => Math.log10((waits[wait].p90 ?? 0) + 2)))
}

/** A bar a name, its length how many. */
export function tallyPanel(
  title: string,
  tallies: Tally[],
  label: (name: string) => string,
  language: Language,
  clearance: Clearance,
): Panel {
  const most = Math.max(1, ...tallies.map(({ count }) => count))
  const bars = tallies.map(({ count }) => ({
    ...(isSmall(count, clearance) ? smallBar(BAR, clearance) : { value: count }),
    label: { show: true, position: 'right', ...text(12, INK), formatter: shownCount(count, language, clearance) },
  }))
  return {
    title,
    height: Math.max(1, tallies.length) * ROW,
    left: LABELS,
    x: { ...hidden, max: Math.max(most, clearance.below) * 1.12 },
    y: labelled(tallies.map(({ name }) => label(name))),
    series: [{ type: 'bar', barWidth: 14, itemStyle: { color: BAR }, data: bars }],
  }
}

const hidden = { type: 'value', show: false, min: 0 }

/** The first on top, its words on the left. */
function labelled(data: string[]): object {
  return {
    type: 'category',
    inverse: true,
    data,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...text(12, INK),
      align: 'right',
      width: LABELS - MARGIN,
      overflow: 'truncate',
      interval: 0,
      lineHeight: 16,
      rich: { small: { ...text(11), lineHeight: 16 } },
    },
  }
}
