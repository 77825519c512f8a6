/** A screen for the terminal: its text without tags, its buttons in brackets, a row a line. */
import type { Screen } from '../../telegram/screen.ts'

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", '#x2F': '/', amp: '&' }

export function plainScreen({ text, rows }: Screen): string[] {
  const buttons = rows.filter((row) => row.length > 0).map((row) => row.map(({ label }) => `[${label}]`).join(' '))
  return [...plainText(text).split('\n'), '', ...buttons]
}

/** What a person reads of Telegram HTML. */
export function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|#39|#x2F|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
}
