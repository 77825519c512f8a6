/** One change of an entry by an editor, and the screen that tells what became of it. */
import type { Edited } from '../register/edits.ts'
import type { Entry } from '../register/register.ts'
import { entryScreen } from './entry.ts'
import { type Asker, type EditParts, type Outcome, outdated } from './part.ts'
import { refusedScreen } from './refusals.ts'

/** `meanwhile`: it does not say any more what it said when it was shown. */
export type Decided = Edited | { meanwhile: true }
/** Pure: it may run several times. */
export type Decide = (entry: Entry) => Decided

/** Undefined: there is no such entry. Throws what the store throws. */
export async function decided(
  { register }: EditParts,
  { once }: Asker,
  id: string,
  decide: Decide,
): Promise<Decided | undefined> {
  const said: { last?: Decided } = {}
  await register.change(
    id,
    (entry) => {
      said.last = decide(entry)
      return 'change' in said.last ? said.last.change : undefined
    },
    once,
  )
  return said.last
}

/** `toast`: said when it was changed. */
export async function changing(
  parts: EditParts,
  asker: Asker,
  id: string,
  { decide, toast }: { decide: Decide; toast: string },
): Promise<Outcome> {
  const outcome = await decided(parts, asker, id, decide)
  if (!outcome) return outdated(asker.language)
  return outcomeOf(parts, asker, id, { outcome, toast })
}

export async function outcomeOf(
  { register }: EditParts,
  { language, scene }: Asker,
  id: string,
  { outcome, toast }: { outcome: Decided; toast: string },
): Promise<Outcome> {
  if ('refused' in outcome) return { screen: refusedScreen(language, id, outcome.refused) }
  const entry = await register.read(id)
  if (!entry) return outdated(language)
  const notice = 'change' in outcome ? toast : 'meanwhile' in outcome ? 'meanwhile' : 'same'
  const said = language.plain(`editor.toast.${notice}`)
  return { screen: entryScreen(scene, entry, 'change' in outcome ? undefined : `<b>${said}</b>`), toast: said }
}
