/** Cases as a test needs them: what somebody sent, without walking through the screens. */
import type { Case, Entry } from '../src/case/case.ts'
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
  return {
    format: 1,
    number,
    createdAt,
    language: 'en',
    origin: 'sos',
    priority: 0,
    why: 'danger',
    state: 'new',
    trafficking: { status: 'not_assessed' },
    unownedSince: createdAt,
    rung: 0,
    toldUnopened: false,
    toldPartners: false,
    lastWordAt: createdAt,
    entries: 0,
    forms: {},
    answers: [],
    referrals: [],
    maybeSame: [],
    ...overrides,
    about: { hours: [], outside: 'wait', writeFirst: true, plain: false, ...overrides.about },
    person: { chat, since: 0, reachable: 'yes', wrongWords: 0, withdrawn: false, ...overrides.person },
    desk: { upTo: 0, unsure: false, private: {}, failures: 0, ...overrides.desk },
  }
}

/** The person's words, as the log keeps them; `ref`: the message on their phone. */
export const said = (text: string, ref: number): Entry => sent({ kind: 'text', text }, ref)

/** Anything the person sent. */
export const sent = (piece: Piece, ref: number): Entry => ({ kind: 'from', at: Date.parse(NOON), ref, piece })
