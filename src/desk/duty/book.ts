/** /duty: the rota for the staff; leads and admins change it, by tapping. */
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { DeskParts } from '../desk.ts'
import { draftScreen, whoScreen } from './dialogue.ts'
import { readDraft, shiftOf } from './draft.ts'
import { dayAfter, timeWords, wallTime } from './time.ts'
import { dutyButton, rotaScreen, shiftLine } from './view.ts'
import { type Asker, notAllowed, type OfficePart, outdated, type TapOutcome } from '../office/part.ts'
import { Day } from '../../content/schema.ts'

/** Days on one page of the calendar of holidays. */
const PAGE_DAYS = 28
const PAGES = 13

export function createDutyBook(parts: DeskParts): OfficePart {
  const { duty, staff, clock, timeZone, languages, content } = parts
  const codes = languages.all.map(({ code }) => code)
  const today = () => wallTime(clock.now(), timeZone).day
  const mayChange = async (id: number) => staff.isAdmin(id) || (await staff.may(id, 'lead'))

  async function names(): Promise<Map<number, string>> {
    return new Map((await staff.all()).map(({ id, name }) => [id, name]))
  }

  async function main({ id, language }: Asker): Promise<Screen> {
    const now = clock.now()
    const known = await names()
    const next = await duty.nextOpening(now)
    return rotaScreen(language, languages, {
      shifts: await duty.shifts(),
      holidays: [...new Set([...content.desk.holidays, ...(await duty.holidays())])]
        .filter((day) => day >= today())
        .sort(),
      names: known,
      now: (await duty.onDuty(now)).map((each) => known.get(each) ?? '?'),
      next: next === undefined ? undefined : timeWords(next, timeZone, language),
      mayChange: await mayChange(id),
    })
  }

  async function add(asker: Asker, args: string[]): Promise<TapOutcome> {
    const { language } = asker
    const members = (await staff.all()).filter(({ roles }) => roles.includes('staff') || roles.includes('lead'))
    if (args.length === 0) return { screen: whoScreen(language, members) }
    const draft = readDraft(args)
    const member = members.find(({ id }) => id === draft?.staff)
    if (!draft || !member) return outdated(language)
    const shift = args.at(-1) === 'save' ? shiftOf(draft, codes) : undefined
    if (!shift)
      return { screen: draftScreen(language, languages, draft, { name: member.name, daysChosen: args.length > 2 }) }
    await duty.addShift(shift)
    return { screen: await main(asker), toast: language.plain('duty.toast.saved') }
  }

  async function remove(asker: Asker, [id, sure]: string[]): Promise<TapOutcome> {
    const { language } = asker
    const known = await names()
    const shifts = await duty.shifts()
    const shift = shifts.find((each) => each.id === id)
    if (id === undefined) return { screen: chooseScreen(language, shifts, known) }
    if (!shift) return outdated(language)
    if (sure !== 'yes') {
      const yes: Button = { ...dutyButton(language, 'remove-it', 'remove', id, 'yes'), style: 'danger' }
      const text = `${shiftLine(language, languages, shift, known)}\n\n${language.t('duty.remove-sure')}`
      return { screen: { text, rows: [[yes], [dutyButton(language, 'back')]] } }
    }
    await duty.removeShift(id)
    return { screen: await main(asker), toast: language.plain('duty.toast.removed') }
  }

  function chooseScreen(
    language: Language,
    shifts: Awaited<ReturnType<typeof duty.shifts>>,
    known: Map<number, string>,
  ) {
    const rows = shifts.slice(0, 90).map((shift): Button[] => [
      {
        label: `${known.get(shift.staff) ?? '?'} ${shift.from}–${shift.to}`,
        to: address(language.tag, 'duty', 'remove', shift.id),
      },
    ])
    return { text: language.t('duty.remove-which'), rows: [...rows, [dutyButton(language, 'back')]] }
  }

  async function days(asker: Asker, [paged = '0', sign, day]: string[]): Promise<TapOutcome> {
    const { language } = asker
    const page = Math.min(PAGES - 1, Math.max(0, Number(paged) || 0))
    if (day !== undefined && Day.safeParse(day).success) await duty.setHoliday(day, sign === 'on')
    return { screen: await calendar(language, page) }
  }

  async function calendar(language: Language, page: number): Promise<Screen> {
    const set = new Set(await duty.holidays())
    const shown = Array.from({ length: PAGE_DAYS }, (_, index) => dayAfter(today(), page * PAGE_DAYS + index))
    const buttons = shown
      .filter((day) => !content.desk.holidays.includes(day))
      .map(
        (day): Button => ({
          label: `${set.has(day) ? '✅ ' : ''}${language.day(day)}`,
          to: address(language.tag, 'duty', 'days', String(page), set.has(day) ? 'off' : 'on', day),
        }),
      )
    const later = page < PAGES - 1 ? [dutyButton(language, 'later', 'days', String(page + 1))] : []
    return { text: language.t('duty.which-holidays'), rows: [...pairs(buttons), later, [dutyButton(language, 'back')]] }
  }

  return {
    commands: {
      async duty(asker, rest) {
        if (!(await staff.may(asker.id, 'staff')) && !staff.isAdmin(asker.id)) return undefined
        const day = rest.trim()
        if (Day.safeParse(day).success && (await mayChange(asker.id))) await duty.setHoliday(day, true)
        return main(asker)
      },
    },
    taps: {
      async duty(asker, [what, ...args]) {
        const { id, language } = asker
        const maySee = staff.isAdmin(id) || (await staff.may(id, 'staff'))
        if (!maySee || (what !== undefined && !(await mayChange(id)))) return notAllowed(language)
        if (what === 'add') return add(asker, args)
        if (what === 'remove') return remove(asker, args)
        if (what === 'days') return days(asker, args)
        return { screen: await main(asker) }
      },
    },
  }
}
