/** Without a store: a person's messages go straight into General, copied without a name. Nothing here asks the store. */
import { type Api, GrammyError } from 'grammy'
import type { Language, Languages } from '../../language/language.ts'
import { address, keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'

export type DirectParts = {
  api: Api
  languages: Languages
  /** Of the desk. */
  desk: Language
  /** The group's id as last known. */
  groupId(): number | undefined
}

/** Telegram copies so many at a time. */
const MAX_COPIES = 100

/** True only when Telegram has confirmed every message. `language`: the person's, by folder or tag. */
export function createDirect({ api, languages, desk, groupId }: DirectParts) {
  async function copy(to: number, chat: number, messageIds: number[], language: string): Promise<boolean> {
    const theirs = languages.byCode(language) ?? languages.byTag(language) ?? desk
    const adopt = address(desk.tag, 'adopt', chat.toString(36), theirs.tag)
    await api.sendMessage(to, desk.t('staff.incident.direct', { language: theirs.code }), {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: keyboard([[{ label: desk.plain('staff.button.adopt'), to: adopt }]]) },
    })
    let copied = 0
    for (let first = 0; first < messageIds.length; first += MAX_COPIES)
      copied += (await api.copyMessages(to, chat, messageIds.slice(first, first + MAX_COPIES))).length
    return copied === messageIds.length
  }

  return async (chat: number, messageIds: number[], language: string): Promise<boolean> => {
    const ids = [...new Set(messageIds)].sort((one, other) => one - other) // Telegram wants them to rise
    const to = groupId()
    if (to === undefined || ids.length === 0) return false
    try {
      return await copy(to, chat, ids, language)
    } catch (error) {
      if (!trouble(error)) throw error
      const moved = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
      return moved === undefined ? false : copy(moved, chat, ids, language).catch(() => false)
    }
  }
}
