/** The figures as one tall picture, readable on a phone: panels one below another. */
import type { EChartsOption } from 'echarts'
import type { Language } from '../../language/language.ts'
import type { ChartSize } from './chart.ts'
import type { Figures } from './count.ts'
import { INK, MARGIN, type Panel, tallyPanel, text, waitsPanel, weeksPanel } from './panels.ts'
import { type Clearance, languageName } from './words.ts'

/** Phones show a picture about this wide; Telegram keeps its width and height up to 1280 pixels. */
const WIDTH = 480
const TITLE = 34
const LEGEND = 28
const GAP = 14
const HEADING = 44

/** What to draw, and how big. */
export function figuresPicture(
  figures: Figures,
  heading: string,
  language: Language,
  clearance: Clearance,
): { option: EChartsOption; size: ChartSize } {
  const title = (name: string) => language.plain(`figures.panel.${name}`)
  const tallies = (name: 'languages' | 'priorities' | 'reasons', label: (name: string) => string): Panel =>
    tallyPanel(title(name), figures[name], label, language, clearance)
  return stacked(heading, [
    weeksPanel(title('weeks'), figures, language, clearance),
    waitsPanel(title('waits'), figures, language, clearance),
    tallies('languages', (name) => languageName(name, language, clearance)),
    tallies('priorities', (name) => name),
    tallies('reasons', (name) => language.plain(`figures.reason.${name}`)),
  ])
}

function stacked(heading: string, panels: Panel[]): { option: EChartsOption; size: ChartSize } {
  const above = (panel: Panel) => TITLE + (panel.legend ? LEGEND : 0)
  const whole = (panel: Panel) => above(panel) + panel.height + (panel.below ?? 0) + GAP
  const topOf = (index: number) => panels.slice(0, index).reduce((top, panel) => top + whole(panel), HEADING)
  const each = <T>(make: (panel: Panel, top: number, index: number) => T) =>
    panels.map((panel, index) => make(panel, topOf(index), index))
  const option: EChartsOption = {
    title: [headline(heading, 14, 18), ...each(({ title }, top) => headline(title, top + 8, 14))],
    legend: each(({ legend }, top) => (legend ? [legendAt(legend, top + TITLE)] : [])).flat(),
    grid: each((panel, top) => ({ left: panel.left, right: MARGIN, top: top + above(panel), height: panel.height })),
    xAxis: each(({ x }, _, gridIndex) => ({ gridIndex, ...x })),
    yAxis: each(({ y }, _, gridIndex) => ({ gridIndex, ...y })),
    series: each(({ series }, _, index) =>
      series.map((one) => ({ xAxisIndex: index, yAxisIndex: index, ...one })),
    ).flat(),
  }
  return { option, size: { width: WIDTH, height: topOf(panels.length), zoom: 2 } }
}

function headline(text: string, top: number, fontSize: number): object {
  return { text, left: MARGIN, top, padding: 0, textStyle: { fontSize, fontWeight: 'bold', color: INK } }
}

function legendAt(data: string[], top: number): object {
  return { data, left: MARGIN, top, padding: 0, itemGap: 12, itemWidth: 12, itemHeight: 12, textStyle: text(12) }
}
