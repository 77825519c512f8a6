/**
 * /stats: what became of the cases, as a picture with a few lines, for leads and staff; and a table of counts that may be
 * given to others, for leads only. In private chats; who asks in the group is answered in private.
 */
import { Composer } from 'grammy'
import { oldRows, readRows, type StatisticsRow } from '../../case/statistics.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { keys } from '../../store/keys.ts'
import { keyboard } from '../../telegram/buttons.ts'
import { trouble } from '../../telegram/errors.ts'
import { answerTap, type Screen, send, show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { chart } from './chart.ts'
import type { DeskParts } from '../desk.ts'
import { countFigures } from './count.ts'
import { dimensionsOf, exportCsv, MOST_DIMENSIONS } from './export.ts'
import { dayAt, finishedQuarters, lastWeeks, type Period, periodOf } from './period.ts'
import { figuresPicture } from './picture.ts'
import { sendDocument, sendPicture, showPicture } from './send.ts'
import { exportCaption, exportScreen, figuresScreen, figuresTitle } from './view.ts'
import { clearanceOf } from './words.ts'

export type FiguresDesk = { personal: Composer<Ctx>; inGroup: Composer<Ctx>; taps: Taps }
/** What is shown: a screen, and above it a picture when there is something to draw. */
type Shown = { screen: Screen; picture: Uint8Array | undefined }

/** Up to so many messages of the group's minute; an answer to a person of the staff can wait for nothing else. */
const GROUP_LIMIT = 15

export function createFigures(parts: DeskParts): FiguresDesk {
  const { cases, clock, redis, staff, languages, timeZone, log } = parts
  const today = () => dayAt(clock.now(), timeZone)

  /** Every row that may still be kept; older ones are dropped here. */
  async function rowsNow(): Promise<{ rows: StatisticsRow[]; unreadable: number }> {
    const { rows, unreadable } = readRows(await cases.statistics())
    const old = oldRows(rows, clock.now())
    if (old.length > 0) await redis.hdel(keys.statistics, ...old)
    for (const number of old) rows.delete(number)
    return { rows: [...rows.values()], unreadable }
  }

  async function figuresFor(lead: boolean, period: Period, language: Language): Promise<Shown> {
    const { rows, unreadable } = await rowsNow()
    const figures = countFigures(rows, lastWeeks(today(), period))
    const clearance = clearanceOf(lead, languages)
    const screen = figuresScreen({ figures, unreadable, period, lead }, language, clearance)
    if (figures.total === 0) return { screen, picture: undefined }
    try {
      const { option, size } = figuresPicture(figures, figuresTitle(period, language), language, clearance)
      return { screen, picture: await chart(option, size) }
    } catch (error) {
      log.error({ kind: 'figures', error: error instanceof Error ? error.name : 'unknown' }, 'a picture was not drawn')
      const text = `${screen.text}\n${language.t('figures.no-picture')}`
      return { screen: { ...screen, text }, picture: undefined }
    }
  }

  async function open(ctx: Ctx, period: Period): Promise<void> {
    const lead = await staff.may(ctx.from?.id ?? 0, 'lead')
    const { screen, picture } = await figuresFor(lead, period, ctx.language)
    await (picture ? showPicture(ctx, picture, screen) : show(ctx, screen))
  }

  /** Asked in the group: the answer goes to the one who asked, nothing of it to the group. */
  async function openFromGroup(ctx: Ctx, asker: number): Promise<void> {
    const member = await staff.get(asker)
    const language = languages.byCode(member?.language ?? '') ?? ctx.language
    const { screen, picture } = await figuresFor(await staff.may(asker, 'lead'), 12, language)
    try {
      if (picture) await sendPicture(ctx.api, asker, picture, screen)
      else
        await ctx.api.sendMessage(asker, screen.text, {
          parse_mode: 'HTML',
          reply_markup: { inline_keyboard: keyboard(screen.rows) },
        })
    } catch (error) {
      if (trouble(error)?.kind !== 'unreachable') throw error
      await writeFirst(ctx, language)
    }
  }

  async function writeFirst(ctx: Ctx, language: Language): Promise<void> {
    const { message_id, message_thread_id: thread } = ctx.msg ?? {}
    await parts.group.call(GROUP_LIMIT, (api, chat) =>
      api.sendMessage(chat, language.plain('figures.private'), {
        ...(thread !== undefined && { message_thread_id: thread }),
        ...(message_id !== undefined && { reply_parameters: { message_id, allow_sending_without_reply: true } }),
      }),
    )
  }

  async function chooseDimensions(ctx: Ctx, letters: string): Promise<void> {
    if (letters.length > MOST_DIMENSIONS)
      return answerTap(ctx, ctx.language.plain('figures.toast.most', { most: MOST_DIMENSIONS }))
    const screen = exportScreen(dimensionsOf(letters), today(), ctx.language)
    // a picture cannot become a text
    await (ctx.callbackQuery?.message?.photo ? send(ctx, screen) : show(ctx, screen))
  }

  async function makeFile(ctx: Ctx, who: number, letters: string): Promise<void> {
    const dimensions = dimensionsOf(letters)
    if (dimensions.length === 0) return answerTap(ctx, ctx.language.plain('figures.toast.least'))
    const { rows } = await rowsNow()
    const csv = exportCsv(rows, dimensions, today())
    if (csv === undefined) {
      const { text, rows } = exportScreen(dimensions, today(), ctx.language)
      return show(ctx, { text: `${text}\n\n${ctx.language.t('figures.export.refused')}`, rows })
    }
    await cases.note(undefined, { who, what: 'exported', detail: dimensions.map(({ header }) => header).join(' ') })
    const quarters = finishedQuarters(today())
    const name = `figures-${quarters.at(0)}-${quarters.at(-1)}.csv`
    await sendDocument(ctx, name, csv, exportCaption(dimensions, ctx.language))
  }

  async function tapped(ctx: Ctx): Promise<void> {
    const [act, arg = ''] = ctx.address?.args ?? []
    const who = ctx.from?.id ?? 0
    if (ctx.chat?.type !== 'private' || !(await staff.may(who, 'staff')))
      return answerTap(ctx, ctx.language.plain('figures.toast.not-yours'))
    if (act === 'show') return open(ctx, periodOf(arg))
    if (!(await staff.may(who, 'lead'))) return answerTap(ctx, ctx.language.plain('figures.toast.lead'))
    if (act === 'by') return chooseDimensions(ctx, arg)
    if (act === 'file') return makeFile(ctx, who, arg)
  }

  const personal = new Composer<Ctx>()
  personal.command('stats', async (ctx, next) =>
    ctx.from && (await staff.may(ctx.from.id, 'staff')) ? open(ctx, 12) : next(),
  )
  const inGroup = new Composer<Ctx>()
  inGroup.command('stats', async (ctx, next) =>
    ctx.from && (await staff.may(ctx.from.id, 'staff')) ? openFromGroup(ctx, ctx.from.id) : next(),
  )
  return { personal, inGroup, taps: { stats: tapped } }
}
