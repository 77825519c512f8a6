/** The demo: a local Telegram with a few people and a staff group, on the address of the page. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createPageRoutes } from './page-api.ts'
import type { ContentProblem } from './page-state.ts'
import type { RedisSwitch } from './page-trouble.ts'
import { createSimulator, type Simulator } from './simulator.ts'

export type Demo = {
  token: string
  /** The Bot API, the page, and what the page asks for. */
  route(request: IncomingMessage, response: ServerResponse): boolean
  stop(): void
  /** Lists in the page's panel what is wrong with the content. */
  showProblems(problems: ContentProblem[]): void
  staffChatId: number
  adminIds: number[]
  /** Who works at the desk from the start; others are invited. */
  staff: { id: number; name: string; roles: ('staff' | 'lead' | 'organizer' | 'editor')[]; language: string }[]
}

/** Starts an empty Telegram. `redis` is there when the bot's Redis is its own, and the page may stop and start it. */
export function startDemo({ redis }: { redis: RedisSwitch | undefined }): Demo {
  const simulator = createSimulator({ bot: { first_name: 'Pana', username: 'pana_demo_bot' } })
  const { roles, staffChatId, adminIds, staff } = populate(simulator)
  const page = createPageRoutes({ simulator, redis, roles })
  return {
    token: simulator.token,
    route: (request, response) => simulator.handle(request, response) || page.route(request, response),
    stop() {
      page.stop()
      simulator.close()
    },
    showProblems: page.showProblems,
    staffChatId,
    adminIds,
    staff,
  }
}

type Populated = Pick<Demo, 'staffChatId' | 'adminIds' | 'staff'> & { roles: Map<number, string> }

function populate(simulator: Simulator): Populated {
  const roles = new Map<number, string>()
  const add = (first_name: string, language_code: string, role: string) => {
    const person = simulator.person({ first_name, language_code })
    roles.set(person.user.id, role)
    return person
  }
  add('Dilnoza', 'uz', 'migrant')
  add('Rustam', 'tg', 'migrant')
  const aigerim = add('Aigerim', 'kk', 'staff, admin')
  const sergey = add('Sergey', 'ru', 'staff')
  const madina = add('Madina', 'ru', 'organizer')
  const asel = add('Asel', 'ru', 'editor')
  const desk = simulator.group({ title: 'Pana desk', forum: true, admins: [aigerim, sergey] })
  for (const person of [aigerim, sergey, madina, asel]) person.starts()
  const staff: Demo['staff'] = [
    { id: aigerim.user.id, name: 'Aigerim', roles: ['staff', 'lead'], language: 'kk' },
    { id: sergey.user.id, name: 'Sergey', roles: ['staff'], language: 'ru' },
    { id: madina.user.id, name: 'Madina', roles: ['organizer'], language: 'ru' },
    { id: asel.user.id, name: 'Asel', roles: ['editor'], language: 'ru' },
  ]
  return { roles, staffChatId: desk.id, adminIds: [aigerim.user.id], staff }
}
