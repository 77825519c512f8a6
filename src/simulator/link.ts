/** Addresses that Telegram takes as links. */

/**
 * The link as Telegram stores it, or undefined if it is none (LinkManager::get_checked_link of tdlib/td): http, https, tg and ton
 * only; a bare host gets http://; an empty path becomes «/».
 */
export function checkedLink(link: string): string | undefined {
  const trimmed = link.trim()
  if (/^(tg|ton):\/\/\S+$/i.test(trimmed)) return trimmed
  const withScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (!/^https?:\/\//i.test(withScheme)) return undefined
  try {
    const url = new URL(withScheme)
    return url.hostname.includes('.') ? url.href : undefined
  } catch {
    return undefined
  }
}
