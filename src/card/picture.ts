/**
 * A card as a picture: the person's own words on top, small, so that they know what they show; below them the words of those who
 * read it, large; numbers last. Readable at 480 pixels width. Made from texts and the fonts we ship, by satori and resvg.
 */
import { FONT, png, shippedFonts } from '../picture/png.ts'

export type CardText = {
  /** In the person's language; undefined when it is one of the readers'. */
  own: string | undefined
  /** For whoever reads it: Kazakh, Russian. */
  readers: string[]
  numbers: string[]
}

/** Pixels: twice the smallest width at which it must be readable. */
export const WIDTH = 960
const PADDING = 44

type Style = Record<string, string | number>
type Element = { type: 'div'; props: { style: Style; children: string | Element[] } }

/** PNG bytes. Nothing is loaded before the first picture. */
export async function cardPicture(card: CardText): Promise<Uint8Array> {
  return png(await cardSvg(card), 1)
}

/** Letters are paths in it. */
export async function cardSvg(card: CardText): Promise<string> {
  const [{ default: satori }, [regular, bold]] = await Promise.all([import('satori'), shippedFonts()])
  if (!regular || !bold) throw new Error('Expected two fonts in assets/fonts')
  const fonts = [
    { name: FONT, weight: 400 as const, style: 'normal' as const, data: regular },
    { name: FONT, weight: 700 as const, style: 'normal' as const, data: bold },
  ]
  return satori(layout(card), { width: WIDTH, fonts })
}

function layout({ own, readers, numbers }: CardText): Element {
  return column({ width: '100%', background: 'white', color: 'black', fontFamily: FONT }, [
    ...(own === undefined ? [] : [block(own, { fontSize: 36, lineHeight: 1.35, background: '#e8eef7' })]),
    ...readers.map((text, index) =>
      block(text, {
        fontSize: 56,
        lineHeight: 1.3,
        fontWeight: 700,
        ...(index > 0 && { borderTop: '3px solid #c8c8c8' }),
      }),
    ),
    ...(numbers.length > 0
      ? [block(numbers.join('   '), { fontSize: 84, fontWeight: 700, background: '#fff1b8' })]
      : []),
  ])
}

function block(text: string, style: Style): Element {
  return { type: 'div', props: { style: { padding: PADDING, ...style }, children: text } }
}

function column(style: Style, children: Element[]): Element {
  return { type: 'div', props: { style: { display: 'flex', flexDirection: 'column', ...style }, children } }
}
