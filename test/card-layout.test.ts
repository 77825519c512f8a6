import { expect, test } from 'vitest'
import { cardSvg, WIDTH } from '../src/card/picture.ts'
import { cardText } from '../src/card/view.ts'
import { createLanguages } from '../src/language/language.ts'
import { realContent } from './world.ts'

/** Across: where lines of letters begin and end. */
function across(svg: string): number[] {
  const paths = [...svg.matchAll(/\bd="([^"]*)"/g)].map(([, path = '']) => path)
  const points = paths.flatMap((path) => [...path.matchAll(/[ML]\s*(-?[\d.]+)[ ,]/g)].map(([, x]) => Number(x)))
  return points.filter((x) => x > 0 && x < WIDTH) // the background has its corners at the edges
}

test('no letter of any card comes near the edge, in any language', async () => {
  const content = realContent()
  const languages = createLanguages(content)
  for (const language of languages.all)
    for (const id of Object.keys(content.cards)) {
      const points = across(await cardSvg(cardText(content, languages, language, id)))
      expect(points.length).toBeGreaterThan(100)
      expect(Math.max(...points), `${language.code} ${id}`).toBeLessThan(WIDTH - 30)
      expect(Math.min(...points), `${language.code} ${id}`).toBeGreaterThan(30)
    }
}, 60_000)
