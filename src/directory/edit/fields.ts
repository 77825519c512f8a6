/** Correcting a field: which one; for an address of which place, and whether everybody may find it; then it is typed. */
import type { Location, Organization } from '../../content/directory.ts'
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import { pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { Entry } from '../register/register.ts'
import { ask, type Question, TYPED } from './asked.ts'
import { actButton, backToEntry, type EntryAct, outdated, type Scene } from './part.ts'
import { refOf, toDirectory } from '../ref.ts'
import { basePrint, currentText, placeOf, placePrint } from './typed.ts'
import { placeWords } from './words.ts'

const OFFICE = 'y'

/** `x:<ref>`: which field? */
export const showFields: EntryAct = async ({ language }, { id }) => {
  const ref = refOf(id)
  const typed = TYPED.map((field) => actButton(language, field, 't', ref, field))
  const tapped = [actButton(language, 'whom', 'w', ref), actButton(language, 'languages', 'g', ref)]
  return {
    screen: {
      text: language.t('editor.which-field'),
      rows: [...pairs([...typed, ...tapped]), [backToEntry(language, id)]],
    },
  }
}

/** `t:<ref>:<field>[:<place>[:y]]`: asks to type it, or what must be known before. */
export const askField: EntryAct = async ({ ctx, language, scene, now }, entry, [, named, place, office]) => {
  const field = TYPED.find((each) => each === named)
  if (!field) return outdated(language)
  if (field !== 'address') {
    const question = { id: entry.id, field, base: basePrint(field, entry.now) }
    ask(ctx, { step: 'type', question }, now)
    return { screen: typeScreen(language, entry, question) }
  }
  const chosen = chosenPlace(entry.now, place)
  if (!chosen) return place === undefined ? { screen: whichPlace(scene, entry) } : outdated(language)
  if (chosen.visibility === 'public' || (chosen.visibility === 'city' && office === OFFICE)) {
    const isOffice = chosen.visibility === 'city'
    const base = basePrint(field, entry.now)
    const question = { id: entry.id, field, base, place: placePrint(chosen), ...(isOffice && { office: true }) }
    ask(ctx, { step: 'type', question }, now)
    return { screen: typeScreen(language, entry, question) }
  }
  return { screen: officeScreen(scene, entry, chosen) }
}

/** The only place, or the named one. */
function chosenPlace(now: Organization, print: string | undefined): Location | undefined {
  const [only, ...others] = now.locations
  return print === undefined && others.length === 0 ? only : placeOf(now, print)
}

function whichPlace(scene: Scene, { id, now }: Entry): Screen {
  const { language } = scene
  const choices = now.locations.map((place) => [
    { label: placeWords(place, scene), to: toDirectory(language, 't', refOf(id), 'address', placePrint(place)) },
  ])
  const key = choices.length > 0 ? 'editor.address.which' : 'editor.address.nowhere'
  return { text: language.t(key), rows: [...choices, [backToEntry(language, id)]] }
}

/** Where people are hidden a street never stands; otherwise the editor must know that it is an office. */
function officeScreen({ language }: Scene, { id, now }: Entry, place: Location): Screen {
  const isSecret = now.locations.some(({ visibility }) => visibility === 'call-first')
  const yes = actButton(language, 'office', 't', refOf(id), 'address', placePrint(place), OFFICE)
  return isSecret
    ? { text: language.t('editor.address.secret'), rows: [[backToEntry(language, id)]] }
    : { text: language.t('editor.address.office'), rows: [[yes], [backToEntry(language, id)]] }
}

/** `wrong`: what was typed is not in this form. */
export function typeScreen(
  language: Language,
  { id, now }: Entry,
  question: Pick<Question, 'field' | 'place'>,
  wrong = false,
): Screen {
  const back: Button = { label: `⬅️ ${language.plain('editor.button.back')}`, to: toDirectory(language, 'x', refOf(id)) }
  const { form, example } = FORMS[question.field]
  const text = [
    wrong ? `<b>${language.t('editor.type.wrong')}</b>` : '',
    language.t(`editor.type.${question.field}`, { form, example }),
    language.t('editor.type.now', { now: currentText(question, now) }),
    language.t('editor.type.none'),
  ]
  return { text: text.filter(Boolean).join('\n\n'), rows: [[back]] }
}

/** The same in every language. */
const FORMS: Record<Question['field'], { form: string; example: string }> = {
  phones: { form: '+7 …, 111, WhatsApp +7 …', example: '+7 727 258 45 98, WhatsApp +7 701 000 00 00' },
  hours: { form: '1-5 09:00-18:00; 6 10:00-14:00', example: '24/7' },
  address: { form: '', example: 'Abai 10, office 5' },
}
