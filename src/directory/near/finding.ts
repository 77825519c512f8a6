/**
 * "This number does not work", "they refused me": one tap, from nobody in particular, to the editors. Kept of the person is a keyed
 * hash which says only that it is not the same one twice. The screen stays; a notice thanks, and says how to go on.
 */
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button } from '../../telegram/buttons.ts'
import { answerTap, type Screen } from '../../telegram/screen.ts'
import type { Taps } from '../../telegram/taps.ts'
import { refOf, toDirectory } from '../ref.ts'
import type { DirectoryParts } from '../parts.ts'
import { FINDING_DAYS } from '../register/current.ts'
import type { Finding } from '../register/record.ts'
import { findable, foundBy, type News } from './findings.ts'

type Kind = Finding['kind']
/** Codes stand in buttons: never change or reuse one. */
const KIND_CODES: Record<Kind, string> = { 'no-answer': 'n', refused: 'r' }
const ICONS: Record<Kind, string> = { 'no-answer': '📵', refused: '🚫' }

/** The row of a result. `kinds`: what can be said of it. */
export function findingRow(language: Language, id: string, kinds: Kind[]): Button[] {
  return kinds.map((kind) => ({
    label: `${ICONS[kind]} ${language.plain(`near.button.${kind}`)}`,
    to: address(language.tag, 'finding', id, KIND_CODES[kind]),
  }))
}

export function findingTaps({ content, clock, log, timeZone, register, editors }: DirectoryParts): Taps {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const dayOf = (moment: number) => days.format(moment)

  /** What came of it, as the notice says it. */
  async function keep(ctx: Ctx, id: string, kind: Kind): Promise<{ said: string; news?: News }> {
    const finding = { kind, who: register.pseudonym(ctx.from?.id ?? 0, id), at: clock.now() }
    const repeated = (ctx.handling.turn?.attempt ?? 1) > 1
    try {
      const once = `u${ctx.update.update_id}`
      const change = await register.change(id, ({ record }) => foundBy(record, finding, { dayOf, repeated }), once)
      return change ? { said: kind, news: change.news } : { said: 'again' }
    } catch {
      log.warn({ kind: 'finding' }, 'what somebody found of an entry could not be kept')
      return { said: 'lost' }
    }
  }

  /** The person has their answer: what goes wrong here is no trouble of theirs; editors see findings with the entry too. */
  async function tell(id: string, kind: Kind, news: News): Promise<void> {
    try {
      await editors.tell((language) => newsScreen(language, id, kind, news))
    } catch {
      log.warn({ kind: 'finding' }, 'editors were not told what somebody found of an entry')
    }
  }

  async function found(ctx: Ctx): Promise<void> {
    const [id = '', code] = ctx.address?.args ?? []
    await register.refresh()
    const kind = findable(content, id).find((each) => KIND_CODES[each] === code)
    const { said, news } = kind ? await keep(ctx, id, kind) : { said: 'gone' }
    await answerTap(ctx, ctx.language.plain(`near.toast.${said}`))
    if (kind && news?.tell) await tell(id, kind, news)
  }

  return { finding: found }
}

/** To an editor: which entry, what was found, how often, what came of it. */
export function newsScreen(language: Language, id: string, kind: Kind, { count, doubted }: News): Screen {
  const { t } = language
  const lines = [
    `<b>${t('near.news.title')}</b>`,
    `${t(`directory:${id}.name`)}: ${t(`near.news.${kind}`)}`,
    t('near.news.count', { count, days: FINDING_DAYS }),
    doubted ? `⚠️ ${t('near.news.doubted')}` : '',
  ]
  return {
    text: lines.filter(Boolean).join('\n'),
    rows: [[{ label: language.plain('near.button.entry'), to: toDirectory(language, 'entry', refOf(id)) }]],
  }
}
