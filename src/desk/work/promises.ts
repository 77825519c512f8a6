/**
 * What staff promised a person: an inside note that begins with `!`. It stands first where the case is handed over, until
 * somebody marks it as kept or the case closes. Pure.
 */
import type { Case } from '../../case/case.ts'
import type { Entry } from '../../case/entry.ts'
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import { timeWords } from '../duty/time.ts'
import { type Act, changed, isRefusal, noted, type Outcome } from './changes.ts'
import { caseButton } from './keyboard.ts'

const PROMISE = /^!\s*(?=\S)/

/** An inside note, and a promise where it begins so. */
export function notedOrPromised(each: Case, act: Act, text: string): Outcome {
  const note = noted(each, act, text)
  if (note === undefined || isRefusal(note) || !PROMISE.test(text)) return note
  const promises = [...each.promises, { entry: each.entries, at: act.at, by: act.by }]
  return { ...note, case: { ...note.case, promises } }
}

/** Kept, or of no use any more: whoever looks after the case says so. */
export function promiseKept(each: Case, act: Act, entry: number): Outcome {
  const open = each.promises.filter((promise) => promise.entry !== entry)
  if (open.length === each.promises.length) return undefined
  return changed({ ...each, promises: open }, act, 'promise-kept')
}

/** The words of the open promises, oldest first. `log`: all of it. */
export function promisesIn(each: Case, log: readonly Entry[]): string[] {
  return each.promises.flatMap(({ entry }) => {
    const note = log[entry]
    return note?.kind === 'note' ? [note.text.replace(PROMISE, '')] : []
  })
}

/** A button for each open promise, by its time: the words stand in the topic, a private message must not hold them. */
export function promiseButtons(language: Language, each: Case, timeZone: string): Button[][] {
  return each.promises.map(({ entry, at }) => {
    const label = `✔ ${language.plain('staff.promise-of', timeWords(at, timeZone, language))}`
    return [caseButton(language, 'work', label, each.number, 'kept', String(entry))]
  })
}
