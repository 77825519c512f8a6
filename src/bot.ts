/** The bot: the order in which an update passes through the house. */
import type { UserFromGetMe } from '@grammyjs/types'
import { type ApiClientOptions, Bot, session } from 'grammy'
import { arrival, phoneScreen } from './arrival/arrival.ts'
import { createCards } from './card/cards.ts'
import type { Clock } from './clock.ts'
import type { Content } from './content/load.ts'
import type { Redis } from 'ioredis'
import type { Ctx, Handling, Log } from './context.ts'
import type { DirectoryFeature } from './directory/directory.ts'
import type { Find } from './find/find.ts'
import type { Language, Languages } from './language/language.ts'
import { counted } from './guide/count.ts'
import { createGuides } from './guide/guide.ts'
import { createTell } from './guide/tell.ts'
import { languagePicker } from './language/picker.ts'
import { createMenu } from './menu/menu.ts'
import { createUnread } from './menu/unread.ts'
import type { Desk } from './desk/desk.ts'
import { hide, hideTaps } from './privacy/hide.ts'
import type { Idle } from './privacy/idle.ts'
import { createEmergency } from './report/emergency.ts'
import type { ReminderFeature } from './reminder/reminders.ts'
import type { Phone } from './report/phone.ts'
import type { Report } from './report/report.ts'
import type { Inbox } from './store/inbox.ts'
import { type Session, sessionStorage } from './store/session.ts'
import { readAddress } from './telegram/buttons.ts'
import { errorBoundary } from './telegram/boundary.ts'
import { patience } from './telegram/patience.ts'
import { answerTap, show } from './telegram/screen.ts'
import { onTaps } from './telegram/taps.ts'
import { HOME } from './telegram/frame.ts'

export type BotDeps = {
  token: string
  botInfo: UserFromGetMe
  client: ApiClientOptions
  content: Content
  languages: Languages
  log: Log
  clock: Clock
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
  /** What the inbox loaded for an update that is being handled. */
  handlingOf(updateId: number): Handling | undefined
  inbox: Pick<Inbox, 'trail'>
  /** For counts without a person. */
  redis: Redis
  idle: Idle
  find: Find
  report: Report
  phone: Phone
  desk: Desk
  directory: DirectoryFeature
  reminders: ReminderFeature
}

/** Builds the bot; it is fed by `handleUpdate` only. */
export function createBot(deps: BotDeps): Bot<Ctx> {
  const { content, languages, log, find, report, phone, desk, directory, reminders } = deps
  const bot = new Bot<Ctx>(deps.token, { botInfo: deps.botInfo, client: deps.client })
  bot.api.config.use(patience(deps.clock))
  const emergency = createEmergency(content, languages, { log })
  const menu = createMenu(deps)
  const openMenu = (ctx: Ctx) => menu.open(ctx, HOME)
  const guideDeps = {
    content,
    languages,
    today: deps.today,
    emergency: (language: Language) => emergency.card(language).text,
    openMenu,
  }
  const guides = counted(createGuides(guideDeps).taps, deps)
  const tell = createTell({ ...guideDeps, begin: report.begin })
  const picker = languagePicker(languages, (ctx, first) =>
    first ? show(ctx, phoneScreen(ctx.language)) : openMenu(ctx),
  )

  // 1  what the inbox loaded, and the session in it; the language; an error ends here and is apologised for
  bot.use(attach(deps))
  bot.use(remember(deps))
  bot.use(speak(languages))
  bot.use(errorBoundary({ log, card: emergency.card }))
  bot.use(answerEveryTap)
  // 2  a tap: its address says where it goes
  //    (staff press in the group and in private: before `person`, whose last step answers every private tap)
  bot.on('callback_query', onTaps(desk.taps))
  const person = bot.chatType('private')
  person.on('callback_query', deps.idle.watch)
  person.use(directory.forgets)
  person.on(
    'callback_query',
    onTaps(
      emergency.taps,
      hideTaps,
      picker.taps,
      menu.taps,
      createCards(deps),
      directory.taps,
      guides,
      tell,
      report.taps,
      phone.taps,
      reminders.taps,
    ),
  )
  // 3  always first, from any state
  person.use(
    emergency.composer,
    hide,
    reminders.composer,
    arrival({ languages, openPage: menu.open, join: desk.join, joinEntry: directory.join }),
  )
  // 4  the staff group; other groups get no answer
  bot.filter((ctx) => ctx.chat?.type !== 'private').use(onlyIn(desk.isGroup), desk.group)
  // 5  private chats only: from here there is one person; somebody who works here, or keeps an entry, may have something to do
  person.use(picker.composer, desk.personal, directory.keepers)
  // 6  a town that was asked for; what this person is about to send, or their case
  person.use(directory.composer, phone.composer, report.composer)
  // 7  a command
  person.use(menu.composer, find.composer)
  // 8  nothing matched
  person.use(createUnread({ openMenu, offer: report.offer }))
  return bot
}

/** Goes on in the chats `isGroup` names, and nowhere else. */
function onlyIn(isGroup: (chat: number) => Promise<boolean>) {
  return async (ctx: Ctx, next: () => Promise<void>): Promise<void> => {
    if (ctx.chat && (await isGroup(ctx.chat.id))) await next()
  }
}

function attach({ handlingOf, inbox, phone }: BotDeps) {
  return async (ctx: Ctx, next: () => Promise<void>) => {
    ctx.handling = handlingOf(ctx.update.update_id) ?? {
      turn: undefined,
      isHidden: () => false,
      pause: async () => {},
      untold: false,
      tapAnswered: false,
      effects: { session: {}, trail: [], counts: [] },
    }
    ctx.address = ctx.callbackQuery?.data === undefined ? undefined : readAddress(ctx.callbackQuery.data)
    ctx.knownMessages = async () => (ctx.chat ? inbox.trail(String(ctx.chat.id)).catch(() => []) : [])
    ctx.leaveCase = async () =>
      ctx.chat?.type === 'private' && ctx.handling.turn ? phone.leave(ctx.chat.id).catch(() => []) : []
    if (ctx.chat?.type === 'private' && ctx.message) {
      const { message_id } = ctx.message
      lowerCommand(ctx.message)
      ctx.handling.effects.trail.push(message_id)
    }
    await next()
  }
}

/** /SOS is /sos: whoever types it is in no state to be corrected. */
function lowerCommand(message: { text?: string }): void {
  if (message.text?.startsWith('/')) message.text = message.text.replace(/^\/[A-Za-z]+/, (word) => word.toLowerCase())
}

/** The session, where there is one: what changes nothing needs none, and without a store there is none. */
function remember({ handlingOf }: BotDeps) {
  const withSession = session<Session, Ctx>({ initial: () => ({}), getSessionKey, storage: sessionStorage(handlingOf) })
  return (ctx: Ctx, next: () => Promise<void>) => {
    if (ctx.handling.turn) return withSession(ctx, next)
    ctx.session = {}
    return next()
  }
}

/** The chosen language; without one that of the tapped message; without that Telegram's hint. */
function speak(languages: Languages) {
  return async (ctx: Ctx, next: () => Promise<void>) => {
    const { language } = ctx.session
    ctx.language =
      languages.byCode(language ?? '') ??
      languages.byTag(ctx.address?.language ?? '') ??
      languages.guess(ctx.from?.language_code)
    await next()
  }
}

async function answerEveryTap(ctx: Ctx, next: () => Promise<void>): Promise<void> {
  await next()
  await answerTap(ctx)
}

function getSessionKey(ctx: Pick<Ctx, 'update'>): string {
  return String(ctx.update.update_id)
}
