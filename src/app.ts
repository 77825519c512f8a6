/** The program without its rim: store, bot and receiver put together, for `main.ts` and for the tests alike. */
import type { Update, UserFromGetMe } from '@grammyjs/types'
import { Api, type ApiClientOptions, type Bot, Context } from 'grammy'
import type { Redis } from 'ioredis'
import { createBot } from './bot.ts'
import { calendar } from './calendar.ts'
import type { Clock } from './clock.ts'
import type { Ctx, Log } from './context.ts'
import { type Cases, createCases } from './case/cases.ts'
import type { Content } from './content/load.ts'
import { nextMoment } from './desk/clock/moments.ts'
import { outboxOrder } from './desk/delivery/delivery.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import { whenToMark } from './desk/relay/reactions.ts'
import { createDirectory, type DirectoryFeature } from './directory/directory.ts'
import type { Point } from './directory/distance.ts'
import { whereaboutsOf } from './directory/near/whereabouts.ts'
import { createFind } from './find/find.ts'
import { createToldText } from './guide/tell.ts'
import { createLanguages, type Language, type Languages } from './language/language.ts'
import { pageScreen } from './menu/view.ts'
import { createIdle } from './privacy/idle.ts'
import { createReminders, type ReminderFeature } from './reminder/reminders.ts'
import { createPhone, whenToTell } from './report/phone.ts'
import { createReport } from './report/report.ts'
import { createDue, type Due } from './store/due.ts'
import type { Effects } from './store/effects.ts'
import { createInbox, type Turn } from './store/inbox.ts'
import type { Pace } from './store/pace.ts'
import { createSeal } from './store/sealed.ts'
import { createTurns } from './store/turns.ts'
import { described } from './telegram/boundary.ts'
import { counting } from './telegram/counting.ts'
import { downloader } from './telegram/files.ts'
import { HOME, nearButton } from './telegram/frame.ts'
import { createHandlings } from './telegram/handlings.ts'
import { changesNothing, goesAhead, saysSomething } from './telegram/precedence.ts'
import { createReceiver, type Receiver } from './telegram/receive.ts'

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
  /** Messages a second that go out in all; default: what Telegram allows everybody. */
  perSecond?: number
  log: Log
  /** See `store/inbox.ts`; tests do not wait. */
  gatherMs?: number
  /** Told of each handled update and how long it took, in seconds. */
  onHandled?(kind: string, seconds: number): void
}

export type App = {
  bot: Bot<Ctx>
  /** For calls that answer nobody: the desk, the phones of people with a case. */
  background: Api
  /** For what nobody waits for; takes turns of the shared limit. */
  bulk: Api
  desk: Desk
  cases: Cases
  due: Due
  reminders: ReminderFeature
  directory: DirectoryFeature
  receiver: Receiver
  languages: Languages
  /** For the webhook: the answer to a tap, given with the response unless its handler has something to say. */
  replyTo(update: Update): { method: 'answerCallbackQuery'; callback_query_id: string } | undefined
}

export function createApp(deps: AppDeps): App {
  const { token, botInfo, client, clock, timeZone, dataKey, log, redis } = deps
  const content = { ...deps.content } // its own: `directory` is kept as it is now
  const languages = createLanguages(content)
  const inbox = createInbox(redis, createSeal(dataKey, 'inbox'), clock, {
    ...(deps.gatherMs !== undefined && { gatherMs: deps.gatherMs }),
  })
  const today = calendar(clock, timeZone)
  const background = new Api(token, client)
  const bulk = new Api(token, client)
  const turns = createTurns(redis, clock, deps.perSecond)
  background.config.use(counting(turns.answered))
  const due = createDue({ redis, clock, log, turns })
  const cases = createCases({
    redis,
    clock,
    dataKey,
    schedule: (each, now) => ({
      outbox: outboxOrder(each),
      tell: whenToTell(each, now, timeZone),
      clock: nextMoment(each, content.desk),
      mark: whenToMark(each, now, timeZone),
    }),
    onChange: due.wake,
  })
  const shared = { cases, content, languages, clock, log, timeZone, api: background }
  const desk = createDesk({
    ...shared,
    botInfo,
    redis,
    dataKey,
    staffChatId: deps.staffChatId,
    adminIds: deps.adminIds,
    due,
    ...(deps.pace && { pace: deps.pace }),
    download: downloader(background, token, client),
    toldText: createToldText({ content, languages }),
    pageText: (language, id) =>
      Object.hasOwn(content.menu.pages, id) ? pageScreen({ content, language, id, day: today() }).text : undefined,
  })
  const find = createFind(content)
  const reportDeps = {
    ...shared,
    seal: createSeal(dataKey, 'drafts'),
    onDuty: (language: string) => desk.duty.onDuty(clock.now(), language),
    direct: desk.direct,
    suggest: find.beside,
    near: (language: Language, place: Point) => nearButton(language, whereaboutsOf(place)),
  }
  const report = createReport(reportDeps)
  const home = (language: Language) => pageScreen({ content, language, id: HOME, day: today() })
  const phone = createPhone({ ...reportDeps, redis, home, erase: desk.erase, alarm: desk.alarm })
  due.on('tell', (number) => phone.lookAfter(Number(number)))
  const idle = createIdle({ redis, clock, api: background, content, languages })
  due.on('idle', idle.close)
  const directory = createDirectory({
    ...shared,
    today,
    redis,
    dataKey,
    due,
    botInfo,
    editors: desk.editors,
    isSign: phone.isSign,
  })
  const reminders = createReminders({
    content,
    languages,
    redis,
    clock,
    log,
    dataKey,
    timeZone,
    today,
    due,
    turns,
    api: bulk,
  })
  const handlings = createHandlings(clock)
  const bot = createBot({
    token,
    botInfo,
    client,
    content,
    languages,
    log,
    clock,
    today,
    handlingOf: handlings.of,
    inbox,
    redis,
    idle,
    find,
    report,
    phone,
    desk,
    directory,
    reminders,
  })
  bot.api.config.use(counting(turns.answered))

  const answer = bot.middleware()

  async function handle(update: Update, turn: Turn | undefined): Promise<Effects | undefined> {
    const handling = handlings.begin(update, turn)
    const begun = performance.now()
    try {
      // as bot.handleUpdate does, but with the one Api of the bot: making another for each update is a tenth of its cost
      await answer(new Context(update, bot.api, botInfo) as Ctx, async () => {})
    } catch (error) {
      log.error({ update: update.update_id, ...described(error) }, 'an update was not handled')
    } finally {
      handlings.end(update)
      deps.onHandled?.(kindOf(update), (performance.now() - begun) / 1000)
    }
    return handling.untold ? undefined : handling.effects
  }

  function replyTo(update: Update) {
    const tap = update.callback_query
    if (!tap || saysSomething(tap.data)) return undefined
    handlings.tapAnswered(update)
    return { method: 'answerCallbackQuery', callback_query_id: tap.id } as const
  }
  return {
    bot,
    background,
    bulk,
    desk,
    cases,
    due,
    reminders,
    directory,
    languages,
    replyTo,
    receiver: createReceiver({ inbox, handle, goesAhead, changesNothing, log }),
  }
}

/** `message`, `callback_query` …: the one field of an update beside its id. */
function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown'
}
