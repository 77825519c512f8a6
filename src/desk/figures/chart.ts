/** Charts as PNG pictures, by echarts. It is loaded with the first picture, not with the program. */
import type { EChartsOption } from 'echarts'
import { FONT, png } from '../../picture/png.ts'

export type ChartSize = {
  /** In units of the option's font sizes. */
  width: number
  height: number
  /** Pixels a unit. */
  zoom: number
}

/** Draws what `option` describes. Throws when echarts or the drawing cannot be loaded. */
export async function chart(option: EChartsOption, { width, height, zoom }: ChartSize): Promise<Uint8Array> {
  const echarts = await import('echarts/dist/echarts.esm.min.mjs')
  echarts.setPlatformAPI({ measureText: (text, font) => ({ width: widthOf(text, font) }) })
  const drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    drawn.setOption({ animation: false, backgroundColor: '#ffffff', textStyle: { fontFamily: FONT }, ...option })
    return await png(drawn.renderToSVGString(), zoom)
  } finally {
    drawn.dispose() // else every chart stays in memory
  }
}

/** About how wide a text is; without a screen echarts takes every Cyrillic letter for a square. */
function widthOf(text: string, font = '12px'): number {
  const size = Number(/(\d+(\.\d+)?)px/.exec(font)?.[1] ?? 12)
  return text.length * size * (/bold|[6-9]00/.test(font) ? 0.61 : 0.57)
}
