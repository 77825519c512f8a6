/** What an organization's person wants to be changed: an editor sees before and after, and decides. */
import type { Screen } from '../../telegram/screen.ts'
import { completed, edited, takenFrom } from '../register/edits.ts'
import type { EntryRecord, Patch } from '../register/record.ts'
import type { Change, Entry } from '../register/register.ts'
import { entryScreen } from './entry.ts'
import { type Decide, type Decided, decided, outcomeOf } from './changing.ts'
import { actButton, backToEntry, type EditParts, type EntryAct, type Scene } from './part.ts'
import { fingerprint, nameOf, refOf } from '../ref.ts'
import { differenceText, momentWords } from './words.ts'

type Proposal = EntryRecord['proposals'][number]

function proposalOf({ record }: Entry, print: string | undefined): Proposal | undefined {
  return record.proposals.find(({ id }) => fingerprint(id) === print)
}

/** A number that its own person gave is one that they stand for: whoever called called another one. */
function wantedOf({ now }: Entry, { patch }: Proposal, day: string): Patch {
  const { phones } = patch
  const isNew = phones !== undefined && fingerprint(phones) !== fingerprint(now.phones)
  if (!isNew || now.assured_by === 'organization') return patch
  return { ...patch, assured_by: 'organization', assured_date: day }
}

/** What the entry says now of what would be changed. */
function baseOf({ now }: Entry, { patch }: Proposal): string {
  return fingerprint([takenFrom(now, patch), now.publication, patch])
}

/** `p:<ref>:<print>` shows one. */
export function createShowProposal({ today }: Pick<EditParts, 'today'>): EntryAct {
  return async ({ scene, language }, entry, [, print]) => {
    const proposal = proposalOf(entry, print)
    if (proposal) return { screen: proposalScreen(scene, entry, proposal, today()) }
    return { screen: entryScreen(scene, entry), toast: language.plain('editor.toast.outdated') } // decided meanwhile
  }
}

/** `a:<ref>:<print>:<base>` makes the change. */
export function createApprove(parts: EditParts): EntryAct {
  return deciding(parts, 'approved', (entry, proposal, { base, at, by }) => {
    if (baseOf(entry, proposal) !== base) return { meanwhile: true }
    const wanted = wantedOf(entry, proposal, parts.today())
    const outcome = edited(parts.content, entry, wanted, { at, by, what: 'approved' })
    if ('refused' in outcome) return outcome
    if ('same' in outcome) return { change: without(proposal, { record: entry.record }, { at, by, what: 'approved' }) }
    return { change: without(proposal, outcome.change) }
  })
}

/** `r:<ref>:<print>` takes it from the list. */
export function createRefuse(parts: EditParts): EntryAct {
  return deciding(parts, 'refused', (entry, proposal, { at, by }) => {
    const line = { at, by, what: 'refused', before: takenFrom(entry.now, proposal.patch) } as const
    return { change: without(proposal, { record: entry.record }, line) }
  })
}

function without({ id }: Proposal, { record, log = [] }: Change, ...more: NonNullable<Change['log']>): Change {
  const proposals = record.proposals.filter((each) => each.id !== id)
  return { record: { ...record, proposals }, log: [...log, ...more] }
}

type Pressed = { base: string | undefined; at: number; by: number }

/** Its person hears of it once: only who decided it tells. */
function deciding(
  parts: EditParts,
  what: 'approved' | 'refused',
  decide: (entry: Entry, proposal: Proposal, pressed: Pressed) => Decided,
): EntryAct {
  return async (asker, entry, [, print, base]) => {
    const pressed = { base, at: asker.now, by: asker.id }
    const each: Decide = (current) => {
      const proposal = proposalOf(current, print)
      return proposal ? decide(current, proposal, pressed) : { same: true }
    }
    const outcome = (await decided(parts, asker, entry.id, each)) ?? { same: true }
    if ('change' in outcome) await parts.tellContact(entry, what)
    return outcomeOf(parts, asker, entry.id, { outcome, toast: what })
  }
}

function proposalScreen(scene: Scene, entry: Entry, proposal: Proposal, day: string): Screen {
  const { language } = scene
  const patch = completed(scene.content, entry, wantedOf(entry, proposal, day))
  const args = [refOf(entry.id), fingerprint(proposal.id)]
  const approve = actButton(language, 'approve', 'a', ...args, baseOf(entry, proposal))
  const refuse = actButton(language, 'refuse', 'r', ...args)
  const text = [
    language.t('editor.proposal.text', { name: nameOf(scene, entry.id), at: momentWords(scene, proposal.at) }),
    differenceText(scene, takenFrom(entry.now, patch), patch),
    becomesPublic(entry, patch) ? language.t('editor.proposal.public') : '',
  ]
  return {
    text: text.filter(Boolean).join('\n\n'),
    rows: [
      [
        { ...approve, style: 'success' as const },
        { ...refuse, style: 'danger' as const },
      ],
      [backToEntry(language, entry.id)],
    ],
  }
}

/** A street would be shown where only the town is shown now. */
function becomesPublic({ now }: Entry, { locations }: Patch): boolean {
  const wasPublic = now.locations.some(({ visibility }) => visibility === 'public')
  return !wasPublic && JSON.stringify(locations ?? null).includes('"public"')
}
