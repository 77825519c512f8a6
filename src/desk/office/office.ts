/**
 * The office of the desk: who works here, who is on duty, audit, hand-over of shifts, what is kept. Commands of people
 * without a role go on as if there were no such command; whoever presses a button is looked up at that moment.
 */
import { Composer } from 'grammy'
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import { GROUP_LIMIT } from '../../store/pace.ts'
import type { Verb } from '../../telegram/buttons.ts'
import { answerTap, show } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { createAudit } from './audit.ts'
import type { DeskParts } from '../desk.ts'
import { createDutyBook } from '../duty/book.ts'
import { createEraser, type Eraser } from './erase.ts'
import { createInvite, createJoin } from './invite.ts'
import { createKeep } from './keep.ts'
import { createLeaving } from './leaving.ts'
import { createMembers } from './members.ts'
import type { OfficePart } from './part.ts'
import { createRemovals } from './removals.ts'
import { createShift } from './shift.ts'

export type Office = {
  inGroup: Composer<Ctx>
  personal: Composer<Ctx>
  taps: Taps
  /** A staff member's invitation, `/start join_<code>`. */
  join(ctx: Ctx, code: string): Promise<void>
  eraser: Eraser
}

export function createOffice(parts: DeskParts): Office {
  createRemovals(parts)
  createLeaving(parts)
  const eraser = createEraser(parts)
  const office = [
    createKeep(parts, eraser),
    createDutyBook(parts),
    createAudit(parts),
    createShift(parts),
    peopleOf(parts),
  ]
  const commands: OfficePart['commands'] = Object.assign({}, ...office.map((part) => part.commands))
  const taps = Object.assign({}, ...office.map((part) => part.taps)) as OfficePart['taps']
  return {
    inGroup: inGroup(parts, commands),
    personal: personal(parts, commands),
    taps: Object.fromEntries(Object.entries(taps).map(([verb, tap]) => [verb, onTap(tap)])),
    join: createJoin(parts),
    eraser,
  }
}

/** Inviting and taking roles away share a verb. */
function peopleOf(parts: DeskParts): OfficePart {
  const invite = createInvite(parts)
  const members = createMembers(parts)
  return {
    commands: { ...invite.commands, ...members.commands },
    taps: {
      invite: async (asker, args, update) =>
        args[0] === 'member' || args[0] === 'members'
          ? members.tap(asker, args)
          : ((await invite.taps.invite?.(asker, args, update)) ?? {}),
    },
  }
}

/** These buttons stand in private chats only: pressed elsewhere, with data made by hand, they change nothing. */
function onTap(tap: NonNullable<OfficePart['taps'][Verb]>) {
  return async (ctx: Ctx): Promise<void> => {
    if (!ctx.from || ctx.chat?.type !== 'private')
      return answerTap(ctx, ctx.language.plain('staff.office.toast.in-private'))
    const asker = { id: ctx.from.id, language: ctx.language }
    const { screen, toast } = await tap(asker, ctx.address?.args ?? [], onceOf(ctx.update))
    if (screen) return show(ctx, screen, toast)
    await answerTap(ctx, toast)
  }
}

function personal({ staff }: DeskParts, commands: OfficePart['commands']): Composer<Ctx> {
  const composer = new Composer<Ctx>()
  composer.command(Object.keys(commands), async (ctx, next) => {
    const command = commands[commandOf(ctx)]
    const { from, language } = ctx
    const screen = from && (await command?.({ id: from.id, language }, ctx.match))
    if (!screen) return next()
    await follow(staff, from.id, ctx)
    await show(ctx, screen)
  })
  return composer
}

/** What is sent to somebody of the staff is in the language they use the bot in. */
async function follow(staff: DeskParts['staff'], id: number, { session, language }: Ctx): Promise<void> {
  const member = await staff.get(id)
  if (member && session.language !== undefined && member.language !== language.code)
    await staff.appoint({ ...member, language: language.code })
}

/** Commands in the group are answered in private: the whole group reads what stands in it. */
function inGroup(parts: DeskParts, commands: OfficePart['commands']): Composer<Ctx> {
  const { staff, notify, group, languages, content, due } = parts
  const deskLanguage = languages.byCode(content.desk.language) ?? languages.guess(undefined)
  const composer = new Composer<Ctx>()

  composer.command(Object.keys(commands), async (ctx, next) => {
    const { from } = ctx
    const member = from && (await staff.get(from.id))
    const language = languages.byCode(member?.language ?? '') ?? deskLanguage
    const screen = from && (await commands[commandOf(ctx)]?.({ id: from.id, language }, ctx.match))
    if (!screen) return next()
    const reached = await notify([from.id], () => screen)
    if (reached.length > 0) return
    const thread = ctx.message?.message_thread_id
    await group.call(GROUP_LIMIT, (api, chat) =>
      api.sendMessage(chat, deskLanguage.plain('staff.office.start-me', { bot: `@${parts.botInfo.username}` }), {
        ...(thread !== undefined && { message_thread_id: thread }),
      }),
    )
  })

  /** Telegram tells an administrator of each change of a member, and everybody of who left (a service message). */
  const left = async (id: number) => {
    if (await staff.dismiss(id)) due.wake()
  }
  composer.on('chat_member', async (ctx, next) => {
    const { new_chat_member: now } = ctx.chatMember
    const outside = now.status === 'left' || now.status === 'kicked' || (now.status === 'restricted' && !now.is_member)
    if (outside) await left(now.user.id)
    await next()
  })
  composer.on('message:left_chat_member', async (ctx, next) => {
    await left(ctx.message.left_chat_member.id)
    await next()
  })
  return composer
}

/** The command without slash and bot name. */
function commandOf(ctx: Ctx): string {
  return /^\/([a-z]+)/i.exec(ctx.message?.text ?? '')?.[1]?.toLowerCase() ?? ''
}
