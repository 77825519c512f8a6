/**
 * A message to an organization's person that answers nothing they did just now: in the language they chose last, not after they
 * asked for silence, and so that Hide removes it.
 */
import type { Api } from 'grammy'
import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { Language, Languages } from '../../language/language.ts'
import { commit } from '../../store/commit.ts'
import { keys, ttlSeconds } from '../../store/keys.ts'
import { keyboard } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Contact } from '../register/record.ts'

/** False: they asked for silence (Hide, /stop) since they last answered here. Throws what Telegram and the store throw. */
export type Reach = (contact: Contact, screen: (language: Language) => Screen) => Promise<boolean>

export type ReachDeps = { api: Api; redis: Redis; clock: Clock; languages: Languages }

export function createReach({ api, redis, clock, languages }: ReachDeps): Reach {
  async function wishesOf({ chat, hushed: before, language: known }: Contact) {
    const stored = await redis.hmget(keys.session(String(chat)), 'hushed', 'language')
    const [hushed, chosen] = stored.map(fromJson)
    const language = languages.byCode(typeof chosen === 'string' ? chosen : known) ?? languages.guess(undefined)
    return { isHushed: hushed !== undefined && hushed !== before, language }
  }

  async function noteSent(chat: number, message: number): Promise<void> {
    const key = keys.trail(String(chat))
    await commit(redis, [
      ['ZADD', key, clock.now(), message],
      ['EXPIRE', key, ttlSeconds.trail],
    ])
  }

  return async (contact, screen) => {
    const { isHushed, language } = await wishesOf(contact)
    if (isHushed) return false
    const { text, rows } = screen(language)
    const sent = await api.sendMessage(contact.chat, text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: keyboard(rows) },
    })
    await noteSent(contact.chat, sent.message_id)
    return true
  }
}

function fromJson(json: string | null): unknown {
  try {
    return json === null ? undefined : (JSON.parse(json) as unknown)
  } catch {
    return undefined
  }
}
