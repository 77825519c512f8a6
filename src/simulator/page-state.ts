/** All that a page needs to draw itself from nothing. */
import type { SimulatorEvent } from './events.ts'
import { profileFor } from './page-profile.ts'
import type { Troubles } from './page-trouble.ts'
import { chatViews, groupView } from './page-view.ts'
import type { Person } from './person.ts'
import type { Simulator } from './simulator.ts'

export type CallView = { at: number; method: string; ok: boolean; error_code?: number; description?: string }
/** Something that is wrong with what the bot says: where, and what to do. */
export type ContentProblem = { level: 'error' | 'warning'; file: string; line?: number; message: string }
export type PageState = {
  now(): object
  showProblems(problems: ContentProblem[]): void
  close(): void
}
type Parts = { simulator: Simulator; troubles: Troubles; roles: ReadonlyMap<number, string> }

const KEPT_CALLS = 100

/** Follows what the simulator does not keep: the last calls, and who has blocked the bot. */
export function createPageState({ simulator, troubles, roles }: Parts): PageState {
  const calls: CallView[] = []
  let content: { at: number; problems: ContentProblem[] } | undefined
  const blocked = new Set<number>()
  const close = simulator.onEvent((event) => {
    if (event.kind === 'call' && !isNoise(event.method)) noteCall(calls, event, simulator.clock.now())
    if (event.kind === 'member' && event.status === 'kicked') blocked.add(event.chat_id)
    if (event.kind === 'member' && event.status === 'member') blocked.delete(event.chat_id)
  })
  const personView = (person: Person) => ({
    id: person.user.id,
    name: [person.user.first_name, person.user.last_name].filter(Boolean).join(' '),
    language: person.user.language_code ?? '',
    role: roles.get(person.user.id) ?? '',
    blocked: blocked.has(person.chatWithBot),
    keyboard: person.keyboard(),
    ...profileFor(simulator.settings, person.user),
  })

  return {
    close,
    showProblems: (problems) => void (content = { at: Date.now(), problems }),
    now: () => ({
      bot: { id: simulator.bot.id, name: simulator.bot.first_name, username: simulator.bot.username },
      people: simulator.people().map(personView),
      groups: simulator.groups().map(groupView),
      chats: chatViews(simulator),
      troubles: troubles.now(),
      calls,
      content,
    }),
  }
}

/** Calls that say nothing about what the bot does: the wait for news. */
export function isNoise(method: string): boolean {
  return method.toLowerCase() === 'getupdates'
}

function noteCall(calls: CallView[], event: Extract<SimulatorEvent, { kind: 'call' }>, at: number): void {
  const { kind: _, ...call } = event
  calls.push({ at, ...call })
  if (calls.length > KEPT_CALLS) calls.shift()
}
