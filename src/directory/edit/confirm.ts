/** "I called, it is right": asked once, with everything that is then confirmed. */
import type { Screen } from '../../telegram/screen.ts'
import { confirmedByTeam } from '../register/edits.ts'
import type { Entry } from '../register/register.ts'
import { changing } from './changing.ts'
import { saidLines } from './entry.ts'
import { actButton, backToEntry, type EditParts, type EntryAct, type Scene } from './part.ts'
import { fingerprint, nameOf, refOf } from '../ref.ts'

/** `c:<ref>` asks, `c:<ref>:<print>` confirms what had this print. */
export function createConfirm(parts: EditParts): EntryAct {
  return async (asker, entry, [, print]) => {
    if (print === undefined) return { screen: sureScreen(asker.scene, entry) }
    const moment = { at: asker.now, by: asker.id, day: parts.today() }
    return changing(parts, asker, entry.id, {
      decide: (each) =>
        fingerprint(each.now) === print ? confirmedByTeam(parts.content, each, moment) : { meanwhile: true },
      toast: 'confirmed',
    })
  }
}

function sureScreen(scene: Scene, entry: Entry): Screen {
  const { language } = scene
  const yes = actButton(language, 'called-yes', 'c', refOf(entry.id), fingerprint(entry.now))
  const text = [
    language.t('editor.called.sure'),
    `<b>${language.t('editor.entry.title', { marks: '', name: nameOf(scene, entry.id) })}</b>`,
    saidLines(scene, entry).join('\n'),
    entry.record.closedAt === undefined ? '' : language.t('editor.called.closed'),
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    rows: [[{ ...yes, style: 'success' as const }], [backToEntry(language, entry.id)]],
  }
}
