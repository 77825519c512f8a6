/** Pictures that people show to somebody: whole, light, readable in every language. */
import satori from 'satori'
import { describe, expect, test } from 'vitest'
import { cardPicture, WIDTH } from '../src/card/picture.ts'
import { cardText } from '../src/card/view.ts'
import { createLanguages } from '../src/language/language.ts'
import { FONT, shippedFonts } from '../src/picture/png.ts'
import { realContent } from './world.ts'

/** Bytes: a picture is looked at on a slow line, by somebody who waits. */
const HEAVY = 1_000_000
/** Telegram takes no photo that is longer than this, width and height together, or steeper than this. https://core.telegram.org/bots/api#sendphoto */
const MOST_PIXELS = 10_000
const STEEPEST = 20

const content = realContent()
const languages = createLanguages(content)
const cards = Object.keys(content.cards)
const textOf = (code: string, id: string) => {
  const language = languages.byCode(code)
  if (!language) throw new Error(`no language ${code}`)
  return cardText(content, languages, language, id)
}

describe('every card', () => {
  test.each(Object.keys(content.words))('is a picture that Telegram takes, in %s', async (code) => {
    for (const id of cards) {
      const picture = Buffer.from(await cardPicture(textOf(code, id)))
      const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)] // the header of a PNG
      expect(picture.toString('latin1', 1, 4)).toBe('PNG')
      expect(picture.length, `${code}: ${id}`).toBeLessThan(HEAVY)
      expect(width).toBe(WIDTH)
      expect(width + height, `${code}: ${id}`).toBeLessThanOrEqual(MOST_PIXELS)
      expect(height / width, `${code}: ${id}`).toBeLessThanOrEqual(STEEPEST)
    }
  })

  test.each(Object.keys(content.words))('says nothing that our fonts cannot draw, in %s', async (code) => {
    const words = cards.flatMap((id) => {
      const { own, readers, numbers } = textOf(code, id)
      return [own ?? '', ...readers, ...numbers]
    })
    expect(await lettersLacking(words.join(' '))).toEqual([])
  })
})

test('a letter that our fonts cannot draw is found', async () => {
  expect(await lettersLacking('წ Ққ ӯ ʻ')).toEqual(['წ', 'წ'])
})

/** What satori would ask another font for, in regular and in bold. */
async function lettersLacking(text: string): Promise<string[]> {
  const lacking: string[] = []
  for (const data of await shippedFonts())
    await satori(
      { type: 'div', props: { style: { fontFamily: FONT }, children: text } },
      {
        width: WIDTH,
        fonts: [{ name: FONT, weight: 400, style: 'normal', data }],
        loadAdditionalAsset: async (_code, letters) => {
          lacking.push(letters)
          return []
        },
      },
    )
  return lacking
}
