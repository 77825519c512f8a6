/** What the bot says about itself to one person: its menu of commands and its description. */
import type { BotCommand, User } from '@grammyjs/types'
import type { Settings } from './settings.ts'

export type ProfileView = { commands: BotCommand[]; description: string }

/** The menu and description for this person, by the fallbacks of the Bot API (BotCommandScope, setMyDescription). */
export function profileFor({ commands, profile }: Settings, { id, language_code }: User): ProfileView {
  const language = language_code?.split('-')[0] ?? ''
  const scopes = [`chat:${id}`, 'all_private_chats', 'default'].flatMap((scope) => [`${scope}:${language}`, scope])
  const scope = scopes.find((each) => commands.has(each))
  return {
    commands: commands.get(scope ?? '') ?? [],
    description: profile.get(`description:${language}`) ?? profile.get('description') ?? '',
  }
}
