/** The program without its rim: store, bot and receiver put together, for `main.ts` and for the tests alike. */
import type { Update, UserFromGetMe } from '@grammyjs/types'
import { Api, type ApiClientOptions, type Bot, Context } from 'grammy'
import type { Redis } from 'ioredis'
import { createBot } from './bot.ts'
import { type Cases, createCases } from './case/cases.ts'
import type { Clock } from './clock.ts'
import type { Content } from './content/load.ts'
import type { Ctx, Handling, Log } from './context.ts'
import { outboxOrder } from './desk/delivery/delivery.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import { nextMoment } from './desk/clock/moments.ts'
import { whenToMark } from './desk/relay/reactions.ts'
import { createLanguages, type Language, type Languages } from './language/language.ts'
import { pageScreen } from './menu/view.ts'
import { createPhone, whenToTell } from './report/phone.ts'
import { createReport } from './report/report.ts'
import { createDue, type Due } from './store/due.ts'
import type { Pace } from './store/pace.ts'
import { createInbox, type Effects, type Turn } from './store/inbox.ts'
import { described } from './telegram/boundary.ts'
import { createSeal } from './store/sealed.ts'
import { downloader } from './telegram/files.ts'
import { readAddress } from './telegram/buttons.ts'
import { HOME } from './telegram/frame.ts'
import { chatOf, createReceiver, type Receiver } from './telegram/receive.ts'

export type AppDeps = {
  token: string
  botInfo: UserFromGetMe
  client: ApiClientOptions
  redis: Redis
  content: Content
  clock: Clock
  timeZone: string
  /** 32 bytes, base64: seals what the store holds. */
  dataKey: string
  staffChatId: number | undefined
  adminIds: number[]
  /** How fast the staff group may be written to; default: as Telegram allows. */
  pace?: Pace
  log: Log
  /** See `store/inbox.ts`; tests do not wait. */
  gatherMs?: number
  /** Told of each handled update and how long it took, in seconds. */
  onHandled?(kind: string, seconds: number): void
}

/** How long after a Hide something asked before it may still be on its way. */
const HIDDEN_MS = 60_000
const MAX_HIDES = 10_000

export type App = {
  bot: Bot<Ctx>
  /** For calls that answer nobody: the desk, the phones of people with a case. */
  background: Api
  desk: Desk
  cases: Cases
  due: Due
  receiver: Receiver
  languages: Languages
  /** For the webhook: the answer to a tap, given with the response unless its handler has something to say. */
  replyTo(update: Update): { method: 'answerCallbackQuery'; callback_query_id: string } | undefined
}

