/**
 * Until when pay can be claimed. Pay for a month is due by a day of the next month (fact `wage-day`); the time to claim
 * (`wage-claim-time`) runs from learning that it did not come. Counted the cautious way: from the due day itself, or from the end of
 * the job when that was earlier, and a day is taken off. A job back: `dismissal-claim-time` to the commission of the firm, or
 * `dismissal-court-time` straight to court from a home or a very small firm, which need none; counted from the end of the job in
 * the same way. Where somebody does not know who they worked for, either may hold.
 */
import { addDays, addMonths, daysBetween } from '../../content/days.ts'
import { lastOfMonths } from '../../content/terms.ts'
import { type Answers, dateOf, numberOf, optionOf } from '../answers.ts'
import { day, days, type Finding, type Rule } from '../rule.ts'

/** One month without pay: the day on which its pay is due, the day from which the time to claim it runs, and the last of it. */
export type UnpaidMonth = { due: string; from: string; last: string }

type Terms = { wageDay: number; claimYears: number; ended: string | undefined }

/**
 * So many months from that of `since` on, oldest first; at least one, none after `until`. Days as YYYY-MM-DD.
 */
export function unpaidMonths(since: string, count: number, until: string, terms: Terms): UnpaidMonth[] {
  const first = firstOf(since)
  const months = Array.from({ length: Math.max(1, count) }, (_, index) => addMonths(first, index))
  return months.filter((month, index) => index === 0 || month <= until).map((month) => unpaidMonth(month, terms))
}

/** `month`: its first day. */
function unpaidMonth(month: string, { wageDay, claimYears, ended }: Terms): UnpaidMonth {
  const due = addDays(addMonths(month, 1), wageDay - 1)
  const from = ended !== undefined && ended < due ? ended : due
  return { due, from, last: lastOfMonths(from, claimYears * 12) }
}

export const wages: Rule = {
  marks: [
    'not-due',
    'due',
    'late',
    'open',
    'part',
    'over',
    'several',
    'left',
    'soon',
    'today',
    'from-end',
    'job-open',
    'job-court',
    'job-over',
  ],
  values: [
    'first-due',
    'from-day',
    'last-day',
    'days-left',
    'final-day',
    'job-day',
    'job-days-left',
    'job-court-day',
    'job-from',
    'court-from',
  ],
  facts: ['wage-day', 'wage-claim-time', 'dismissal-claim-time', 'dismissal-court-time'],
  decide(answers, number, today) {
    const ended = optionOf(answers, 'work') === 'there' ? undefined : dateOf(answers, 'ended')
    const since = dateOf(answers, 'since') ?? today
    const terms = { wageDay: number('wage-day'), claimYears: number('wage-claim-time'), ended }
    const months = unpaidMonths(since, numberOf(answers, 'months') ?? 1, ended ?? today, terms)
    const pay = payFinding(months, ended, today)
    const payLast = months.find(({ last }) => last >= today)?.last
    const job = ended === undefined ? NOTHING : jobFinding(waysBack(answers, ended, number), { ended, today, payLast })
    return { is: [...pay.is, ...job.is], values: { ...pay.values, ...job.values } }
  },
}

/** How near a last day must be to be called near. */
const SOON_DAYS = 30

/** `last-day`: of the oldest month that can still be claimed; `from-day`: where its year begins, for a reminder. */
function payFinding(months: UnpaidMonth[], ended: string | undefined, today: string): Finding {
  const [oldest, newest] = [months[0], months.at(-1)]
  if (!oldest || !newest) throw new Error('Expected at least one month without pay')
  const next = months.find(({ last }) => last >= today)
  const left = next && daysBetween(today, next.last)
  const waits = today <= oldest.due && ended === undefined
  const marks: Record<string, boolean> = {
    'not-due': waits,
    due: !waits,
    late: today > oldest.due,
    open: next === oldest,
    part: next !== undefined && next !== oldest,
    over: next === undefined,
    several: next !== undefined && next.last < newest.last,
    left: left !== undefined && left > 0,
    soon: left !== undefined && left > 0 && left <= SOON_DAYS,
    today: left === 0,
    'from-end': ended !== undefined,
  }
  const values = { 'first-due': day(oldest.due), 'final-day': day(newest.last) }
  if (!next || left === undefined) return { is: marked(marks), values }
  return {
    is: marked(marks),
    values: { ...values, 'from-day': day(next.from), 'last-day': day(next.last), 'days-left': days(left) },
  }
}

const NOTHING: Finding = { is: [], values: {} }

/** A way to get a job back, and the last day on which it can be gone. */
type Way = { to: 'commission' | 'court'; last: string }

/** The ways that may be open to somebody sent away, the shorter term first; none to anybody else. */
function waysBack(answers: Answers, ended: string, number: (fact: string) => number): Way[] {
  if (optionOf(answers, 'work') !== 'dismissed') return []
  const commission: Way = { to: 'commission', last: lastOfMonths(ended, number('dismissal-claim-time')) }
  const court: Way = { to: 'court', last: lastOfMonths(ended, number('dismissal-court-time')) }
  const place = optionOf(answers, 'place')
  if (place === 'home' || place === 'small') return [court]
  return place === 'firm' ? [commission] : [commission, court]
}

/**
 * `job-open`: the first way is; `job-day` is its last day. `job-court`: it no longer is, but the longer one may be, until
 * `job-court-day`. `job-over`: none is; `job-day` is when the last one ended.
 */
function jobFinding(ways: Way[], when: { ended: string; today: string; payLast: string | undefined }): Finding {
  const [first, longest] = [ways[0], ways.at(-1)]
  if (!first || !longest) return NOTHING
  const next = ways.find(({ last }) => last >= when.today)
  if (!next) return { is: ['job-over'], values: { 'job-day': day(longest.last) } }
  const values = { 'job-day': day(first.last), ...jobReminder(next, when) }
  if (next !== first) return { is: ['job-court'], values: { ...values, 'job-court-day': day(next.last) } }
  return { is: ['job-open'], values: { ...values, 'job-days-left': days(daysBetween(when.today, next.last)) } }
}

/**
 * For a reminder, unless some pay must be claimed before: where the time begins to ask the commission (`job-from`) or the court
 * (`court-from`).
 */
function jobReminder(
  { to, last }: Way,
  { ended, payLast }: { ended: string; payLast: string | undefined },
): Finding['values'] {
  if (payLast !== undefined && payLast < last) return {}
  return to === 'commission' ? { 'job-from': day(ended) } : { 'court-from': day(ended) }
}

function marked(marks: Record<string, boolean>): string[] {
  return Object.entries(marks).flatMap(([mark, holds]) => (holds ? [mark] : []))
}

function firstOf(day: string): string {
  return `${day.slice(0, 7)}-01`
}
