/** The page of a simulator, and the people in it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Group } from '../../src/simulator/group.ts'
import { createPageRoutes, type PageOptions, type PageRoutes } from '../../src/simulator/page-api.ts'
import type { Person } from '../../src/simulator/person.ts'
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts'

export type Town = {
  simulator: Simulator
  url: string
  dilnoza: Person
  rustam: Person
  aigerim: Person
  desk: Group
  showProblems: PageRoutes['showProblems']
  /** Cuts every connection to the page; the server stays. */
  cut(): void
  close(): Promise<void>
}

/** Two migrants, one of the staff with her group, and the page on a free port. */
export async function startTown(redis?: PageOptions['redis']): Promise<Town> {
  const simulator = createSimulator({ limits: 'off' })
  const dilnoza = simulator.person({ first_name: 'Dilnoza', language_code: 'uz' })
  const rustam = simulator.person({ first_name: 'Rustam', language_code: 'tg' })
  const aigerim = simulator.person({ first_name: 'Aigerim', language_code: 'kk' })
  const desk = simulator.group({ title: 'Desk', forum: true, admins: [aigerim] })
  const page = createPageRoutes({ simulator, redis, roles: new Map([[dilnoza.user.id, 'migrant']]) })
  const server = createServer((request, response) => {
    if (!simulator.handle(request, response) && !page.route(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    simulator,
    url: `http://127.0.0.1:${port}`,
    dilnoza,
    rustam,
    aigerim,
    desk,
    showProblems: page.showProblems,
    cut: () => server.closeAllConnections(),
    close: async () => {
      page.stop()
      simulator.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
