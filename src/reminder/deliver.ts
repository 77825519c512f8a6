/**
 * Brings a person what is due, one message at a time, by day only. What is begun is written down before it is sent: a message
 * whose sending got no answer, or during which the program ended, may stand in the chat, so it is not sent again (decision 11).
 * The message is neutral as a whole; what it is about comes with a tap (decision 13).
 */
import type { Api } from 'grammy'
import { encodeDay } from '../content/days.ts'
import type { Log } from '../context.ts'
import type { Clock } from '../clock.ts'
import type { Language, Languages } from '../language/language.ts'
import type { Turns } from '../store/turns.ts'
import { address, type Button, keyboard } from '../telegram/buttons.ts'
import { neverLeft, trouble } from '../telegram/errors.ts'
import { after, followed, isSame, type Moment, nextLook, nextStep, type Reminders, type Step } from './reminder.ts'
import type { Loaded, ReminderStore } from './store.ts'
import { FLAGS, type Flag } from './flag.ts'

export type DeliverDeps = {
  store: ReminderStore
  languages: Languages
  clock: Clock
  log: Log
  /** For what nobody waits for: its calls take turns. */
  api: Api
  turns: Pick<Turns, 'pause'>
  momentOf(person: string): Moment
}

/** Telegram could not be reached: tried again after this long. */
const RETRY_MS = 60_000

type Begun = { all: Reminders; step: Step }

/** Handles the due entry `remind:<person>`: at most one message. When to come again; undefined: not before something changes. */
export async function lookAfter(deps: DeliverDeps, person: string): Promise<number | undefined> {
  const { store } = deps
  const loaded = await store.load(person)
  const { all } = loaded
  if (!all) return undefined
  const { hushed, language } = await store.consent(all.chat)
  if (hushed) return hush(store, person, loaded)
  const begun = await store.change(person, begin, loaded)
  if (begun && isTold(begun.step) && !(await store.consent(all.chat)).hushed) {
    const spoken = deps.languages.byCode(language ?? '') ?? deps.languages.byCode(all.language)
    const again = await send(deps, person, begun, spoken ?? deps.languages.guess(undefined))
    if (again !== undefined) return again
  }
  return nextLook(begun?.all ?? all, deps.momentOf(person))
}

/** Whoever hid, or asked for silence, is written to again only when they ask for it, even if the session forgets their Hide. */
async function hush(store: ReminderStore, person: string, loaded: Loaded): Promise<undefined> {
  await store.change(
    person,
    // what was changed since may be a new "Write to me again"
    (all) => (all && all === loaded.all && !all.hushed ? { all: { ...all, hushed: true } } : undefined),
    loaded,
  )
}

/** Takes the step that is due out of what is to be done. */
function begin(all: Reminders | undefined, moment: Moment): Begun | undefined {
  const next = all && nextStep(all, moment)
  if (!all || !next || next.at > moment.now) return undefined
  return { all: after(all, next.step, moment), step: next.step }
}

const isTold = ({ kind }: Step) => kind !== 'drop' && kind !== 'unfollow'

/** When to try again, if it is certain that nothing was sent. */
async function send(deps: DeliverDeps, person: string, begun: Begun, language: Language): Promise<number | undefined> {
  const { api, store, log } = deps
  const { chat } = begun.all
  try {
    const sent = await api.sendMessage(chat, language.plain('reminder.notice'), {
      reply_markup: { inline_keyboard: keyboard([[openButton(begun.step, language)]]) },
    })
    await store.noteSent(chat, sent.message_id)
    return undefined
  } catch (error) {
    const cause = trouble(error)
    if (!cause) throw error
    if (cause.kind === 'unreachable') {
      await store.forget(person)
      return undefined
    }
    const again = retryMs(cause.kind === 'too-many' ? cause.retryAfterSeconds : undefined, error)
    if (again === undefined) log.warn({ kind: 'remind', cause: cause.kind }, 'a reminder may not have arrived')
    return again === undefined ? undefined : putBack(deps, person, begun, again, cause.kind === 'too-many')
  }
}

function retryMs(refusedSeconds: number | undefined, error: unknown): number | undefined {
  if (refusedSeconds !== undefined) return refusedSeconds * 1000
  return neverLeft(error) ? RETRY_MS : undefined
}

/** It was not sent, for certain: it is due as before. */
async function putBack(
  { store, turns, clock }: DeliverDeps,
  person: string,
  { step }: Begun,
  waitMs: number,
  refused: boolean,
): Promise<number> {
  const notBefore = clock.now() + waitMs
  if (refused) await turns.pause(waitMs / 1000)
  await store.change(person, (all) => {
    return all && { all: before(all, step), notBefore }
  })
  return notBefore
}

/** With what the step was about as it was. */
function before(all: Reminders, step: Step): Reminders {
  if ('follow' in step) return followed(all, step.follow)
  return { ...all, list: all.list.map((each) => (isSame(step.reminder)(each) ? step.reminder : each)) }
}

function openButton(step: Step, language: Language): Button {
  const label = `✉️ ${language.plain('reminder.button.open')}`
  if ('follow' in step) return { label, to: address(language.tag, 'follow', step.follow.page, 'open') }
  const { rule, base } = step.reminder
  const to = address(language.tag, 'reminders', 'open', rule, encodeDay(base), flagOf(step))
  return { label, to }
}

/** What the screen behind the button is to say besides the day. */
function flagOf(step: Step): Flag {
  if (step.kind === 'changed') return FLAGS[step.how]
  return step.kind === 'remind' && step.late ? 'l' : ''
}
