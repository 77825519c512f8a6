/** Removing what can be seen of an erased case, one entry of the due queue at a time, again and again until it is gone. */
import { trouble, type Trouble } from '../../telegram/errors.ts'
import { homeButton } from '../../telegram/frame.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { GROUP_LIMIT } from '../../store/pace.ts'
import { keys } from '../../store/keys.ts'
import type { DeskParts } from '../desk.ts'
import { timeWords } from '../duty/time.ts'
import { readTombstone } from './tombstone.ts'
import { caseName } from '../../case/case.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Nothing here is urgent: half of the group's minute is left to those who need it. */
const LIMIT = GROUP_LIMIT / 2

/** Registers the handlers of `untopic`, `ungroup`, `unstub`, `unmessage`, `unstatus` and `rewrite`. */
export function createRemovals(parts: DeskParts): void {
  const { due, cases, group, clock, redis, notify, staff, languages, content, api, log, timeZone } = parts
  const deskLanguage = languages.byCode(content.desk.language) ?? languages.guess(undefined)
  const inSeconds = (seconds: number) => clock.now() + seconds * SECOND_MS

  /** deleteForumTopic takes the right to delete messages; without it the topic is closed, admins are told, and it is tried again. */
  async function removeTopic(id: string): Promise<number | undefined> {
    const [chat = 0, thread = 0] = id.split(':').map(Number)
    if ((await cases.byTopic(chat, thread)) !== undefined) return inSeconds(1) // its key is not destroyed yet
    if ((await group.id()) !== chat) return undefined // the group is another now, that one is out of reach
    const outcome = await group.call(LIMIT, (inGroup, to) => inGroup.deleteForumTopic(to, thread))
    if (outcome.kind === 'wait') return clock.now() + outcome.milliseconds
    if (outcome.kind !== 'trouble') return undefined
    if (outcome.cause === 'no-topic') return undefined
    if (outcome.cause === 'no-answer') return inSeconds(15)
    await tellOnceADay(thread)
    return clock.now() + HOUR_MS
  }

  /**
   * Messages of the case that stand outside its topic (an earlier one, General). With the right to delete messages their age
   * does not matter in a supergroup; those that went with the topic are passed over.
   */
  async function removeInGroup(id: string): Promise<number | undefined> {
    const [chat = '', ids = ''] = id.split(':')
    if (String(await group.id()) !== chat) return undefined
    const outcome = await group.call(LIMIT, (inGroup, to) => inGroup.deleteMessages(to, ids.split(',').map(Number)))
    if (outcome.kind === 'wait') return clock.now() + outcome.milliseconds
    if (outcome.kind === 'ok') return undefined
    return outcome.kind === 'trouble' && outcome.cause === 'no-answer' ? inSeconds(15) : clock.now() + HOUR_MS
  }

  async function tellOnceADay(thread: number): Promise<void> {
    const first = await redis.set(keys.once(`untopic:${thread}`), 1, 'PX', DAY_MS, 'NX')
    if (first === null) return
    await group.call(LIMIT, (inGroup, chat) => inGroup.closeForumTopic(chat, thread))
    await notify(staff.admins, (language) => ({ text: language.t('staff.retention.topic-stays'), rows: [] }))
  }

  async function writeTombstone(id: string): Promise<number | undefined> {
    const [number = 0, chat = 0, message = 0] = id.split(':').map(Number)
    const tombstone = await readTombstone(redis, number)
    if ((await group.id()) !== chat || !tombstone) return undefined
    const { day } = timeWords(tombstone.at, timeZone, deskLanguage)
    const text = deskLanguage.t('staff.retention.stub', { name: caseName(number), date: day })
    const outcome = await group.call(LIMIT, (inGroup, to) =>
      inGroup.editMessageText(to, message, text, { parse_mode: 'HTML' }),
    )
    if (outcome.kind === 'wait') return clock.now() + outcome.milliseconds
    return outcome.kind === 'trouble' && outcome.cause === 'no-answer' ? inSeconds(15) : undefined
  }

  /** A bot deletes its messages in private chats for 48 hours; what is older is emptied (features.md, Hide). */
  async function removeMessage(id: string): Promise<number | undefined> {
    const [chat = 0, message = 0] = id.split(':').map(Number)
    const deleted = await attempt(() => api.deleteMessage(chat, message))
    if (deleted !== 'cannot-delete' && deleted !== 'refused') return again(deleted)
    return again(await attempt(() => api.editMessageText(chat, message, '·')))
  }

  /** The message that told the person the state of the case: about nothing now. */
  async function emptyStatus(id: string): Promise<number | undefined> {
    const [code = '', ...numbers] = id.split(':')
    const [chat = 0, message = 0] = numbers.map(Number)
    const language = languages.byCode(code) ?? languages.guess(code)
    const rows = keyboard([[homeButton(language)]])
    const text = language.t('hide.done')
    return again(
      await attempt(() => api.editMessageText(chat, message, text, { reply_markup: { inline_keyboard: rows } })),
    )
  }

  function again(outcome: 'done' | Trouble['kind'] | number): number | undefined {
    if (typeof outcome === 'number') return inSeconds(outcome)
    return outcome === 'no-answer' ? inSeconds(15) : undefined
  }

  /**
   * The append-only file of Redis still holds the commands that wrote the case's key: rewriting it lets them go. Once a day
   * at most, since a rewrite costs memory and disk.
   */
  async function rewrite(): Promise<number | undefined> {
    const last = Number((await redis.hget(keys.desk, 'rewritten')) ?? 0)
    if (clock.now() < last + DAY_MS) return last + DAY_MS
    try {
      await redis.bgrewriteaof()
    } catch (error) {
      log.warn({ kind: 'rewrite', error: error instanceof Error ? error.name : 'unknown' }, 'old commands stay on disk')
      return clock.now() + HOUR_MS
    }
    await redis.hset(keys.desk, 'rewritten', clock.now())
    return undefined
  }

  due.on('untopic', removeTopic)
  due.on('ungroup', removeInGroup)
  due.on('unstub', writeTombstone)
  due.on('unmessage', removeMessage)
  due.on('unstatus', emptyStatus)
  due.on('rewrite', rewrite)
}

/** `done`, what went wrong, or the seconds Telegram wants to wait. */
async function attempt(call: () => Promise<unknown>): Promise<'done' | Trouble['kind'] | number> {
  try {
    await call()
    return 'done'
  } catch (error) {
    const cause = trouble(error)
    if (!cause) throw error
    return cause.kind === 'too-many' ? cause.retryAfterSeconds : cause.kind
  }
}
