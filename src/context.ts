/** What every handler sees: types only. */
import type { Api, Context, SessionFlavor } from 'grammy'
import type { Cases } from './case/cases.ts'
import type { Clock } from './clock.ts'
import type { Content } from './content/load.ts'
import type { Language, Languages } from './language/language.ts'
import type { Effects } from './store/effects.ts'
import type { Turn } from './store/inbox.ts'
import type { Session } from './store/session.ts'
import type { Address } from './telegram/buttons.ts'

/** What a person's update carries besides Telegram's own. */
export type Handling = {
  /** Missing for what changes nothing, and while the store is down: nothing can be remembered, everything can be shown. */
  turn: Turn | undefined
  /** The person has pressed Hide since: nothing may appear any more. */
  isHidden(): boolean
  /** Waits, by the program's clock. */
  pause(milliseconds: number): Promise<void>
  /** Set when the person could not be told anything: the update is tried again. */
  untold: boolean
  /** What this update changes; written once, when it is done. */
  effects: Effects
  /** Telegram has taken, or is taking, the spinner from the tapped button. */
  tapAnswered: boolean
}

export type Ctx = Context &
  SessionFlavor<Session> & {
    handling: Handling
    language: Language
    /** Where the tapped button leads; undefined for other updates and for buttons that are not ours. */
    address: Address | undefined
    /** Ids of this chat's messages that Hide can still remove; none while the store is down. */
    knownMessages(): Promise<number[]>
    /** Ids of messages about this person's case, however old; from now on nothing is written into them by itself. */
    leaveCase(): Promise<number[]>
  }

/** What every part gets that works on cases. */
export type Deps = {
  cases: Cases
  content: Content
  languages: Languages
  clock: Clock
  log: Log
  timeZone: string
  /** For calls that answer nobody: no patience, so that a pause of one lane holds up no other. */
  api: Api
}

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
