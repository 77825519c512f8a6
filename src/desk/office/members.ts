/** /staff: who works here, and taking roles away. Only an admin takes away that of a lead. */
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { DeskParts } from '../desk.ts'
import { roleWords } from './invite.ts'
import { type Asker, notAllowed, type OfficePart, outdated, short, type TapOutcome, unshort } from './part.ts'
import { type Member, type Role, ROLES } from '../staff.ts'

/** Telegram takes at most 100 buttons a message. */
const MAX_BUTTONS = 90

/** Its taps share the verb `invite`: `members`, and `member:<id>[:<role>[:yes]]`. */
export function createMembers({ staff, cases, due }: DeskParts): {
  commands: OfficePart['commands']
  tap(asker: Asker, args: string[]): Promise<TapOutcome>
} {
  const maySee = async (id: number) => staff.isAdmin(id) || (await staff.may(id, 'lead'))

  async function all(): Promise<Member[]> {
    return (await staff.all()).sort((one, other) => one.name.localeCompare(other.name) || one.id - other.id)
  }

  async function retire({ id, language }: Asker, member: Member, role: Role): Promise<TapOutcome> {
    await staff.retire(member.id, role)
    await cases.note(undefined, { who: id, what: `retired-${role}`, detail: String(member.id) })
    due.wake()
    return { screen: listScreen(language, await all()), toast: language.plain('staff.office.toast.taken') }
  }

  return {
    commands: {
      staff: async ({ id, language }) => ((await maySee(id)) ? listScreen(language, await all()) : undefined),
    },
    async tap(asker, [what, whom, named, sure]) {
      const { id, language } = asker
      if (!(await maySee(id))) return notAllowed(language)
      if (what === 'members') return { screen: listScreen(language, await all()) }
      const member = await staff.get(unshort(whom) ?? 0)
      if (!member) return outdated(language)
      const role = ROLES.find((each) => each === named)
      if (!role) return { screen: memberScreen(language, member) }
      if (!member.roles.includes(role)) return outdated(language)
      if (role === 'lead' && !staff.isAdmin(id)) return { toast: language.plain('staff.office.toast.admins-only') }
      return sure === 'yes' ? retire(asker, member, role) : { screen: sureScreen(language, member, role) }
    },
  }
}

function listScreen(language: Language, members: Member[]): Screen {
  const lines = members.map(({ name, roles }) =>
    language.t('staff.office.member', { name, roles: roleWords(language, roles) }),
  )
  const buttons = members.slice(0, MAX_BUTTONS).map((each) => memberButton(language, each.name, each))
  const body = lines.length > 0 ? lines.slice(0, MAX_BUTTONS).join('\n') : language.t('staff.office.nobody')
  return { text: `<b>${language.t('staff.office.title')}</b>\n\n${body}`, rows: pairs(buttons) }
}

function memberButton(language: Language, label: string, { id }: Member, ...args: string[]): Button {
  return { label, to: address(language.tag, 'invite', 'member', short(id), ...args) }
}

function back(language: Language): Button {
  return { label: language.plain('staff.office.button.back'), to: address(language.tag, 'invite', 'members') }
}

function memberScreen(language: Language, member: Member): Screen {
  const values = { name: member.name, roles: roleWords(language, member.roles) }
  const drop = member.roles.map((role) => [
    memberButton(language, `✖️ ${language.plain(`staff.office.role.${role}`)}`, member, role),
  ])
  return { text: language.t('staff.office.which-to-take', values), rows: [...drop, [back(language)]] }
}

function sureScreen(language: Language, member: Member, role: Role): Screen {
  const values = { name: member.name, role: roleWords(language, [role]) }
  const yes: Button = {
    ...memberButton(language, language.plain('staff.office.button.take-away'), member, role, 'yes'),
    style: 'danger',
  }
  return { text: language.t('staff.office.take-sure', values), rows: [[yes], [back(language)]] }
}
