/** The program as its operator runs it: a process of its own, against a Telegram and a Redis of this test. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Person } from '../src/simulator/person.ts'
import type { Simulator } from '../src/simulator/simulator.ts'
import { newDataKey } from '../src/store/sealed.ts'
import type { BareProgram } from './bare-program.ts'

export type Program = {
  /** What it printed so far. */
  output(): string
  /** Resolves when the output holds `text`; fails when the process ends before. */
  prints(text: string | RegExp): Promise<void>
  /** Ends it as a crash does. */
  kill(): Promise<void>
  /** Asks it to stop, as an operator does; the exit code. */
  stop(): Promise<number | null>
  exit: Promise<number | null>
}

/** Variables without which nothing is inherited from the machine the test runs on. */
const BASE = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

/** Starts `src/main.ts` with this environment and nothing else. */
export function startProgram(environment: Record<string, string>, cwd = process.cwd()): Program {
  return run(spawn(process.execPath, [join(process.cwd(), 'src/main.ts')], { cwd, env: { ...BASE, ...environment } }))
}

/** Starts `bare-program.ts`, in less than half the time. */
export function startBareProgram(program: BareProgram): Program {
  return run(
    spawn(process.execPath, [join(process.cwd(), 'test/bare-program.ts'), JSON.stringify(program)], { env: BASE }),
  )
}

function run(child: ChildProcessWithoutNullStreams): Program {
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    exit,
    output: () => output,
    prints: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (typeof text === 'string' ? output.includes(text) : text.test(output)) {
            listeners.delete(look)
            resolve()
          }
        }
        listeners.add(look)
        look()
        void exit.then((code): void =>
          reject(new Error(`ended with ${code} before it printed ${String(text)}:\n${output}`)),
        )
      }),
    kill: () => end(child, 'SIGKILL', exit).then(() => {}),
    stop: () => end(child, 'SIGTERM', exit),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, exit: Promise<number | null>): Promise<number | null> {
  child.kill(signal)
  return exit
}

export type Place = {
  /** DATA_DIR of its own, with a private Redis in it once the program ran. */
  directory: string
  dataKey: string
  /** Ends the private Redis that a killed program left behind, and removes the directory. */
  clear(): Promise<void>
}

export function place(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'pana-run-'))
  return {
    directory,
    dataKey: newDataKey(),
    async clear() {
      const redis = new Redis({ path: join(directory, 'redis.sock'), lazyConnect: true, retryStrategy: () => null })
      redis.on('error', () => {})
      await redis.connect().catch(() => {})
      await redis.call('SHUTDOWN', 'NOSAVE').catch(() => {})
      redis.disconnect()
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Resolves when `happened` says so; asks again whenever `signal` fires. Fails after `ms`. */
export function until(
  happened: () => boolean,
  onChange: (look: () => void) => () => void,
  ms: number,
  what: () => string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error(`not within ${ms} ms: ${what()}`))), ms)
    const off = onChange(() => happened() && finish(resolve))
    function finish(then: () => void): void {
      clearTimeout(timer)
      off()
      then()
    }
    if (happened()) finish(resolve)
  })
}

/** Resolves when the bot has written to somebody for the first time. Fails after `ms`. */
export function untilAnswered(person: Person, telegram: Simulator, ms = 20_000): Promise<void> {
  return until(
    () => person.lastFromBot() !== undefined,
    telegram.onEvent,
    ms,
    () => 'an answer',
  )
}
