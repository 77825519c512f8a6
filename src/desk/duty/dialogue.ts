/** Adding a shift by tapping: who, on which days, from, to, first or as backup, for which languages. */
import type { Language, Languages } from '../../language/language.ts'
import { address, type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { daysOf, type Draft, HALF_HOURS, isSet, shiftOf, toggled, writeDraft } from './draft.ts'
import { timeOfDay } from './time.ts'
import { daysInWords, dutyButton, shiftLine, WEEKDAYS } from './view.ts'
import type { Member } from '../staff.ts'
import { short } from '../office/part.ts'

/** Telegram takes at most 100 buttons a message. */
const MAX_CHOICES = 90
const TIMES_IN_A_ROW = 6

/** Who is to be on duty? */
export function whoScreen(language: Language, members: Member[]): Screen {
  const choice = ({ id, name }: Member): Button => ({
    label: name,
    to: address(language.tag, 'duty', 'add', short(id)),
  })
  return {
    text: language.t('duty.who'),
    rows: [...pairs(members.slice(0, MAX_CHOICES).map(choice)), [dutyButton(language, 'back')]],
  }
}

/** The next question about this shift. */
export function draftScreen(
  language: Language,
  languages: Languages,
  draft: Draft,
  { name, daysChosen }: { name: string; daysChosen: boolean },
): Screen {
  if (!daysChosen || draft.days === 0) return daysScreen(language, draft, name)
  if (draft.from === undefined || draft.to === undefined) return timeScreen(language, draft, name)
  if (draft.as === undefined) return asScreen(language, draft, name)
  return lastScreen(language, languages, draft, name)
}

function to(language: Language, draft: Draft, ...more: string[]): string {
  return address(language.tag, 'duty', 'add', ...writeDraft(draft), ...more)
}

function daysScreen(language: Language, draft: Draft, name: string): Screen {
  const day = (weekday: string, index: number): Button => ({
    label: marked(language.plain(`duty.day.${weekday}`), isSet(draft.days, index)),
    to: to(language, { ...draft, days: toggled(draft.days, index) }),
  })
  const next = draft.days === 0 ? [] : [{ label: language.plain('duty.button.next'), to: to(language, draft, '') }]
  const days = WEEKDAYS.map(day)
  return {
    text: language.t('duty.which-days', { name }),
    rows: [days.slice(0, 4), days.slice(4), next, [dutyButton(language, 'back')]],
  }
}

function timeScreen(language: Language, draft: Draft, name: string): Screen {
  const asked = draft.from === undefined ? 'from' : 'to'
  const times = Array.from(
    { length: HALF_HOURS },
    (_, half): Button => ({
      label: timeOfDay(half * 30),
      to: to(language, { ...draft, [asked]: half }),
    }),
  )
  const rows = times.flatMap((_, index) =>
    index % TIMES_IN_A_ROW === 0 ? [times.slice(index, index + TIMES_IN_A_ROW)] : [],
  )
  const days = daysInWords(language, daysOf(draft))
  return {
    text: language.t(`duty.${asked}`, { name, days, from: timeOfDay((draft.from ?? 0) * 30) }),
    rows: [...rows, [dutyButton(language, 'back')]],
  }
}

function asScreen(language: Language, draft: Draft, name: string): Screen {
  const choice = (as: 'duty' | 'backup'): Button => ({
    label: language.plain(`duty.as.${as}`),
    to: to(language, { ...draft, as, holidays: false, languages: 0 }),
  })
  return {
    text: language.t('duty.as-what', { name }),
    rows: [[choice('duty'), choice('backup')], [dutyButton(language, 'back')]],
  }
}

/** What will be saved; languages and holidays can still be set. */
function lastScreen(language: Language, languages: Languages, draft: Draft, name: string): Screen {
  const codes = languages.all.map(({ code }) => code)
  const shift = shiftOf(draft, codes)
  if (!shift) return daysScreen(language, draft, name)
  const bits = draft.languages ?? 0
  const spoken = languages.all.map(
    (each, index): Button => ({
      label: marked(each.name, isSet(bits, index)),
      to: to(language, { ...draft, languages: toggled(bits, index) }),
    }),
  )
  const holidays: Button = {
    label: marked(language.plain('duty.button.on-holidays'), shift.holidays),
    to: to(language, { ...draft, holidays: !shift.holidays }),
  }
  const save: Button = {
    label: language.plain('duty.button.save'),
    to: to(language, draft, 'save'),
    style: 'success',
  }
  const line = shiftLine(language, languages, { ...shift, id: '' }, new Map([[draft.staff, name]]))
  return {
    text: `${line}\n\n${language.t('duty.which-languages')}`,
    rows: [...pairs(spoken), [holidays], [save], [dutyButton(language, 'back')]],
  }
}

function marked(label: string, isChosen: boolean): string {
  return isChosen ? `✅ ${label}` : label
}
