/** What the bot says about itself: commands, name, descriptions, by language and scope. */
import type { BotCommand } from '@grammyjs/types'

export type Profile = 'name' | 'description' | 'short_description'
export type Settings = {
  /** Commands by scope and language, as `commandsKey` joins them. */
  commands: Map<string, BotCommand[]>
  /** Texts by profile field and language. */
  profile: Map<string, string>
}

/** Nothing set. */
export function createSettings(): Settings {
  return { commands: new Map(), profile: new Map() }
}
