/** Telegram HTML. */

/** What somebody wrote, or a name from a file, as text. Values of texts in `locales/` are escaped already. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
