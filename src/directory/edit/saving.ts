/** What was typed is shown as before and after; nothing is changed until Save is tapped. */
import type { Screen } from '../../telegram/screen.ts'
import { completed, edited, takenFrom } from '../register/edits.ts'
import type { Patch } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { ask, askedOf, forgetAsked, type Question } from './asked.ts'
import { changing, type Decide } from './changing.ts'
import { typeScreen } from './fields.ts'
import { actButton, type Asker, backToEntry, type EditParts, type EntryAct, type Scene } from './part.ts'
import { fingerprint, nameOf, refOf } from '../ref.ts'
import { refusedScreen } from './refusals.ts'
import { basePrint, patchOf, savePrint } from './typed.ts'
import { differenceText, hoursWords } from './words.ts'

/** Longer texts are no field. */
const LONGEST = 300

/** The answer to what was typed; what is not understood is asked again. */
export function previewOf(parts: EditParts, asker: Asker, entry: Entry, question: Question, text: string): Screen {
  const { ctx, language, scene, now, id } = asker
  const patch = text.length > LONGEST ? undefined : patchOf(question, entry.now, text)
  ask(ctx, { step: 'type', question }, now)
  if (!patch) return typeScreen(language, entry, question, true)
  const outcome = edited(parts.content, entry, patch, { at: now, by: id })
  if ('refused' in outcome) return refusedScreen(language, entry.id, outcome.refused)
  if ('same' in outcome) return { text: language.t('editor.type.same'), rows: [[backToEntry(language, entry.id)]] }
  ask(ctx, { step: 'save', question, text }, now)
  const save = actButton(language, 'save', 's', refOf(entry.id), savePrint(question, text))
  return {
    text: previewText(scene, entry, patch),
    rows: [[{ ...save, style: 'success' }], [backToEntry(language, entry.id)]],
  }
}

/** Before and after of a change that is not made yet. */
export function previewText(scene: Scene, { id, now }: Entry, wanted: Patch): string {
  const { language } = scene
  const patch = completed(scene.content, { id, now }, wanted)
  const schedule = Array.isArray(wanted.schedule)
    ? (wanted.schedule as NonNullable<Entry['now']['schedule']>)
    : undefined
  const hours = hoursWords(schedule, language)
  const parts = [
    language.t('editor.preview', { name: nameOf(scene, id) }),
    differenceText(scene, takenFrom(now, patch), patch),
    hours === '' ? '' : language.t('editor.entry.in-words', { words: hours }),
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** `s:<ref>:<print>`: saves what this button stood under, if the entry still says what it said then. */
export function createSave(parts: EditParts): EntryAct {
  return async (asker, entry, [, print]) => {
    const { ctx, language, now, id } = asker
    const asked = askedOf(ctx, now)
    if (asked?.step !== 'save' || asked.question.id !== entry.id || savePrint(asked.question, asked.text) !== print)
      return { toast: language.plain('editor.toast.type-again') }
    const { question, text } = asked
    const outcome = await changing(parts, asker, entry.id, {
      decide: saving(parts, question, text, now, id),
      toast: 'saved',
    })
    forgetAsked(ctx)
    return outcome
  }
}

function saving({ content }: EditParts, question: Question, text: string, at: number, by: number): Decide {
  return (entry) => {
    const patch = patchOf(question, entry.now, text)
    const outcome = patch && edited(content, entry, patch, { at, by })
    if (outcome && 'same' in outcome) return outcome
    return outcome && basePrint(question.field, entry.now) === question.base ? outcome : { meanwhile: true }
  }
}

/** The change of a screen with switches. `base`: the print of what they began with. */
export function saveSwitched(
  { content }: EditParts,
  { id, now }: Asker,
  { base, baseOf, patch }: { base: string; baseOf(entry: Entry): unknown; patch: Patch },
): Decide {
  return (entry) => {
    const outcome = edited(content, entry, patch, { at: now, by: id })
    if ('same' in outcome) return outcome
    return fingerprint(baseOf(entry)) === base ? outcome : { meanwhile: true }
  }
}
