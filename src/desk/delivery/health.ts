/** Once an hour: is the staff group what the desk needs, and may the bot do there what it must? */
import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import { keys } from '../../store/keys.ts'
import type { DeskParts } from '../desk.ts'
import { type GroupTrouble, groupTrouble } from '../group.ts'
import type { Incidents } from './incidents.ts'

export type Health = {
  /** Handles the due entry `health`; when to look again, if Telegram did not answer. */
  check(): Promise<number | undefined>
  /** Looks now, and from now on every hour. */
  start(): Promise<void>
  /** Ends that. */
  stop(): void
  /** Looks at once. */
  soon(): Promise<void>
  /** What kept the desk from working when it was last looked at. */
  problems(): Promise<string[]>
}

const HOUR_MS = 3600 * 1000
const SOON_MS = 60 * 1000

type HealthParts = Pick<DeskParts, 'api' | 'redis' | 'clock' | 'group' | 'cases' | 'due' | 'botInfo'> & {
  incidents: Incidents
}

export function createHealth({ api, redis, clock, group, cases, due, botInfo, incidents }: HealthParts): Health {
  let looking: NodeJS.Timeout | undefined

  async function cause(): Promise<GroupTrouble | undefined> {
    const chat = await group.id()
    if (chat === undefined) return 'no-group'
    try {
      return await look(api, chat, botInfo.id)
    } catch (error) {
      const to = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined
      if (to === undefined) return known(error)
      await group.moved(to)
      return cause()
    }
  }

  async function check(): Promise<number | undefined> {
    const found = await cause()
    if (found === 'no-answer') return clock.now() + SOON_MS
    const incident = await incidents.now()
    if (found) await incidents.failed(found, await cases.outboxSize())
    else if (incident && incident.cause !== 'no-answer' && incident.cause !== 'refused') await incidents.over()
    await redis.hset(keys.desk, 'health', found ?? '')
    await redis.zadd(keys.due, 'LT', clock.now(), 'desk:') // the group may have another id now
    return undefined
  }

  async function soon(): Promise<void> {
    await redis.zadd(keys.due, clock.now(), 'health:')
    due.wake()
  }

  return {
    check,
    soon,
    start() {
      // Of the process, not of the queue: a look that was missed while nobody ran is of no use.
      looking = setInterval(() => void soon().catch(() => {}), HOUR_MS).unref()
      return soon()
    },
    stop: () => clearInterval(looking),
    async problems() {
      const found = await redis.hget(keys.desk, 'health')
      const incident = await incidents.now()
      const cause = incident?.cause ?? found
      return cause ? [`the staff group cannot be used: ${cause}`] : []
    },
  }
}

async function look(api: Api, chat: number, bot: number): Promise<GroupTrouble | undefined> {
  const found = await api.getChat(chat)
  if (found.type !== 'supergroup' || !found.is_forum) return 'no-forum'
  const me = await api.getChatMember(chat, bot)
  if (me.status === 'left' || me.status === 'kicked') return 'no-group'
  return me.status === 'administrator' && me.can_manage_topics ? undefined : 'no-rights'
}

function known(error: unknown): GroupTrouble {
  const cause = groupTrouble(error)
  if (!cause) throw error
  return cause
}
