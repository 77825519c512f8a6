/** An app at work: what it does besides answering is begun and stopped here. In the demo one takes over from another (`Stage`). */
import type { Update } from '@grammyjs/types'
import type { Redis } from 'ioredis'
import type { App } from './app.ts'
import type { Content } from './content/load.ts'
import type { Log } from './context.ts'
import { untilConnected } from './store/connection.ts'
import { introduce } from './telegram/introduce.ts'

export type Running = {
  app: App
  begin(): Promise<void>
  /** What is in hand is finished, for at most `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** What another replica changed of the directory is seen after so long, at most. */
const DIRECTORY_MS = 5000
const TIDY_MS = 3_600_000

/** An app that has not begun yet. */
export function createRunning(app: App, content: Content, log: Log): Running {
  const { bot, desk, directory, due, languages, receiver, reminders } = app
  const timers: NodeJS.Timeout[] = []
  const tidy = () => void directory.tidy().catch(() => log.warn({ kind: 'directory' }, 'old corrections stay for now'))
  const every = (milliseconds: number, task: () => void) => void timers.push(setInterval(task, milliseconds).unref())
  const orWarn = (task: Promise<void>, kind: string, message: string) =>
    void task.catch(() => log.warn({ kind }, message))
  return {
    app,
    async begin() {
      await directory.refresh()
      every(DIRECTORY_MS, () => void directory.refresh())
      every(TIDY_MS, tidy)
      tidy()
      receiver.start()
      due.start()
      orWarn(reminders.begin(), 'remind', 'reminders are compared with the rules tomorrow only')
      orWarn(introduce(bot.api, languages, content), 'commands', 'the command lists were not updated')
      orWarn(desk.introduce(), 'commands', 'the staff group has no command list')
    },
    async stop(graceMs) {
      for (const timer of timers) clearInterval(timer)
      desk.stop()
      await receiver.stop(graceMs)
      await due.stop(graceMs)
    },
  }
}

/** Where the app at work stands; another may take its place, and updates wait meanwhile. */
export type Stage = {
  app(): App
  receive(update: Update): Promise<void>
  replyTo: App['replyTo']
  /** `next` begins as soon as the one before has finished what it had in hand. */
  change(next: Running): Promise<void>
  stop(graceMs: number): Promise<void>
}

/** Begins `first`. */
export async function createStage(first: Running, graceMs: number): Promise<Stage> {
  let running = first
  let ready = first.begin()
  await ready

  async function takeOver(next: Running): Promise<void> {
    await running.stop(graceMs)
    running = next
    await next.begin()
  }
  return {
    app: () => running.app,
    async receive(update) {
      await ready.catch(() => {})
      await running.app.receiver.receive(update)
    },
    replyTo: (update) => running.app.replyTo(update),
    change: (next) => (ready = takeOver(next)),
    async stop(milliseconds) {
      await ready.catch(() => {})
      await running.stop(milliseconds)
    },
  }
}

export type RenewalDeps = { redis: Redis; stage: Stage; createWork(content: Content, store: Redis): Running }

/**
 * Goes on with other content, as after a restart: a new app on the same store, since an app puts together what it says once. It has
 * a connection of its own, closed when the next one comes: nothing then holds on to it, and its memory is free.
 */
export function renewal({ redis, stage, createWork }: RenewalDeps): (content: Content) => Promise<void> {
  let before: Redis | undefined
  return async (content) => {
    const store = redis.duplicate()
    store.on('error', () => {}) // as in store/connection.ts
    await untilConnected(store, () => {})
    await stage.change(createWork(content, store))
    before?.disconnect()
    before = store
  }
}
