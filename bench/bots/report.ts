/** What a bot under measurement tells the benchmark: its port; on request, its CPU time and memory. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Reading = { cpuMs: number; heapMb: number; rssMb: number }

/** `remind`: makes so many reminders fall due. */
export function report(server: Server | { url: string }, remind?: (count: number) => Promise<void>): void {
  const port = 'url' in server ? Number(new URL(server.url).port) : (server.address() as AddressInfo).port
  process.on('message', (asked) => {
    if (asked === 'end') process.exit()
    const count = /^remind (\d+)$/.exec(String(asked))?.[1]
    if (count !== undefined) {
      void remind?.(Number(count)).then(() => process.send?.(reading()))
      return
    }
    if (asked === 'collect') for (let round = 0; round < 3; round += 1) globalThis.gc?.() // node --expose-gc
    process.send?.(reading())
  })
  process.send?.({ port })
}

function reading(): Reading {
  const { user, system } = process.cpuUsage()
  const { heapUsed, rss } = process.memoryUsage()
  return { cpuMs: (user + system) / 1000, heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 }
}
