/** Leads decide whether a case that would be erased is kept, with a reason, or erased at once. */
import { type Case, type CaseNumber, caseName } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import type { DeskParts } from '../desk.ts'
import { timeWords } from '../duty/time.ts'
import type { Eraser } from './erase.ts'
import { confirmScreen, erasedWords, REASONS, reasonScreen } from './keep-view.ts'
import { type Asker, notAllowed, type OfficePart, outdated, type TapOutcome, unshort } from './part.ts'
import { readTombstone } from './tombstone.ts'
import { erasureRefused, kept, periodOf } from '../clock/retention.ts'

/** `keep:<case>:<end, or "asked">[:<reason>]` and `keep:<case>:now[:yes]`. */
export function createKeep(parts: DeskParts, eraser: Eraser): OfficePart {
  const { cases, staff, clock, content, redis, timeZone } = parts

  async function keep({ id, language }: Asker, each: Case, about: string, reason: string): Promise<TapOutcome> {
    const { number } = each
    const eraseAt = unshort(about) ?? -1
    const decide = (current: Case) =>
      about === 'asked'
        ? erasureRefused(current, id, reason, clock.now())
        : kept(current, { by: id, reason, eraseAt }, content.desk)
    if (!decide(each)) return outdated(language)
    const after = await cases.change(number, decide)
    const end = after && periodOf(after, content.desk)
    const text = end
      ? language.t('staff.retention.kept-until', {
          name: caseName(number),
          date: timeWords(end.eraseAt, timeZone, language).day,
        })
      : language.t('staff.retention.kept', { name: caseName(number) })
    return { screen: { text, rows: [] } }
  }

  async function gone(language: Language, number: CaseNumber): Promise<TapOutcome> {
    const tombstone = await readTombstone(redis, number)
    return tombstone
      ? { screen: { text: erasedWords(language, number, tombstone, timeZone), rows: [] } }
      : outdated(language)
  }

  async function eraseNow({ id, language }: Asker, each: Case, sure: string | undefined): Promise<TapOutcome> {
    const { erasure } = each.person
    if (!erasure || erasure.refused !== undefined) return outdated(language)
    if (sure !== 'yes') return { screen: confirmScreen(language, each.number) }
    await eraser.erase(each.number, 'asked', id)
    return gone(language, each.number)
  }

  return {
    commands: {},
    taps: {
      async keep(asker, [numbered, about = '', reason]) {
        if (!(await staff.may(asker.id, 'lead'))) return notAllowed(asker.language)
        const number = Number(numbered)
        const each = await cases.read(number)
        if (!each) return gone(asker.language, number)
        if (about === 'now') return eraseNow(asker, each, reason)
        const known = REASONS.find((name) => name === reason)
        return known ? keep(asker, each, about, known) : { screen: reasonScreen(asker.language, number, about) }
      },
    },
  }
}
