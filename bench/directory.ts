/** 5,000 organizations, a thousand random people: what a search costs, a tap, a change; what all of it weighs. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { DirectoryReading } from './bots/directory.ts'
import { quantile, verdict } from './verdict.ts'

/** A search in process; everything of 5,000 entries but their words. */
const SEARCH_MS = 5
const MEMORY_MB = 30

export async function directory({ socket }: { socket: string }): Promise<boolean[]> {
  console.log('\nThe directory, 5,000 organizations, 1,000 random people (p50 / p99)')
  const reading = await measured(socket)
  const { memory, refreshMs, currentMs, compared } = reading
  for (const [name, { whole, blocked }] of Object.entries(refreshMs))
    console.log(`  refresh, ${name} changed: ${whole.toFixed(1)} ms, nothing else runs for ${blocked.toFixed(1)} ms`)
  console.log(
    `  the directory as it is now: ${currentMs.first.toFixed(1)} ms, again ${currentMs.again.toFixed(1)} ms; its index ${reading.indexMs.toFixed(1)} ms`,
  )
  console.log(
    `  words in all languages: ${memory.words.toFixed(1)} MB; what is known besides: ${memory.records.toFixed(1)} MB`,
  )
  for (const [name, times] of Object.entries({
    search: reading.searchMs,
    'who matters': reading.whoMattersMs,
    screen: reading.screenMs,
    'press of next': reading.nextMs,
  }))
    console.log(`  ${name}: ${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`)
  return [
    verdict('p99 of a search, ms', quantile(reading.searchMs, 0.99), SEARCH_MS),
    verdict('entries, index, finder of towns, MB', memory.entries, MEMORY_MB),
    verdict(`lists unlike those made the long way, of ${compared.people}`, compared.different, 0),
  ]
}

async function measured(socket: string): Promise<DirectoryReading> {
  const child = fork(new URL('bots/directory.ts', import.meta.url), {
    execArgv: ['--expose-gc', ...(process.env['BENCH_FLAGS']?.split(' ') ?? ['--max-semi-space-size=16'])],
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', BENCH_REDIS: socket, ENTRIES: process.env['ENTRIES'] ?? '5000' },
  })
  const [reading] = (await Promise.race([once(child, 'message'), failed(child)])) as [DirectoryReading]
  return reading
}

async function failed(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number]
  throw new Error(`Expected a reading of the directory, the process ended with ${code}`)
}
