/** Cases as a test needs them: what somebody sent, without walking through the screens. */
import type { Case } from '../src/case/case.ts'
import type { Entry } from '../src/case/entry.ts'
import { newCase } from '../src/case/new-case.ts'
import type { Piece } from '../src/telegram/pieces.ts'
import { NOON } from './world.ts'

type Overrides = Partial<Omit<Case, 'person' | 'desk' | 'about'>> & {
  person?: Partial<Case['person']>
  desk?: Partial<Case['desk']>
  about?: Partial<Case['about']>
}

/** A new case of the person in this private chat; P0 unless `overrides` say otherwise. */
export function report(number: number, chat: number, overrides: Overrides = {}): Case {
  const createdAt = overrides.createdAt ?? Date.parse(NOON)
  const begun = newCase({ number, createdAt, language: 'en', chat, origin: 'sos', priority: 0, why: 'danger' })
  return {
    ...begun,
    ...overrides,
    about: { ...begun.about, ...overrides.about },
    person: { ...begun.person, ...overrides.person },
    desk: { ...begun.desk, ...overrides.desk },
  }
}

/** The person's words, as the log keeps them; `ref`: the message on their phone. */
export const said = (text: string, ref: number): Entry => sent({ kind: 'text', text }, ref)

/** Anything the person sent. */
export const sent = (piece: Piece, ref: number): Entry => ({ kind: 'from', at: Date.parse(NOON), ref, piece })
