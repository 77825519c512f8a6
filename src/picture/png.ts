/** SVG → PNG, with the fonts we ship and no others: the same picture on every machine, in every script we write. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The family of the fonts in `assets/fonts/`. */
export const FONT = 'Noto Sans'
const FONT_FILES = ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf']

/** The fonts we ship: regular, bold. */
export function shippedFonts(): Promise<Buffer[]> {
  return Promise.all(FONT_FILES.map((name) => readFile(new URL(`../../assets/fonts/${name}`, import.meta.url))))
}

/** Draws `svg` at `zoom` pixels a unit. Throws when it is no SVG. Nothing is loaded before the first picture. */
export async function png(svg: string, zoom: number): Promise<Uint8Array> {
  const { Resvg, fonts } = await ready()
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { fontBuffers: fonts, defaultFontFamily: FONT },
  })
  const rendered = picture.render()
  const bytes = rendered.asPng()
  rendered.free() // memory of the WebAssembly module is not collected
  picture.free()
  return bytes
}

let drawer: ReturnType<typeof start> | undefined

/** Reads everything before the module is started: it can be started only once. */
async function start() {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  const module = await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'))
  const fonts = await shippedFonts()
  await initWasm(module)
  return { Resvg, fonts }
}

/** What failed once is tried again with the next picture. */
async function ready() {
  drawer ??= start()
  try {
    return await drawer
  } catch (error) {
    drawer = undefined
    throw error
  }
}
