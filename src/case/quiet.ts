/** The quiet sign: the person is watched. Staff stop writing, and the desk reads why. */
import type { Case } from './case.ts'
import type { Change } from './change.ts'
import { sameWord } from './words.ts'

/** The case on hold by its person; undefined when nothing changes. `at`: ms since 1970. */
export function quieted(each: Case, at: number): Change | undefined {
  if (each.state === 'closed' || each.hold?.by === 'person') return undefined
  const { unlockedUntil: _, ...person } = each.person // whoever stands there is asked for the code word again
  return {
    case: { ...each, person, hold: { at, by: 'person' }, lastWordAt: at },
    entries: [{ kind: 'event', at, event: 'quiet' }],
    audit: [{ who: 'person', what: 'quiet' }],
  }
}

/** Whether this text is the word by which the person asks for quiet. */
export function isQuietWord(each: Case, text: string): boolean {
  return each.about.quietWord !== undefined && sameWord(text, each.about.quietWord)
}
