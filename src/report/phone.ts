/**
 * The person's phone after Send: what the bot brings to it by itself (`phone/tell.ts`), what the person presses there
 * (`mine/taps.ts`), and the texts that answer a question of the bot (`phone/asked.ts`).
 */
import { Composer } from 'grammy'
import type { Redis } from 'ioredis'
import type { CaseNumber } from '../case/case.ts'
import { isQuietWord } from '../case/quiet.ts'
import { MAX_WORD } from '../case/words.ts'
import type { Ctx } from '../context.ts'
import type { Language } from '../language/language.ts'
import type { Screen } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'
import { tryWord } from './phone/answer-open.ts'
import { askedOf, forgetAsked } from './phone/asked.ts'
import { lateWord } from './phone/late-word.ts'
import { reachable, unreachable } from './mine/case-changes.ts'
import { tryCode } from './mine/case-relink.ts'
import { caseCommand, caseTaps } from './mine/case-taps.ts'
import { leavePhone } from './mine/case-status.ts'
import { lookAfterPhone } from './phone/phone-tell.ts'
import type { ReportDeps } from './report.ts'

export { whenToTell } from './phone/phone-plan.ts'

export type PhoneDeps = ReportDeps & {
  redis: Redis
  /** The home page. */
  home(language: Language): Screen
  /** Tells the leads. */
  alarm(kind: 'relink-guessing' | 'locked', number?: CaseNumber): void
  /** Erases a case with everything that shows it at the desk. */
  erase(number: CaseNumber): Promise<void>
}

export type Phone = {
  /** Handles the due entry `tell:<case>`: brings the person's phone up to date; when to come again. */
  lookAfter(number: CaseNumber): Promise<number | undefined>
  /** Hide: the messages that tell of this person's case, which from now on are left alone. */
  leave(chat: number): Promise<number[]>
  /** A word of this person's case, whenever it comes: the quiet word, or the code word that an answer waits for. */
  isSign(ctx: Ctx, text: string): Promise<boolean>
  composer: Composer<Ctx>
  taps: Taps
}

export function createPhone(deps: PhoneDeps): Phone {
  const composer = new Composer<Ctx>()
  composer.on('my_chat_member', (ctx) => blockedOrBack(deps, ctx))
  composer.command('case', (ctx) => {
    forgetAsked(ctx)
    return caseCommand(deps, ctx)
  })
  composer.on('message:text', (ctx, next) => takeAnswer(deps, ctx, ctx.message.text, next))
  return {
    lookAfter: (number) => lookAfterPhone(deps, number),
    leave: (chat) => leavePhone(deps, chat),
    isSign: (ctx, text) => isSign(deps, ctx, text),
    composer,
    taps: caseTaps(deps),
  }
}

/** A text after a question of the bot answers it, unless it is a command or too long for a word; a code word does so whenever it comes. */
async function takeAnswer(deps: PhoneDeps, ctx: Ctx, text: string, next: () => Promise<void>): Promise<void> {
  const isWord = !text.startsWith('/') && text.length <= MAX_WORD
  const asked = isWord ? (askedOf(ctx, deps.clock.now()) ?? (await lateWord(deps, ctx, text))) : undefined
  if (!asked) {
    forgetAsked(ctx)
    return next()
  }
  await ctx.deleteMessage().catch(() => {}) // at once: nobody is to read it there; Hide tries again
  if (await isQuietSign(deps, ctx, text)) {
    forgetAsked(ctx)
    return next() // made to open an answer, the person gives the other word: no wrong try, but the sign
  }
  if (asked.kind === 'code-word') await tryWord(deps, ctx, asked, text)
  else await tryCode(deps, ctx, text)
}

/** True also when it cannot be looked up: a text goes the safer way. */
async function isSign(deps: PhoneDeps, ctx: Ctx, text: string): Promise<boolean> {
  const isCodeWord = (await lateWord(deps, ctx, text)) !== undefined
  return isCodeWord || isQuietSign(deps, ctx, text).catch(() => true)
}

async function isQuietSign({ cases }: PhoneDeps, ctx: Ctx, text: string): Promise<boolean> {
  const each = ctx.chat && (await cases.ofPerson(ctx.chat.id))
  return each !== undefined && isQuietWord(each, text)
}

/** Telegram tells when somebody blocks the bot, and when they let it write again. */
async function blockedOrBack({ cases, clock }: PhoneDeps, ctx: Ctx): Promise<void> {
  const status = ctx.myChatMember?.new_chat_member.status
  const each = ctx.chat ? await cases.ofPerson(ctx.chat.id) : undefined
  if (!each) return
  const now = clock.now()
  if (status === 'kicked')
    await cases.change(each.number, (latest) =>
      latest.person.reachable === 'yes' ? unreachable(latest, 'blocked', now) : undefined,
    )
  if (status === 'member') await cases.change(each.number, (latest) => reachable(latest, now))
}
