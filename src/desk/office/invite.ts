/** /invite: an admin chooses roles and gets a link that works once; who follows it has the roles. */
import { onceOf } from '../../case/once.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import { homeRow } from '../../telegram/frame.ts'
import { type Screen, show } from '../../telegram/screen.ts'
import type { DeskParts } from '../desk.ts'
import { isSet, toggled } from '../duty/draft.ts'
import { notAllowed, type OfficePart, outdated, short, unshort } from './part.ts'
import { INVITATION_HOURS, type Role, ROLES } from '../staff.ts'

const MAX_BITS = (1 << ROLES.length) - 1

function rolesIn(bits: number): Role[] {
  return ROLES.filter((_, index) => isSet(bits, index))
}

/** Role names in the reader's language. */
export function roleWords(language: Language, roles: Role[]): string {
  return roles.map((role) => language.plain(`staff.office.role.${role}`)).join(', ')
}

/** Which roles? */
function chooseScreen(language: Language, bits: number): Screen {
  const role = (name: Role, index: number): Button => ({
    label: `${isSet(bits, index) ? '✅ ' : ''}${language.plain(`staff.office.role.${name}`)}`,
    to: address(language.tag, 'invite', 'roles', short(toggled(bits, index))),
  })
  const make: Button = {
    label: language.plain('staff.office.button.make-link'),
    to: address(language.tag, 'invite', 'make', short(bits)),
    style: 'success',
  }
  return { text: language.t('staff.office.which-roles'), rows: [...pairs(ROLES.map(role)), bits === 0 ? [] : [make]] }
}

export function createInvite({ staff, cases, botInfo }: DeskParts): OfficePart {
  async function linkScreen(language: Language, by: number, bits: number): Promise<Screen> {
    const roles = rolesIn(bits)
    const code = await staff.invite(roles)
    await cases.note(undefined, { who: by, what: 'invited', detail: roles.join(' ') })
    const link = `https://t.me/${botInfo.username}?start=join_${code}`
    const values = { roles: roleWords(language, roles), link, count: INVITATION_HOURS }
    return { text: language.t('staff.office.link', values), rows: [] }
  }

  return {
    commands: {
      invite: async ({ id, language }) => (staff.isAdmin(id) ? chooseScreen(language, 0) : undefined),
    },
    taps: {
      async invite({ id, language }, [what, bits]) {
        if (!staff.isAdmin(id)) return notAllowed(language)
        const chosen = unshort(bits)
        if (chosen === undefined || chosen > MAX_BITS) return outdated(language)
        if (what !== 'make' || chosen === 0) return { screen: chooseScreen(language, chosen) }
        return { screen: await linkScreen(language, id, chosen) }
      },
    },
  }
}

/** `/start join_<code>`. A link that is used, old or made up has one answer: whoever found it learns nothing. */
export function createJoin({ staff, cases, notify }: DeskParts): (ctx: Ctx, code: string) => Promise<void> {
  return async (ctx, code) => {
    const { language, from } = ctx
    if (!from || from.is_bot) return
    const member = { id: from.id, name: from.first_name, language: language.code }
    const roles = await staff.accept(code, member, onceOf(ctx.update))
    if (!roles) return show(ctx, { text: language.t('staff.office.link-over'), rows: [homeRow(language)] })
    await cases.note(undefined, { who: from.id, what: 'joined', detail: roles.join(' ') })
    await show(ctx, welcomeScreen(language, member.name, roles))
    await notify(
      staff.admins,
      (reader) => ({
        text: reader.t('staff.office.joined', { name: member.name, roles: roleWords(reader, roles) }),
        rows: [],
      }),
      { silent: true },
    )
  }
}

function welcomeScreen(language: Language, name: string, roles: Role[]): Screen {
  const can = roles.map((role) => `• ${language.t(`staff.office.can.${role}`)}`)
  return { text: [language.t('staff.office.welcome', { name }), can.join('\n')].join('\n\n'), rows: [] }
}
