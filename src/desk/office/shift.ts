/**
 * /shift: handing over at the end of a shift. A colleague gets each open case on its own and accepts it, or not; until then
 * it stays where it is. Nobody leaves with an urgent case that nobody has accepted.
 */
import { type Case, type CaseNumber, caseName } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'
import { promisesIn } from '../work/promises.ts'
import { accepted, isRefusal, offered, offerEnded } from '../work/changes.ts'
import type { DeskParts } from '../desk.ts'
import { type Asker, notAllowed, type OfficePart, outdated, type TapOutcome, unshort } from './part.ts'
import { caseScreen, doneScreen, isUrgent, listScreen } from './shift-view.ts'
import type { Member } from '../staff.ts'

export function createShift(parts: DeskParts): OfficePart {
  const { cases, readable, staff, duty, clock, notify, content, timeZone } = parts
  const facts = { content, timeZone }

  /** Open cases in the hands of `id`, the most urgent first. */
  async function casesOf(id: number): Promise<Case[]> {
    return (await readable(await cases.open())).cases
      .filter((each) => each.owner?.id === id)
      .sort((one, other) => one.priority - other.priority || one.createdAt - other.createdAt)
  }

  /** Everybody else who may have a case, those on duty first. */
  async function colleagues(id: number): Promise<Member[]> {
    const onDuty = await duty.onDuty(clock.now())
    const place = (member: Member) => (onDuty.includes(member.id) ? onDuty.indexOf(member.id) : onDuty.length)
    return (await staff.all())
      .filter(({ id: other, roles }) => other !== id && (roles.includes('staff') || roles.includes('lead')))
      .sort((one, other) => place(one) - place(other) || one.name.localeCompare(other.name))
  }

  async function overview({ id, language }: Asker) {
    const [mine, others] = await Promise.all([casesOf(id), colleagues(id)])
    if (mine.length === 0) return doneScreen(language, [])
    const names = new Map(others.map((member) => [member.id, member.name]))
    return listScreen(language, mine, { colleagues: others, names, ...facts })
  }

  async function offerAll(asker: Asker, to: number): Promise<TapOutcome> {
    const { id, language } = asker
    if (to === id || !(await staff.may(to, 'staff'))) return outdated(language)
    const mine = await casesOf(id)
    const act = { by: id, at: clock.now(), lead: false }
    const reached = []
    for (const { number } of mine) {
      const after = await cases.change(number, (each) => {
        const outcome = offered(each, act, to)
        return isRefusal(outcome) ? undefined : outcome
      })
      if (after?.offer?.to === to) reached.push(...(await hand(after, id, to)))
    }
    const toast = mine.length > 0 && reached.length === 0 ? 'not-reached' : 'offered'
    return { screen: await overview(asker), toast: language.plain(`staff.shift.toast.${toast}`) }
  }

  /** The case in private, with what was promised and the last note; the message is forgotten together with the case. */
  async function hand(each: Case, by: number, to: number): Promise<number[]> {
    const from = (await staff.nameOf(by)) ?? '?'
    const log = await cases.log(each.number)
    const [promises, note] = [promisesIn(each, log), lastNote(each, log)]
    return notify([to], (language) => caseScreen(language, each, { from, promises, note, ...facts }), {
      sent: (chat, message) =>
        cases.change(each.number, (current) => ({ case: current, messages: [{ chat, message, entry: -2 }] })),
    })
  }

  async function accept({ id, language }: Asker, number: CaseNumber): Promise<TapOutcome> {
    const giver = (await cases.read(number))?.offer?.by
    const act = { by: id, at: clock.now(), lead: await staff.may(id, 'lead') }
    let refused: { refused: string; who?: number } | undefined
    const after = await cases.change(number, (each) => {
      const outcome = accepted(each, act)
      refused = isRefusal(outcome) ? outcome : undefined
      return isRefusal(outcome) ? undefined : outcome
    })
    if (!after) return outdated(language)
    if (refused) {
      const name = refused.who === undefined ? '' : ((await staff.nameOf(refused.who)) ?? '?')
      return { toast: language.plain(`staff.toast.${refused.refused}`, { name }) }
    }
    if (giver !== undefined) await tellAccepted(giver, number, id)
    return { screen: { text: language.t('staff.shift.yours', { name: caseName(number) }), rows: [] } }
  }

  async function tellAccepted(giver: number, number: CaseNumber, by: number): Promise<void> {
    const left = await casesOf(giver)
    const values = { name: caseName(number), who: (await staff.nameOf(by)) ?? '?' }
    await notify([giver], (language) => ({
      text: [
        language.t('staff.shift.accepted', values),
        left.length > 0
          ? language.t('staff.shift.still', { names: left.map((each) => caseName(each.number)).join(', ') })
          : language.t('staff.shift.over'),
      ].join('\n'),
      rows: [],
    }))
  }

  async function decline({ id, language }: Asker, number: CaseNumber): Promise<TapOutcome> {
    const offer = (await cases.read(number))?.offer
    if (offer?.to !== id) return outdated(language)
    await cases.change(number, (each) => {
      if (each.offer?.to !== id) return undefined
      return { ...offerEnded(each, clock.now()), audit: [{ who: id, what: 'declined' }] }
    })
    const values = { name: caseName(number), who: (await staff.nameOf(id)) ?? '?' }
    await notify([offer.by], (reader) => ({ text: reader.t('staff.shift.declined', values), rows: [] }))
    return { screen: { text: language.t('staff.shift.not-yours', { name: caseName(number) }), rows: [] } }
  }

  async function end({ id, language }: Asker): Promise<TapOutcome> {
    const mine = await casesOf(id)
    const urgent = mine.filter(isUrgent)
    if (urgent.length > 0)
      return { toast: language.plain('staff.shift.toast.urgent', { names: urgent.map(nameOf).join(', ') }) }
    await cases.note(undefined, { who: id, what: 'shift-ended' })
    return { screen: doneScreen(language, mine) }
  }

  return {
    commands: {
      shift: async (asker) => ((await staff.may(asker.id, 'staff')) ? overview(asker) : undefined),
    },
    taps: {
      async shift(asker, [what, about]) {
        if (!(await staff.may(asker.id, 'staff'))) return notAllowed(asker.language)
        if (what === 'to') return offerAll(asker, unshort(about) ?? asker.id)
        if (what === 'yes') return accept(asker, Number(about))
        if (what === 'no') return decline(asker, Number(about))
        return what === 'end' ? end(asker) : { screen: await overview(asker) }
      },
    },
  }
}

const nameOf = (each: Case) => caseName(each.number)

/** The last one that is no open promise. */
function lastNote({ promises }: Case, log: Entry[]): string | undefined {
  const note = log.findLast((entry, at) => entry.kind === 'note' && !promises.some((promise) => promise.entry === at))
  return note?.kind === 'note' ? note.text : undefined
}
