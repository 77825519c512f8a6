/** What the screens of an editor are made of, and what a press is answered with. */
import type { Content } from '../../content/load.ts'
import type { Ctx } from '../../context.ts'
import type { Language } from '../../language/language.ts'
import type { Button } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import type { DirectoryParts } from '../parts.ts'
import type { Entry } from '../register/register.ts'
import { refOf, toDirectory } from '../ref.ts'

/** What a screen is made from; nothing is read from the store. */
export type Scene = { content: Content; language: Language; timeZone: string; now: number }

/** An editor who pressed or typed something. `once`: the name of this update. */
export type Asker = { ctx: Ctx; id: number; language: Language; once: string; now: number; scene: Scene }

/** A screen in place of the tapped message, a notice, or both. */
export type Outcome = { screen?: Screen; toast?: string }

/** `args` come from a phone: nothing in them is to be trusted. */
export type Act = (asker: Asker, args: string[]) => Promise<Outcome>
/** The first of the arguments named an entry. */
export type EntryAct = (asker: Asker, entry: Entry, args: string[]) => Promise<Outcome>

export type EditParts = DirectoryParts & {
  /** The code of a link for an entry's person. */
  invite(id: string): Promise<string>
  tellContact: TellContact
}

/** Tells the person of an entry what became of a change they sent; somebody who cannot be reached is no error. */
export type TellContact = (entry: Entry, outcome: 'approved' | 'refused') => Promise<void>

export function actButton(language: Language, label: string, act: string, ...args: string[]): Button {
  return { label: language.plain(`editor.button.${label}`), to: toDirectory(language, act, ...args) }
}

export function homeButton(language: Language): Button {
  return { label: `⬅️ ${language.plain('editor.button.home')}`, to: toDirectory(language) }
}

export function backToEntry(language: Language, id: string): Button {
  return { label: `⬅️ ${language.plain('editor.button.back')}`, to: toDirectory(language, 'e', refOf(id)) }
}

/** The button is of another time. */
export function outdated(language: Language): Outcome {
  return { toast: language.plain('editor.toast.outdated') }
}
