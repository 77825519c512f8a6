/** The screens of nearest help, from what was asked so far. Pure. */
import { NEEDS, type Need, type Person } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import { writeButton } from '../../telegram/frame.ts'
import type { Screen } from '../../telegram/screen.ts'
import { ANYWHERE, SENDS, TYPES } from './ask.ts'
import { stepOf, toggled, whoMatters } from './found.ts'
import { choice, type NearFrame, question } from './frame.ts'
import { resultScreen } from './results.ts'
import { OUTSIDE } from './whereabouts.ts'

const ICONS: Record<Need, string> = {
  'safe-place': '🛏',
  talk: '🤝',
  lawyer: '⚖️',
  papers: '📄',
  doctor: '🏥',
  police: '👮',
  children: '🎒',
  consulate: '🏛',
}
/** Younger people are children to everybody in the directory. */
const ADULT = 18
/** A rounded point stands for an area so wide. */
const AREA_KM = 10
/** Of these there is no consulate here. */
const NO_CONSULATE = ['kazakhstan', 'stateless']

/** The screen that comes next. */
export function nearScreen(frame: NearFrame): Screen {
  switch (stepOf(frame, frame.ask)) {
    case 'need':
      return needScreen(frame)
    case 'afraid':
      return afraidScreen(frame)
    case 'country':
      return countryScreen(frame)
    case 'where':
      return whereScreen(frame)
    case 'type':
      return question(frame, 'near.where.type', [[listButton(frame)]])
    case 'send':
      return question(frame, 'near.where.send', [[listButton(frame)]], { km: AREA_KM })
    case 'who':
      return whoScreen(frame)
    default:
      return resultScreen(frame)
  }
}

/** Towns that a typed name may mean. */
export function meantScreen(frame: NearFrame, towns: string[]): Screen {
  return question(frame, 'near.where.mean', [
    ...pairs(townButtons(frame, towns)),
    [typeButton(frame), listButton(frame)],
  ])
}

/** No town resembles what was typed; the team may be meant. */
export function unknownScreen(frame: NearFrame): Screen {
  return question(frame, 'near.where.unknown', [[listButton(frame)], [writeButton(frame.language)]])
}

function needScreen(frame: NearFrame): Screen {
  const choices = NEEDS.map((need) =>
    choice(frame, { need }, `${ICONS[need]} ${frame.language.plain(`near.need.${need}`)}`),
  )
  return question(frame, 'near.need.text', pairs(choices))
}

/** Asked before the country: who is afraid need not name it. */
function afraidScreen(frame: NearFrame): Screen {
  return question(frame, 'near.afraid.text', [
    [choice(frame, { afraid: true }, frame.language.plain('near.button.afraid'))],
    [choice(frame, { afraid: false }, frame.language.plain('near.button.not-afraid'))],
  ])
}

function countryScreen(frame: NearFrame): Screen {
  const countries = Object.keys(frame.content.countries).filter((id) => !NO_CONSULATE.includes(id))
  const choices = countries.map((country) => choice(frame, { country }, frame.language.plain(`countries.${country}`)))
  return question(frame, 'near.country.text', pairs(choices))
}

function whereScreen(frame: NearFrame): Screen {
  const { content, language } = frame
  const large = Object.keys(content.places).filter((id) => content.places[id]?.large)
  const send = choice(frame, { where: SENDS }, `📎 ${language.plain('near.button.send')}`)
  const outside = choice(frame, { where: OUTSIDE }, `🌍 ${language.plain('near.button.outside')}`)
  const anywhere = choice(frame, { where: ANYWHERE }, language.plain('near.button.anywhere'))
  return question(frame, 'near.where.text', [
    ...pairs(townButtons(frame, large)),
    [send, typeButton(frame)],
    [outside, anywhere],
  ])
}

function whoScreen(frame: NearFrame): Screen {
  const { language, ask } = frame
  const toggles = whoMatters(frame, ask).map((person) => {
    const mark = ask.who.includes(person) ? '✅' : '▫️'
    return choice(frame, { who: toggled(ask.who, person) }, `${mark} ${personLabel(language, person)}`)
  })
  const show = choice(frame, { whoSaid: true }, language.plain(`near.button.${ask.who.length > 0 ? 'show' : 'skip'}`))
  return question(frame, 'near.who.text', [...toggles.map((toggle) => [toggle]), [show]])
}

function personLabel(language: Language, person: Person): string {
  return language.plain(`near.who.${person}`, { age: ADULT })
}

function townButtons(frame: NearFrame, towns: string[]): Button[] {
  return towns.flatMap((id) => {
    const place = frame.content.places[id]
    return place ? [choice(frame, { where: place.code }, frame.language.plain(`places.${id}`))] : []
  })
}

function typeButton(frame: NearFrame): Button {
  return choice(frame, { where: TYPES }, `⌨️ ${frame.language.plain('near.button.type')}`)
}

function listButton(frame: NearFrame): Button {
  return choice(frame, { where: '' }, frame.language.plain('near.button.list'))
}
