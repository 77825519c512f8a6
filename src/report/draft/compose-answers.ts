/** When and how the team answers: the screens on which it is chosen. Pure. */
import { type About, HOURS } from '../../case/about.ts'
import type { Language } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { backToDraft, chips, frame, titled } from './compose-about.ts'
import type { Draft } from './draft.ts'
import { HOUR_NAMES } from './draft-about.ts'

/** When and how the team answers. */
export function answersScreen({ about }: Draft, language: Language): Screen {
  const chip = chips(language)
  const hour = (name: (typeof HOUR_NAMES)[number]): Button => {
    const set = about.hours.includes(name)
    return {
      label: `${set ? '✅ ' : ''}${language.plain(`report.hour.${name}`)}`,
      to: address(language.tag, 'set', 'hour', set ? `no-${name}` : name),
    }
  }
  const ping = about.outside === 'ping'
  const word = (which: 'code' | 'quiet', set: boolean): Button =>
    set
      ? chip(which, 'none', `no-${which}`, false)
      : {
          label: `🔑 ${language.plain(`report.button.${which}`)}`,
          to: address(language.tag, 'about', which),
        }
  return {
    text: titled(language, 'answers', answersLines(about, language)),
    rows: [
      ...pairs(HOUR_NAMES.map(hour)),
      [chip('hour', 'any', 'any', about.hours.length === 0)],
      [chip('first', about.writeFirst ? 'no' : 'yes', 'first', about.writeFirst)],
      [chip('outside', 'wait', 'wait', !ping), chip('outside', 'ping', 'ping', ping)],
      [chip('plain', 'no', 'hidden', !about.plain), chip('plain', 'yes', 'plain', about.plain)],
      [word('code', about.codeWord !== undefined), word('quiet', about.quietWord !== undefined)],
      [backToDraft(language)],
      frame(language),
    ],
  }
}

/** The next text is taken as the word. `again`: it was the other word. */
export function wordScreen(which: 'code' | 'quiet', language: Language, again = false): Screen {
  const text = titled(language, 'word', [
    ...(again ? [language.t('report.word.same')] : []),
    language.t(`report.word.${which}`),
  ])
  const back: Button = {
    label: `⬅️ ${language.plain('report.button.back')}`,
    to: address(language.tag, 'about', 'answers'),
  }
  return { text, rows: [[back], frame(language)] }
}

function answersLines(about: About, language: Language): string[] {
  const hours = HOUR_NAMES.map((name) => {
    const [from, to] = HOURS[name].map((hour) => `${hour}:00`)
    return language.t('report.answers.hours', { name: language.plain(`report.hour.${name}`), from, to })
  })
  return [
    hours.join('\n'),
    language.t(about.outside === 'ping' ? 'report.answers.outside-ping' : 'report.answers.outside-wait'),
    language.t(about.plain ? 'report.answers.plain' : 'report.answers.hidden'),
  ]
}
