/** Hiding an entry at once, and showing it again. */
import { hidden, shownAgain } from '../register/edits.ts'
import { actButton, backToEntry, type EditParts, type EntryAct } from './part.ts'
import { nameOf, refOf } from '../ref.ts'
import { changing, decided, outcomeOf } from './changing.ts'
import { linePrint } from './history.ts'

/** `h:<ref>`: one tap, without a question; the screen that follows takes it back. */
export function createHide(parts: EditParts): EntryAct {
  return async (asker, entry) => {
    const { language, id, now } = asker
    const outcome = await decided(parts, asker, entry.id, (each) =>
      hidden(parts.content, each, { at: now, by: id, day: parts.today() }),
    )
    if (!outcome || 'refused' in outcome)
      return outcomeOf(parts, asker, entry.id, { outcome: outcome ?? { same: true }, toast: 'hidden' })
    const line = (await parts.register.history(entry.id)).find(({ what }) => what === 'hidden')
    const undo = line ? [actButton(language, 'undo', 'u', refOf(entry.id), linePrint(line))] : []
    return {
      screen: {
        text: language.t('editor.hidden', { name: nameOf(asker.scene, entry.id) }),
        rows: [undo, [backToEntry(language, entry.id)]],
      },
      toast: language.plain('editor.toast.hidden'),
    }
  }
}

/** `v:<ref>` */
export function createShow(parts: EditParts): EntryAct {
  return async (asker, entry) => {
    const history = await parts.register.history(entry.id)
    const moment = { at: asker.now, by: asker.id }
    return changing(parts, asker, entry.id, {
      decide: (each) => shownAgain(parts.content, each, history, moment),
      toast: 'shown',
    })
  }
}
