/** Looking things up: `/cases` and `/case K-1042`, answered in private, for staff only. */
import { Composer } from 'grammy'
import type { Case } from '../../case/case.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { answerTap, reply, type Screen, send, show } from '../../telegram/screen.ts'
import type { DeskParts } from '../desk.ts'
import { caseScreen, type Filter, FILTERS, listScreen, unreadableLine } from './list.ts'
import { erasedWords } from '../office/keep-view.ts'
import { readTombstone } from '../office/tombstone.ts'
import type { Work } from './press.ts'

/** `/case K-1042`, `/case 1042`, or the number alone as `K-1042`; the letter may be Cyrillic (U+041A). */
const ASKED = /^\/case(?:@\w+)?\s+(?:[k\u041a\u043a]-?)?(\d{1,15})\s*$|^[k\u041a\u043a]-(\d{1,15})$/i

export function createLook(parts: DeskParts, work: Work) {
  const { cases, clock, content, notify, readable, redis, staff, timeZone } = parts

  async function names(): Promise<Map<number, string>> {
    return new Map((await staff.all()).map(({ id, name }) => [id, name]))
  }

  async function list(filter: Filter, page: number, me: number): Promise<(language: Language) => Screen> {
    const [numbers, known, outbox] = await Promise.all([cases.open(), names(), cases.outboxSize()])
    const { cases: all, unreadable } = await readable(numbers)
    const view = { filter, page, me, now: clock.now(), names: known, outbox, unreadable }
    return (language) => listScreen(language, all, view, content.desk)
  }

  async function one(each: Case): Promise<(language: Language) => Screen> {
    const known = await names()
    return (language) => caseScreen(language, each, known, clock.now())
  }

  /** In private to whoever asked, wherever they asked. */
  async function answer(ctx: Ctx, screen: (language: Language) => Screen): Promise<void> {
    if (ctx.chat?.type === 'private') await reply(ctx, screen(ctx.language))
    else if (ctx.from) await notify([ctx.from.id], screen)
  }

  async function onList(ctx: Ctx, next: () => Promise<void>): Promise<void> {
    const act = await work.actOf(ctx)
    if (!act) return next()
    await answer(ctx, await list('open', 0, act.by))
  }

  async function onNumber(ctx: Ctx, next: () => Promise<void>): Promise<void> {
    const [, first, second] = ASKED.exec(ctx.message?.text ?? '') ?? []
    const number = first ?? second
    const act = number === undefined ? undefined : await work.actOf(ctx)
    if (!act || number === undefined) return next()
    const found = await readable([Number(number)])
    const [each] = found.cases
    if (each) return answer(ctx, await one(each))
    if (found.unreadable.length > 0)
      return answer(ctx, (language) => ({ text: unreadableLine(language, Number(number)), rows: [] }))
    const erased = await readTombstone(redis, Number(number))
    const words = (language: Language) =>
      erased ? erasedWords(language, Number(number), erased, timeZone) : language.t('staff.toast.unknown-case')
    await answer(ctx, (language) => ({ text: words(language), rows: [] }))
  }

  /** Buttons of the list; they stand in private chats only. */
  async function onTap(ctx: Ctx): Promise<void> {
    const act = await work.actOf(ctx)
    if (!act) return work.toast(ctx, 'not-staff')
    if (ctx.chat?.type !== 'private') return answerTap(ctx)
    const [what = '', value = ''] = ctx.address?.args ?? []
    const language = work.languageOf(ctx)
    const filter = FILTERS.find((name) => name === what)
    if (filter) return show(ctx, (await list(filter, Number(value) || 0, act.by))(language))
    const each = what === 'show' && /^\d{1,15}$/.test(value) ? await cases.read(Number(value)) : undefined
    if (!each) return work.toast(ctx, 'gone')
    await send(ctx, (await one(each))(language))
  }

  const composer = new Composer<Ctx>()
  composer.command('cases', onList)
  composer.on('message:text', onNumber)
  return { composer, tap: onTap }
}
