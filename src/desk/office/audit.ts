/** /audit K-1042: who did what with a case, and when. It has no content; that somebody looked at it stands in it too. */
import type { AuditLine } from '../../case/audit.ts'
import { type CaseNumber, caseName } from '../../case/case.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { DeskParts } from '../desk.ts'
import { timeWords } from '../duty/time.ts'
import { erasedWords } from './keep-view.ts'
import { notAllowed, type OfficePart, outdated } from './part.ts'
import { readTombstone } from './tombstone.ts'

type Line = AuditLine & { at: number }

/** So many lines stay well below Telegram's 4096 characters. */
const LINES_A_PAGE = 30
const MAX_DETAIL = 40

export function createAudit(parts: DeskParts): OfficePart {
  const { cases, staff, redis, timeZone } = parts

  /** First names of all who appear in these lines, as who did it or as whom it was done with. */
  async function namesIn(lines: Line[]): Promise<Map<string, string>> {
    const ids = new Set(lines.flatMap(({ who, detail = '' }) => [String(who), detail]).filter((id) => /^\d+$/.test(id)))
    const found = await Promise.all([...ids].map(async (id) => [id, await staff.nameOf(Number(id))] as const))
    return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])))
  }

  async function screen(language: Language, by: number, number: CaseNumber, page: number): Promise<Screen | undefined> {
    const lines = await cases.audit(number)
    const tombstone = await readTombstone(redis, number)
    if (lines.length === 0) return undefined
    await cases.note(number, { who: by, what: 'audited' })
    const shown = lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE)
    const names = await namesIn(shown)
    const text = [
      `<b>${language.t('staff.audit.title', { name: caseName(number) })}</b>`,
      ...(tombstone ? [erasedWords(language, number, tombstone, timeZone)] : []),
      shown.map((line) => auditLine(language, line, names, timeZone)).join('\n'),
    ].join('\n\n')
    return { text, rows: [turn(language, number, page, lines.length)] }
  }

  return {
    commands: {
      async audit({ id, language }, rest) {
        if (!(await staff.may(id, 'lead'))) return undefined
        const number = numberIn(rest)
        const found = number === undefined ? undefined : await screen(language, id, number, 0)
        return found ?? { text: language.t('staff.audit.unknown'), rows: [] }
      },
    },
    taps: {
      async audit({ id, language }, [numbered = '', page = '0']) {
        if (!(await staff.may(id, 'lead'))) return notAllowed(language)
        const number = numberIn(numbered)
        const found =
          number === undefined ? undefined : await screen(language, id, number, Math.max(0, Number(page) || 0))
        return found ? { screen: found } : outdated(language)
      },
    },
  }
}

/** `K-1042`, `k1042` or `1042`; undefined for anything else. */
function numberIn(text: string): CaseNumber | undefined {
  const digits = /^\s*(?:[kK]-?)?(\d{1,9})\s*$/.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function turn(language: Language, number: CaseNumber, page: number, lines: number): Button[] {
  const button = (label: string, to: number): Button => ({
    label: language.plain(`staff.audit.button.${label}`),
    to: address(language.tag, 'audit', String(number), String(to)),
  })
  return [
    ...(page > 0 ? [button('earlier', page - 1)] : []),
    ...((page + 1) * LINES_A_PAGE < lines ? [button('later', page + 1)] : []),
  ]
}

/** `21 November 2026, 12:03 · Sergey · took it`. A word for which there is no text stands as it is. */
function auditLine(
  language: Language,
  { at, who, what, detail = '' }: Line,
  names: ReadonlyMap<string, string>,
  timeZone: string,
): string {
  const actor = typeof who === 'number' ? (names.get(String(who)) ?? `#${who}`) : language.plain(`staff.audit.${who}`)
  const key = `staff.audit.what.${what}`
  const words = language.plain(key)
  const values = { ...timeWords(at, timeZone, language), who: actor, what: words === key ? what : words }
  const more = names.get(detail) ?? detail.slice(0, MAX_DETAIL)
  return language.t(more ? 'staff.audit.line-with' : 'staff.audit.line', { ...values, detail: more })
}
