/**
 * Without a store: a person's messages go straight into General, copied without a name, and below them a line with a button
 * that makes them a case. The button carries what the store would: whose they are, and which messages are the copies, so
 * that they are removed with the case. Nothing here asks the store.
 */
import { type Api, GrammyError } from 'grammy'
import type { Clock } from '../../clock.ts'
import type { Language, Languages } from '../../language/language.ts'
import { address, keyboard, roomAfter } from '../../telegram/buttons.ts'
import { trouble, type Trouble } from '../../telegram/errors.ts'
import { MAX_IDS, packAllIds, readIds } from '../../telegram/ids.ts'

export type DirectParts = {
  api: Api
  clock: Clock
  languages: Languages
  /** Of the desk. */
  desk: Language
  /** The group's id as last known. */
  groupId(): number | undefined
}

/** The copies in the group `to`, as far as Telegram has confirmed them; `problem`: what ended it. */
type Copied = { to: number; ids: number[]; problem?: Trouble }

/** What stands below the copies, as a reply to the first of them: nobody takes it for the line of another person. */
type Line = { text: string; data: string; under: number | undefined }

/** A line that could not be sent is tried again so often, and at least so long afterwards. */
const TRIES = 10
const PAUSE_SECONDS = 15

/**
 * True only when Telegram has confirmed every copy and every line. `language`: the person's, by folder or tag. A line that
 * failed is tried again later, since without it nobody can answer, and the copies belong to no case.
 */
export function createDirect({ api, clock, languages, desk, groupId }: DirectParts) {
  return async (chat: number, messageIds: number[], language: string): Promise<boolean> => {
    const refs = [...new Set(messageIds)].sort((one, other) => one - other) // Telegram wants them to rise
    const group = groupId()
    if (group === undefined || refs.length === 0) return false
    const { to, ids, problem } = await copy(group, chat, refs)
    const mayBeThere = ids.length > 0 || problem?.kind === 'no-answer'
    const theirs = languages.byCode(language) ?? languages.byTag(language) ?? desk
    const lines = mayBeThere ? linesFor(chat, theirs, ids) : []
    let told = lines.length > 0
    for (const line of lines) told = (await tell(to, line, TRIES)) && told
    return told && ids.length === refs.length
  }

  async function copy(to: number, chat: number, refs: number[]): Promise<Copied> {
    const ids: number[] = []
    for (let first = 0; first < refs.length; first += MAX_IDS) {
      try {
        const copies = await api.copyMessages(to, chat, refs.slice(first, first + MAX_IDS))
        ids.push(...copies.map(({ message_id }) => message_id))
      } catch (error) {
        const problem = trouble(error)
        if (!problem) throw error
        const moved = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
        return moved === undefined || ids.length > 0 ? { to, ids, problem } : copy(moved, chat, refs)
      }
    }
    return { to, ids }
  }

  /** One, or more when the ids of the copies do not fit into one button. */
  function linesFor(chat: number, theirs: Language, copies: number[]): Line[] {
    const data = (words: string) => address(desk.tag, 'adopt', chat.toString(36), theirs.tag, words)
    const packed = packAllIds(copies, roomAfter(data('')))
    const text = desk.t('staff.incident.direct', { language: theirs.code })
    return (packed.length > 0 ? packed : ['']).map((words) => ({
      text,
      data: data(words),
      under: readIds(words).ids[0],
    }))
  }

  /** False when it did not go now. Twice is fine here: the second press finds the case. */
  async function tell(to: number, line: Line, tries: number): Promise<boolean> {
    try {
      await send(to, line)
      return true
    } catch (error) {
      const problem = trouble(error)
      if (!problem) throw error
      const seconds = problem.kind === 'too-many' ? problem.retryAfterSeconds : PAUSE_SECONDS
      const isPassing = problem.kind === 'too-many' || problem.kind === 'no-answer'
      const again = () => void tell(to, line, tries - 1).catch(() => {})
      if (isPassing && tries > 1) clock.after(Math.max(seconds, PAUSE_SECONDS) * 1000, again)
      return false
    }
  }

  async function send(to: number, { text, data, under }: Line): Promise<void> {
    await api.sendMessage(to, text, {
      parse_mode: 'HTML',
      ...(under !== undefined && { reply_parameters: { message_id: under, allow_sending_without_reply: true } }),
      reply_markup: { inline_keyboard: keyboard([[{ label: desk.plain('staff.button.adopt'), to: data }]]) },
    })
  }
}
