/** The staff side, put together: what happens in the staff group and in private chats with staff. */
import { Composer } from 'grammy'
import type { Redis } from 'ioredis'
import type { CaseNumber } from '../case/case.ts'
import type { Told } from '../case/told.ts'
import type { Ctx, Deps } from '../context.ts'
import type { Language } from '../language/language.ts'
import type { Due } from '../store/due.ts'
import { createPace, type Pace } from '../store/pace.ts'
import { introduceToStaff } from '../telegram/introduce.ts'
import type { Screen } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { createDelivery, type Delivery } from './delivery/delivery.ts'
import { createDuty, type Duty } from './duty/duty.ts'
import { createFigures } from './figures/figures.ts'
import { createGroup, type Group } from './group.ts'
import { createMoments } from './clock/moments.ts'
import { createNotify, type Notify } from './notify.ts'
import { createOffice } from './office/office.ts'
import { createReadable, type Readable } from './readable.ts'
import { createRelay } from './relay/relay.ts'
import { createStaff, type Staff } from './staff.ts'
import { alertLine } from './delivery/stub.ts'
import { createWork } from './work/work.ts'
import { cardKeyboard } from './work/keyboard.ts'

export type DeskDeps = Deps & {
  botInfo: { id: number; username: string }
  redis: Redis
  dataKey: string
  staffChatId: number | undefined
  adminIds: number[]
  due: Due
  /** Default `store/pace.ts`; a Telegram without limits needs none. */
  pace?: Pace
  /** Fetches a file Telegram holds, at most 20 MB; undefined when it cannot be had. */
  download(fileId: string): Promise<Uint8Array | undefined>
  /** A page's text as Telegram HTML, as it may be shown today; undefined when there is no such page. */
  pageText(language: Language, id: string): string | undefined
  /** Answers of a guide that a person sent, in the words of a language; undefined when today's guide has none for them. */
  toldText(language: Language, told: Told): string | undefined
}

/** What every part of the desk gets. */
export type DeskParts = DeskDeps & { staff: Staff; duty: Duty; group: Group; notify: Notify; readable: Readable }

export type Desk = {
  /** Updates of the staff group. */
  group: Composer<Ctx>
  /** Private chats of staff: commands, and replies to messages of a case. Others go on. */
  personal: Composer<Ctx>
  taps: Taps
  staff: Staff
  duty: Duty
  /** A staff member's invitation, `/start join_<code>`. */
  join(ctx: Ctx, code: string): Promise<void>
  /** Copies a person's messages straight into the group, while nothing can be stored. False: it could not. */
  direct: Delivery['direct']
  isGroup(chat: number): Promise<boolean>
  /** Erases a case that nobody has opened yet, as its person asked. */
  erase(number: CaseNumber): Promise<void>
  /** Tells the leads, without any the admins: somebody guesses codes, or the code word of case `number`. */
  alarm(kind: 'relink-guessing' | 'locked', number?: CaseNumber): void
  /** Who keeps the directory true. */
  editors: Editors
  /** Puts the commands of the staff into the group's list. Throws what Telegram refuses. */
  introduce(): Promise<void>
  /** What keeps the desk from working, for /readyz. */
  problems(): Promise<string[]>
  /** Ends what it looks at by itself, every hour. */
  stop(): void
}

/** Somebody with the role `editor`, who sees no case. */
export type Editors = {
  may(id: number): Promise<boolean>
  nameOf(id: number): Promise<string | undefined>
  /** Writes to each editor in their language; to the admins while there is none. */
  tell(screen: (language: Language) => Screen): Promise<number[]>
}

export function createDesk(deps: DeskDeps): Desk {
  const { due, redis, clock, api, adminIds, dataKey, languages, content, log } = deps
  const staff = createStaff({ redis, dataKey, adminIds })
  const group = createGroup({
    api,
    pace: deps.pace ?? createPace(redis, clock),
    redis,
    staffChatId: deps.staffChatId,
    onMoved: () => due.wake(),
  })
  const notify = createNotify({ api, staff, languages, deskLanguage: content.desk.language, log })
  const duty = createDuty({ ...deps, staff })
  const readable = createReadable({ ...deps, staff, notify })
  const parts: DeskParts = { ...deps, staff, duty, group, notify, readable }
  const delivery = createDelivery(parts)
  const moments = createMoments(parts)
  const work = createWork(parts)
  const relay = createRelay(parts)
  const office = createOffice(parts)
  const figures = createFigures(parts)
  due.on('desk', delivery.deliver)
  due.on('clock', (number) => moments.at(Number(number)))

  async function alarm(kind: 'relink-guessing' | 'locked', number?: CaseNumber): Promise<void> {
    const [leads, each] = [await duty.leads(), number === undefined ? undefined : await deps.cases.read(number)]
    await notify(leads.length > 0 ? leads : adminIds, (language) =>
      each
        ? {
            text: `<b>${alertLine(each)}</b>\n${language.t(`staff.event.${kind}`)}`,
            rows: cardKeyboard(language, each),
          }
        : { text: language.t(`staff.alarm.${kind}`), rows: [] },
    )
  }

  const inGroup = new Composer<Ctx>()
  inGroup.use(delivery.composer, office.inGroup, work.inGroup, figures.inGroup, relay.inGroup)
  const personal = new Composer<Ctx>()
  personal.use(office.personal, work.personal, figures.personal, relay.personal)
  return {
    group: inGroup,
    personal,
    taps: { ...work.taps, ...relay.taps, ...office.taps, ...figures.taps },
    staff,
    duty,
    join: office.join,
    direct: delivery.direct,
    isGroup: async (chat) => (await group.id()) === chat,
    erase: (number) => office.eraser.erase(number, 'asked', 'person'),
    alarm: (kind, number) => void alarm(kind, number).catch(() => log.error({ kind }, 'the leads were not told')),
    editors: {
      may: (id) => staff.may(id, 'editor'),
      nameOf: staff.nameOf,
      async tell(screen) {
        const editors = (await staff.all()).filter(({ roles }) => roles.includes('editor')).map(({ id }) => id)
        return notify(editors.length > 0 ? editors : adminIds, screen)
      },
    },
    async introduce() {
      const [chat, language] = [await group.id(), languages.byCode(content.desk.language)]
      if (chat !== undefined && language) await introduceToStaff(api, chat, language)
    },
    problems: delivery.problems,
    stop: delivery.stop,
  }
}
