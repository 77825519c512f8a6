/** A case at its beginning: nobody has opened it, nobody has it, nothing of it stands anywhere. */
import type { Case } from './case.ts'

/** What is known of it then; everything else is empty. */
export type Beginning = Pick<Case, 'number' | 'createdAt' | 'language' | 'origin' | 'priority' | 'why'> & {
  /** The phone answers go to. */
  chat: number
  about?: Case['about']
  draft?: string
}

export function newCase({ chat, about, createdAt, ...rest }: Beginning): Case {
  return {
    ...rest,
    format: 1,
    createdAt,
    about: about ?? { hours: [], outside: 'wait', writeFirst: true, plain: false },
    state: 'new',
    trafficking: { status: 'not_assessed' },
    person: { chat, since: 0, reachable: 'yes', wrongWords: 0, withdrawn: false },
    unownedSince: createdAt,
    rung: 0,
    toldUnopened: false,
    toldPartners: false,
    lastWordAt: createdAt,
    desk: { upTo: 0, unsure: false, private: {}, failures: 0 },
    entries: 0,
    forms: {},
    answers: [],
    referrals: [],
    promises: [],
    maybeSame: [],
  }
}
