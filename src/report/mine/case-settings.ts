/** How a person wants to be written to: each button says what it sets, so that a second tap changes nothing. Pure. */
import { type About, type Hours, HOURS } from '../../case/about.ts'
import type { Case } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import { hideButton, homeRow } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'

const PARTS = Object.keys(HOURS) as Hours[]

export function settingsScreen(language: Language, each: Case): Screen {
  const { about } = each
  const set = (icon: string, label: string, ...args: string[]): Button => ({
    label: `${icon} ${language.plain(`case.button.${label}`)}`,
    to: address(language.tag, 'contact', String(each.number), ...args),
  })
  const toggle = (label: string, what: string, is: boolean) => set(is ? '✅' : '▫️', label, what, is ? 'off' : 'on')
  const parts = PARTS.map((part) => toggle(part, part, about.hours.includes(part)))
  const outside = toggle('ping', 'ping', about.outside === 'ping')
  const quiet = each.hold?.by === 'person' ? ['☀️', 'quiet-off', 'off'] : ['🌙', 'not-now']
  const [icon = '', label = '', ...off] = quiet
  return {
    text: [`<b>${language.t('case.settings.title')}</b>`, language.t('case.settings.text')].join('\n\n'),
    rows: [
      ...pairs(parts),
      ...(about.hours.length > 0 ? [[outside]] : []),
      [toggle('write-first', 'first', about.writeFirst)],
      [toggle('plain', 'plain', about.plain)],
      [
        {
          label: `${icon} ${language.plain(`case.button.${label}`)}`,
          to: address(language.tag, 'quiet', String(each.number), ...off),
        },
      ],
      [
        { label: `⬅️ ${language.plain('button.back')}`, to: address(language.tag, 'case', String(each.number)) },
        hideButton(language),
      ],
      homeRow(language),
    ],
  }
}

/** The case with one setting changed; undefined when it is so already, or nothing is meant by it. */
export function settingChanged(
  each: Case,
  what: string | undefined,
  to: string | undefined,
  at: number,
): Change | undefined {
  if (to !== 'on' && to !== 'off') return undefined
  const about = changedAbout(each.about, what, to === 'on')
  if (!about || JSON.stringify(about) === JSON.stringify(each.about)) return undefined
  return { case: { ...each, about, lastWordAt: at } } // the card at the desk shows it
}

function changedAbout(about: About, what: string | undefined, on: boolean): About | undefined {
  if (what === 'first') return { ...about, writeFirst: on }
  if (what === 'plain') return { ...about, plain: on }
  if (what === 'ping') return { ...about, outside: on ? 'ping' : 'wait' }
  const part = PARTS.find((one) => one === what)
  if (!part) return undefined
  return { ...about, hours: PARTS.filter((one) => (one === part ? on : about.hours.includes(one))) }
}
