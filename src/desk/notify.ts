/** Messages to staff in private: alarms, rungs of the ladder, what cannot go through the group. Each in their own language. */
import type { Api } from 'grammy'
import type { Log } from '../context.ts'
import type { Language, Languages } from '../language/language.ts'
import { keyboard } from '../telegram/buttons.ts'
import { type Trouble, trouble } from '../telegram/errors.ts'
import type { Screen } from '../telegram/screen.ts'
import type { Staff } from './staff.ts'

export type Notify = {
  /** Writes to each of them; the ids of those it reached. Somebody who cannot be reached is no error. */
  (staff: number[], screen: (language: Language) => Screen, options?: NotifyOptions): Promise<number[]>
}

export type NotifyOptions = {
  /** Without a sound. */
  silent?: boolean
  /** Told of each message that went out, by the id of its chat: what shows something of a case is to be erased with it. */
  sent?(chat: number, message: number): Promise<unknown>
  /** Told of each who was not reached, and why. */
  failed?(cause: Trouble['kind']): void
}

export type NotifyDeps = { api: Api; staff: Staff; languages: Languages; deskLanguage: string; log: Log }

export function createNotify({ api, staff, languages, deskLanguage, log }: NotifyDeps): Notify {
  async function languageOf(id: number): Promise<Language> {
    const member = await staff.get(id)
    return languages.byCode(member?.language ?? deskLanguage) ?? languages.guess(undefined)
  }

  return async (ids, screen, { silent = false, sent, failed } = {}) => {
    const reached = await Promise.all(
      [...new Set(ids)].map(async (id) => {
        const { text, rows } = screen(await languageOf(id))
        try {
          const { message_id } = await api.sendMessage(id, text, {
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
            reply_markup: { inline_keyboard: keyboard(rows) },
            disable_notification: silent,
          })
          await sent?.(id, message_id)
          return [id]
        } catch (error) {
          const cause = trouble(error)
          if (!cause) throw error
          failed?.(cause.kind)
          log.warn({ kind: 'notify', cause: cause.kind }, 'somebody at the desk could not be reached')
          return []
        }
      }),
    )
    return reached.flat()
  }
}
