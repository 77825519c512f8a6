/** A bot under measurement, in a process of its own, and somebody who taps in it. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Pool } from 'undici'
import type { Reading } from './bots/report.ts'
import type { Target } from './telegram.ts'

export type Subject = {
  /** `count` taps at `perSecond` by `people` in turn; milliseconds from the tap to the new screen, and to the whole answer. */
  taps(count: number, perSecond: number, people: number): Promise<{ screenMs: number[]; doneMs: number[] }>
  /** CPU time so far; with `collect`, memory after a full collection. */
  reading(asked?: 'collect'): Promise<Reading>
  /** So many reminders fall due now; resolves when they are in the store. */
  remind(count: number): Promise<void>
  end(): void
}

export type SubjectOptions = {
  bot: 'bare' | 'pana'
  target: Target
  environment: Record<string, string>
}

let lastTap = 1_000_000

export async function startSubject({ bot, target, environment }: SubjectOptions): Promise<Subject> {
  const child = fork(new URL(`bots/${bot}.ts`, import.meta.url), {
    execArgv: [
      ...(process.env['BENCH_PROFILE'] ? ['--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']] : []),
      '--expose-gc',
      ...(process.env['BENCH_FLAGS']?.split(' ') ?? ['--max-semi-space-size=16']),
    ],
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', BENCH_API: target.url, ...environment },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 40 })
  return {
    taps: (count, perSecond, people) => tapping({ pool, target, count, perSecond, people }),
    reading: (asked) => ask(child, asked ?? 'reading'),
    remind: async (count) => void (await ask(child, `remind ${count}`)),
    end: () => {
      child.send('end')
      void pool.close()
    },
  }
}

async function ask(child: ChildProcess, asked: string): Promise<Reading> {
  child.send(asked)
  const [reading] = (await once(child, 'message')) as [Reading]
  return reading
}

type Tapping = { pool: Pool; target: Target; count: number; perSecond: number; people: number }

const ADDRESSES = ['en:page:stay', 'en:page:how-long', 'en:page:work', 'en:page:not-paid', 'en:page:home']

async function tapping(tapping: Tapping) {
  const { target, count, perSecond, people } = tapping
  const begun = new Map<string, number>()
  const screenMs: number[] = []
  const doneMs: number[] = []
  let pending = count * 2
  let finished: () => void = () => {}
  const all = new Promise<void>((resolve) => (finished = resolve))
  const seen = new Map<string, number>()
  target.onCall((method, id) => {
    const at = begun.get(id)
    if (at === undefined) return
    const ms = performance.now() - at
    if (method === 'editMessageText') screenMs.push(ms)
    const calls = (seen.get(id) ?? 0) + 1
    seen.set(id, calls)
    if (calls === 2) {
      doneMs.push(ms)
      begun.delete(id)
      seen.delete(id)
    }
    if ((pending -= 1) === 0) finished()
  })
  const start = performance.now()
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await new Promise((resume) => setTimeout(resume, early))
    const id = String((lastTap += 1))
    begun.set(id, performance.now())
    void send(tapping, id, index % people)
  }
  await all
  return { screenMs, doneMs }
}

async function send({ pool, target }: Tapping, id: string, person: number): Promise<void> {
  const user = { id: 500_000_000 + person, is_bot: false, first_name: 'Amina', language_code: 'en' }
  const message = {
    message_id: Number(id),
    date: 1,
    text: 'Menu',
    chat: { id: user.id, type: 'private', first_name: 'Amina' },
    from: { id: 1, is_bot: true, first_name: 'Pana' },
  }
  const data = ADDRESSES[Number(id) % ADDRESSES.length]
  const update = { update_id: Number(id), callback_query: { id, from: user, chat_instance: '1', data, message } }
  const { body } = await pool.request({
    path: '/',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'a-secret-of-the-benchmark' },
    body: JSON.stringify(update),
  })
  const answer = await body.text()
  if (answer.includes('answerCallbackQuery')) target.tell('answerCallbackQuery', id) // carried out with the response
}
