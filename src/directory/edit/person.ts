/** The person of an organization: inviting them, and taking the entry out of their hands. */
import { INVITATION_DAYS } from '../contact/invitation.ts'
import { unlinked } from '../register/edits.ts'
import type { LogLine } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { changing, type Decide, decided } from './changing.ts'
import { actButton, type Asker, backToEntry, type EditParts, type EntryAct } from './part.ts'
import { fingerprint, nameOf, refOf } from '../ref.ts'

/** `i:<ref>`: a link for whoever answers for the entry. */
export function createInvite(parts: EditParts): EntryAct {
  return async (asker, entry) => {
    const { language, id: by, now: at } = asker
    const code = await parts.invite(entry.id)
    const log: LogLine[] = [{ at, by, what: 'invited' }]
    await decided(parts, asker, entry.id, ({ record }) => ({ change: { record, log } }))
    const link = `https://t.me/${parts.botInfo.username}?start=entry_${code}`
    const text = language.t('editor.invited', { name: nameOf(asker.scene, entry.id), link, days: INVITATION_DAYS })
    return { screen: { text, rows: [[backToEntry(language, entry.id)]] } }
  }
}

/** `d:<ref>` asks, `d:<ref>:<print>` removes the person who was linked then. */
export function createRemove(parts: EditParts): EntryAct {
  return async (asker, entry, [, print]) => {
    const { language } = asker
    if (!entry.record.contact || print !== undefined)
      return changing(parts, asker, entry.id, { decide: removing(parts, asker, print), toast: 'removed' })
    const yes = actButton(language, 'remove-yes', 'd', refOf(entry.id), printOf(entry))
    const text = language.t('editor.remove-sure', { name: nameOf(asker.scene, entry.id) })
    return { screen: { text, rows: [[{ ...yes, style: 'danger' }], [backToEntry(language, entry.id)]] } }
  }
}

/** What they asked for goes with them: another editor is not to approve it. */
function removing({ content }: EditParts, { id: by, now: at }: Asker, print: string | undefined): Decide {
  return (entry) => {
    if (!entry.record.contact) return { same: true }
    if (printOf(entry) !== print) return { meanwhile: true }
    const { record, ...change } = unlinked(content, entry, { at, by })
    return { change: { ...change, record: { ...record, proposals: [] } } }
  }
}

function printOf({ record: { contact } }: Entry): string {
  return fingerprint([contact?.chat, contact?.since])
}
