/** What every part of the directory gets. */
import type { Api } from 'grammy'
import type { Clock } from '../clock.ts'
import type { Content } from '../content/load.ts'
import type { Ctx, Log } from '../context.ts'
import type { Language, Languages } from '../language/language.ts'
import type { Screen } from '../telegram/screen.ts'
import type { Register } from './register/register.ts'

/** Who keeps the directory true, as the desk knows them. */
export type Editors = {
  /** Asked at each press. */
  may(id: number): Promise<boolean>
  /** Writes to each editor in their language, to the admins while there is no editor; the ids of those it reached. */
  tell(screen: (language: Language) => Screen): Promise<number[]>
  /** The first name of somebody who works here, or did within the last year. */
  nameOf(id: number): Promise<string | undefined>
}

export type DirectoryParts = {
  content: Content
  languages: Languages
  clock: Clock
  log: Log
  timeZone: string
  /** Kazakhstan's day, YYYY-MM-DD. */
  today(): string
  /** For what answers nobody. */
  api: Api
  botInfo: { username: string }
  register: Register
  editors: Editors
  /** A text that means something to the person's case whatever was asked. */
  isSign(ctx: Ctx, text: string): Promise<boolean>
}
