/** npm run content -- graph [language]: draws each guide as an SVG under `.data/guides`. */
import { drawGuides } from '../graph.ts'
import { type Answer, type Place, readable } from './command.ts'

export async function graph({ root }: Place, [language]: string[]): Promise<Answer> {
  return { lines: await drawGuides(readable(root), language) }
}