export function createApp(deps: AppDeps): App {
  const { token, botInfo, client, content, log, redis } = deps
  const languages = createLanguages(content)
  const inbox = createInbox(redis, createSeal(deps.dataKey, 'inbox'), deps.clock, {
    ...(deps.gatherMs !== undefined && { gatherMs: deps.gatherMs }),
  })
  const today = calendar(deps.clock, deps.timeZone)
  const background = new Api(token, client)
  const due = createDue({ redis, clock: deps.clock, log })
  const cases = createCases({
    redis,
    clock: deps.clock,
    dataKey: deps.dataKey,
    schedule: (each, now) => ({
      outbox: outboxOrder(each),
      tell: whenToTell(each, now, deps.timeZone),
      clock: nextMoment(each, content.desk),
      mark: whenToMark(each, now, deps.timeZone),
    }),
    onChange: due.wake,
  })
  const { clock, timeZone } = deps
  const shared = { cases, content, languages, clock, log, timeZone, api: background }
  const desk = createDesk({
    ...shared,
    botInfo,
    redis,
    dataKey: deps.dataKey,
    staffChatId: deps.staffChatId,
    adminIds: deps.adminIds,
    due,
    ...(deps.pace && { pace: deps.pace }),
    download: downloader(background, token, client),
    pageText: (language, id) =>
      Object.hasOwn(content.menu.pages, id) ? pageScreen({ content, language, id, day: today() }).text : undefined,
  })
  const reportDeps = {
    ...shared,
    seal: createSeal(deps.dataKey, 'drafts'),
    onDuty: (language: string) => desk.duty.onDuty(clock.now(), language),
    direct: desk.direct,
  }
  const report = createReport(reportDeps)
  const home = (language: Language) => pageScreen({ content, language, id: HOME, day: today() })
  const phone = createPhone({ ...reportDeps, redis, home, erase: desk.erase, alarm: desk.alarm })
  due.on('tell', (number) => phone.lookAfter(Number(number)))
  const inHand = new Map<number, Handling>()
  const answeredTaps = new WeakSet<Update>()
  const bot = createBot({
    token,
    botInfo,
    client,
    content,
    languages,
    log,
    clock: deps.clock,
    today,
    handlingOf: (updateId) => inHand.get(updateId),
    inbox,
    report,
    phone,
    desk,
  })

  const answer = bot.middleware()

  /** The last Hide of a chat here: nothing that was asked before it may appear after it. */
  const hides = new Map<string, { updateId: number; at: number }>()

  async function handle(update: Update, turn: Turn | undefined): Promise<Effects | undefined> {
    const chat = chatOf(update)
    if (isHide(update)) remember(hides, chat, { updateId: update.update_id, at: deps.clock.now() })
    const handling: Handling = {
      turn,
      effects: { session: {}, trail: [], counts: [] },
      tapAnswered: answeredTaps.has(update),
      untold: false,
      pause: (milliseconds) => new Promise((resume) => deps.clock.after(milliseconds, resume)),
      isHidden() {
        const hide = hides.get(chat)
        return hide !== undefined && update.update_id < hide.updateId && deps.clock.now() - hide.at < HIDDEN_MS
      },
    }
    const begun = performance.now()
    inHand.set(update.update_id, handling)
    try {
      // as bot.handleUpdate does, but with the one Api of the bot: making another for each update is a tenth of its cost
      await answer(new Context(update, bot.api, botInfo) as Ctx, async () => {})
    } catch (error) {
      log.error({ update: update.update_id, ...described(error) }, 'an update was not handled')
    } finally {
      inHand.delete(update.update_id)
      deps.onHandled?.(kindOf(update), (performance.now() - begun) / 1000)
    }
    return handling.untold ? undefined : handling.effects
  }

  function replyTo(update: Update) {
    const tap = update.callback_query
    if (!tap || saysSomething(tap.data)) return undefined
    answeredTaps.add(update)
    return { method: 'answerCallbackQuery', callback_query_id: tap.id } as const
  }
  return {
    bot,
    background,
    desk,
    cases,
    due,
    languages,
    replyTo,
    receiver: createReceiver({ inbox, handle, goesAhead, changesNothing, log }),
  }
}

/** Taps that only show something: their address and the language in it say all that is needed. */
export function changesNothing(update: Update): boolean {
  const tapped = update.callback_query?.data
  return tapped !== undefined && ['page', 'sources', 'ask'].includes(readAddress(tapped)?.verb ?? '')
}

/** Verbs that never answer with a notice: their spinner may go before they are handled. */
const SILENT: ReadonlySet<string> = new Set(['page', 'sources', 'ask', 'sos', 'hide', 'languages', 'speak'])

/** Taps that may be answered with a notice of their own. */
function saysSomething(data: string | undefined): boolean {
  const address = readAddress(data ?? '')
  return address !== undefined && !SILENT.has(address.verb)
}

/** What waits for nothing else of the same person: SOS and Hide in lanes of their own, /start and /stop in another. */
export function goesAhead(update: Update): 'sos' | 'hide' | 'ahead' | undefined {
  const word = verbOf(update)
  if (word === 'sos' || word === 'hide') return word
  return word === 'start' || word === 'stop' ? 'ahead' : undefined
}

function isHide(update: Update): boolean {
  return verbOf(update) === 'hide'
}

/** The verb of a tapped button, or a command without its slash. */
function verbOf({ callback_query, message }: Update): string | undefined {
  if (callback_query) return readAddress(callback_query.data ?? '')?.verb
  return /^\/([a-z]+)(@\w+)?(\s|$)/i.exec(message?.text ?? '')?.[1]?.toLowerCase()
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MAX_HIDES) map.clear()
  map.set(key, value)
}

/** Today's date in `timeZone`, YYYY-MM-DD, computed once a minute at most. */
function calendar(clock: Clock, timeZone: string): () => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  let minute = -1
  let day = ''
  return () => {
    const now = Math.floor(clock.now() / 60_000)
    if (now !== minute) {
      minute = now
      day = format.format(clock.now())
    }
    return day
  }
}

function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown'
}
