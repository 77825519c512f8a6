/** grammY's session on the inbox: read with the claim of an update, written with its completion, without a trip of its own. */
import type { StorageAdapter } from 'grammy'
import { z } from 'zod'
import type { Effects } from './effects.ts'
import type { Turn } from './inbox.ts'

/** What is remembered about a person between updates. Each field is stored and parsed on its own. */
export const Session = z.object({
  /** Folder name in `locales/`, once chosen. */
  language: z.string().optional(),
  /** /stop: nothing is sent that was not asked for. */
  quiet: z.boolean().optional(),
  /** The newest message of ours: Hide empties it even when it is too old to be deleted. */
  screen: z.number().optional(),
  /** The album that was answered last, so that its other parts are not answered again. */
  album: z.string().optional(),
  /** Hide was pressed and nothing of the team was asked for since: the bot gives information, and mentions nothing else. */
  covered: z.boolean().optional(),
  /**
   * The update with which the person asked for silence (Hide, /stop): no reminder comes. An id, so that each Hide is written even
   * if nothing seems to change by it; taken away by `reminder/store.ts` only, when they ask to be written to.
   */
  hushed: z.number().optional(),
  /** When this person sent new reports in the last hour (ms). */
  sends: z.array(z.number()).optional(),
  /** What the next message answers (`report/phone/asked.ts`, `directory/asked-town.ts`): a code word, a code from another phone, a town. */
  asked: z.string().optional(),
})
export type Session = z.infer<typeof Session>

export type Loaded = { turn: Turn | undefined; effects: Effects }

/**
 * A storage whose key is an update id: `handlingOf` finds what the inbox loaded for it. Unreadable fields are dropped,
 * so a session written by another version never stops anybody.
 */
export function sessionStorage(handlingOf: (updateId: number) => Loaded | undefined): StorageAdapter<Session> {
  return {
    read: (key) => parse(handlingOf(Number(key))?.turn?.session),
    write(key, session) {
      const handling = handlingOf(Number(key))
      if (handling) handling.effects.session = changes(handling.turn?.session ?? {}, session)
    },
    delete(key) {
      const handling = handlingOf(Number(key))
      if (handling) handling.effects.session = changes(handling.turn?.session ?? {}, {})
    },
  }
}

function parse(stored: Record<string, string> | undefined): Session | undefined {
  if (!stored) return undefined
  const fields = Object.entries(stored).flatMap(([name, json]) => {
    const schema = (Session.shape as Record<string, z.ZodType>)[name]
    const value = schema?.safeParse(fromJson(json))
    return value?.success ? [[name, value.data]] : []
  })
  return Object.fromEntries(fields) as Session
}

function changes(before: Record<string, string>, after: Session): Record<string, string | null> {
  const now = new Map(Object.entries(after).map(([name, value]) => [name, JSON.stringify(value)]))
  const set = [...now].filter(([name, json]) => json !== undefined && before[name] !== json)
  const unset = Object.keys(before).filter((name) => now.get(name) === undefined)
  return Object.fromEntries([...set, ...unset.map((name) => [name, null])]) as Record<string, string | null>
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
