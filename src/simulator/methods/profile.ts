/** What the bot says about itself, by language and, for commands, by scope. */
import type { BotCommand } from '@grammyjs/types'
import { isObject, json, type Payload, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { Profile } from '../settings.ts'
import type { Method, MethodTable } from './method.ts'

const MAX_COMMANDS = 100
const LIMITS: Record<Profile, { length: number; refusal: string }> = {
  name: { length: 64, refusal: 'BOT_TITLE_INVALID' },
  description: { length: 512, refusal: 'BOT_DESCRIPTION_TOO_LONG' },
  short_description: { length: 120, refusal: 'BOT_SHORT_DESCRIPTION_TOO_LONG' },
}

export const profileMethods: MethodTable = {
  setMyCommands(world, { payload }) {
    const commands = commandsOf(payload)
    const key = scopeKey(payload)
    if (commands.length === 0) world.settings.commands.delete(key)
    else world.settings.commands.set(key, commands)
    return true
  },
  getMyCommands: (world, { payload }) => world.settings.commands.get(scopeKey(payload)) ?? [],
  deleteMyCommands(world, { payload }) {
    world.settings.commands.delete(scopeKey(payload))
    return true
  },
  setMyName: sets('name'),
  getMyName: gets('name'),
  setMyDescription: sets('description'),
  getMyDescription: gets('description'),
  setMyShortDescription: sets('short_description'),
  getMyShortDescription: gets('short_description'),
}

function commandsOf(payload: Payload): BotCommand[] {
  const list = json(payload, 'commands', 'commands')
  if (!Array.isArray(list)) return badRequest("can't parse commands JSON object")
  if (list.length > MAX_COMMANDS) badRequest('BOT_COMMANDS_TOO_MUCH')
  return list.map((entry: unknown) => {
    if (!isObject(entry)) return badRequest("can't parse BotCommand: expected an Object")
    const command = text(entry, 'command').replace(/^\//, '')
    const description = text(entry, 'description').trim()
    if (!/^[a-z0-9_]{1,32}$/.test(command)) badRequest('BOT_COMMAND_INVALID')
    if (description.length < 1 || description.length > 256) badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    return { command, description }
  })
}

/** Scope and language as one key: `default`, `chat:-100…:ru`. */
function scopeKey(payload: Payload): string {
  const scope = json(payload, 'scope', 'BotCommandScope')
  const { type = 'default', chat_id, user_id } = isObject(scope) ? scope : {}
  return [type, chat_id, user_id, languageOf(payload)].filter((part) => part !== undefined && part !== '').join(':')
}

function languageOf(payload: Payload): string {
  const language = text(payload, 'language_code')
  if (language !== '' && !/^[a-z]{2}$/.test(language)) badRequest('invalid language code specified')
  return language
}

function sets(field: Profile): Method {
  return (world, { payload }) => {
    const value = text(payload, field)
    const { length, refusal } = LIMITS[field]
    if (value.length > length) badRequest(refusal)
    const key = profileKey(field, languageOf(payload))
    if (value === '') world.settings.profile.delete(key)
    else world.settings.profile.set(key, value)
    return true
  }
}

/** Without a text for the language, the one for all is told. */
function gets(field: Profile): Method {
  return (world, { payload }) => {
    const { profile } = world.settings
    const fallback = profile.get(profileKey(field, '')) ?? (field === 'name' ? world.bot.first_name : '')
    return { [field]: profile.get(profileKey(field, languageOf(payload))) ?? fallback }
  }
}

function profileKey(field: Profile, language: string): string {
  return language === '' ? field : `${field}:${language}`
}
