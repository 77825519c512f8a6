/** What each button of an editor does, by the first word of its address. Letters are short: ids of entries are long. */
import { ask, askedOf } from './asked.ts'
import { createConfirm } from './confirm.ts'
import { entryScreen } from './entry.ts'
import { askField, showFields } from './fields.ts'
import { entryFinder } from './find.ts'
import { createHistory, createUndo } from './history.ts'
import { foundScreen, listScreen, needsScreen, overviewScreen } from './overview.ts'
import { type Act, type Asker, type EditParts, type EntryAct, type Outcome, outdated } from './part.ts'
import { createInvite, createRemove } from './person.ts'
import { createApprove, createRefuse, createShowProposal } from './proposals.ts'
import { idOf } from '../ref.ts'
import { createSave } from './saving.ts'
import { createSpoken, createWhom } from './switches.ts'
import { createHide, createShow } from './visible.ts'

export type Acts = {
  home: Act
  find(asker: Asker, words: string, page?: number): Promise<Outcome>
  /** Undefined: there is no such act. */
  tap(name: string): Act | undefined
}

/** What is longer is cut: no name has so many letters. */
const LONGEST_SEARCH = 60

export function actsOf(parts: EditParts): Acts {
  const { content, register } = parts
  const findEntries = entryFinder(content)

  async function home({ ctx, scene, now }: Asker): Promise<Outcome> {
    ask(ctx, { step: 'find' }, now)
    return { screen: overviewScreen(scene, await register.all()) }
  }

  async function find({ ctx, scene, now }: Asker, typed: string, page = 0): Promise<Outcome> {
    const words = typed.trim().slice(0, LONGEST_SEARCH)
    ask(ctx, { step: 'find', words }, now)
    return { screen: foundScreen(scene, findEntries(await register.all(), words), words, page) }
  }

  async function list({ ctx, scene, language, now }: Asker, [name = '', page]: string[]): Promise<Outcome> {
    const screen = listScreen(scene, await register.all(), name, Number(page) || 0)
    if (!screen) return outdated(language)
    ask(ctx, { step: 'find' }, now)
    return { screen }
  }

  /** Another page of what was typed, for as long as that is known. */
  async function found(asker: Asker, [page]: string[]): Promise<Outcome> {
    const asked = askedOf(asker.ctx, asker.now)
    if (asked?.step === 'find' && asked.words !== undefined) return find(asker, asked.words, Number(page) || 0)
    return { toast: asker.language.plain('editor.toast.type-again') }
  }

  const acts: Record<string, Act> = {
    '': home,
    l: list,
    f: found,
    n: async ({ language }) => ({ screen: needsScreen({ language }) }),
    ...entryActs(parts),
  }
  return { home, find, tap: (name) => (Object.hasOwn(acts, name) ? acts[name] : undefined) }
}

const showEntry: EntryAct = async ({ scene }, entry) => ({ screen: entryScreen(scene, entry) })

function entryActs(parts: EditParts): Record<string, Act> {
  const acts: Record<string, EntryAct> = {
    e: showEntry,
    entry: showEntry, // whole ids: what editors are told of leads here
    c: createConfirm(parts),
    x: showFields,
    t: askField,
    s: createSave(parts),
    w: createWhom(parts),
    g: createSpoken(parts),
    h: createHide(parts),
    v: createShow(parts),
    y: createHistory(parts),
    u: createUndo(parts),
    p: createShowProposal(parts),
    a: createApprove(parts),
    r: createRefuse(parts),
    i: createInvite(parts),
    d: createRemove(parts),
  }
  return Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, onEntry(parts, act)]))
}

/** The entry is read anew at each press. */
function onEntry({ content, register }: EditParts, act: EntryAct): Act {
  return async (asker, args) => {
    const id = idOf(content, args[0] ?? '')
    const entry = id === undefined ? undefined : await register.read(id)
    return entry ? act(asker, entry, args) : outdated(asker.language)
  }
}
