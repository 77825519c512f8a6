/** How the bot meets Telegram: who it is, and what people read about it before they start it. */
import type { UserFromGetMe } from '@grammyjs/types'
import { Api, type ApiClientOptions, type Transformer } from 'grammy'
import type { Content } from '../content/load.ts'
import type { Log } from '../context.ts'
import type { Language, Languages } from '../language/language.ts'
import { trouble } from './errors.ts'

/** The commands in the order of the list; neutral words, since the list can be seen by whoever holds the phone. */
const COMMANDS = ['start', 'sos', 'find', 'language', 'help', 'remind', 'hide', 'privacy', 'stop'] as const

const STAFF_COMMANDS = [
  'cases',
  'case',
  'note',
  'canned',
  'send',
  'tr',
  'refer',
  'accepted',
  'duty',
  'shift',
  'stats',
  'audit',
] as const

const LONGEST_PAUSE_MS = 15_000

/** Asks Telegram who the bot is, until there is an answer. Throws, in one sentence, when the token is wrong. */
export async function whoAmI(token: string, client: ApiClientOptions, log: Log): Promise<UserFromGetMe> {
  const api = new Api(token, client)
  try {
    return await untilTelegramAnswers(() => api.getMe(), log)
  } catch (error) {
    throw new Error('Telegram does not know this BOT_TOKEN: copy it again from @BotFather.', { cause: error })
  }
}

/** Tries a harmless call until Telegram answers it. Throws what Telegram refuses. */
export async function untilTelegramAnswers<T>(call: () => Promise<T>, log: Log): Promise<T> {
  for (let pause = 500; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await call()
    } catch (error) {
      const cause = trouble(error)
      if (cause?.kind !== 'no-answer' && cause?.kind !== 'too-many') throw error
      log.warn({ cause: cause.kind }, 'Telegram does not answer yet, trying again')
      await new Promise((done) => setTimeout(done, pause))
    }
  }
}

/** Command lists and descriptions, in each language that Telegram has a code for, and in the default language for the rest. */
export async function introduce(api: Api, languages: Languages, content: Content): Promise<void> {
  const { all } = languages
  await describe(api, all.find(({ code }) => content.words[code]?.file.default) ?? all[0], undefined)
  for (const language of all) {
    const code = content.words[language.code]?.file.command_code
    if (code !== undefined) await describe(api, language, code)
  }
}

async function describe(api: Api, language: Language | undefined, code: string | undefined): Promise<void> {
  if (!language) return
  const commands = COMMANDS.map((command) => ({ command, description: language.plain(`command.${command}`) }))
  const where = (code === undefined ? {} : { language_code: code }) as { language_code?: 'en' }
  await api.setMyCommands(commands, { ...where, scope: { type: 'all_private_chats' } })
  await api.setMyShortDescription(language.plain('bot.short'), where)
  await api.setMyDescription(language.plain('bot.description'), where)
}

/** The commands of the staff group, seen there only, in the language of the desk. A group that cannot be reached has none. */
export async function introduceToStaff(api: Api, chat: number, language: Language): Promise<void> {
  const commands = STAFF_COMMANDS.map((command) => ({
    command,
    description: language.plain(`staff.command.${command}`),
  }))
  await api.setMyCommands(commands, { scope: { type: 'chat', chat_id: chat } })
}

/** Counts each call by its outcome. */
export function observed(count: (method: string, outcome: 'ok' | 'refused' | 'no-answer') => void): Transformer {
  return async (previous, method, payload, signal) => {
    try {
      const answer = await previous(method, payload, signal)
      count(method, answer.ok ? 'ok' : 'refused')
      return answer
    } catch (error) {
      count(method, 'no-answer')
      throw error
    }
  }
}
