/** Somebody who has sent something, and a desk that changes the case by hand: for journeys about the person's phone. */
import type { Case } from '../src/case/case.ts'
import type { Piece } from '../src/telegram/pieces.ts'
import { report, said } from './cases.ts'
import { realContent, type Someone, world, type World, type WorldOptions } from './world.ts'

const STAFF = 7
const content = { ...realContent(), desk: { ...realContent().desk, language: 'en' } }

type Overrides = Parameters<typeof report>[2]
export const text = (words: string): Piece => ({ kind: 'text', text: words })

/** Somebody with a case, in a world. */
export async function sender(overrides: Overrides = {}, options: WorldOptions = {}, name = 'Amina', number = 1000) {
  const all = await world({ content, ...options })
  const amina = all.person(name, 'en')
  await amina.does((phone) => phone.starts())
  await amina.taps('English')
  await all.app().cases.create(report(number, amina.person.user.id, overrides), [said('help', 1)], [])
  return { ...all, amina, ...desk(all, number) }
}

/** What staff do to a case. */
function desk({ app, telegram }: World, number: number) {
  const settled = async () => {
    await app().due.run()
    await telegram.settled()
  }
  const change = async (decide: (each: Case) => Case) => {
    await app().cases.change(number, (each) => ({ case: decide(each) }))
    await settled()
  }
  const answers = async (...pieces: Piece[]) => {
    const at = (each: Case) => ({ at: each.createdAt, by: STAFF })
    await app().cases.change(number, (each) => ({
      case: {
        ...each,
        answeredAt: each.createdAt,
        answers: [
          ...each.answers,
          {
            id: each.answers.length + 1,
            ...at(each),
            entries: pieces.map((_, index) => each.entries + index),
            staff: [],
            state: 'waiting',
            tries: 0,
            shown: [],
            shownEntries: [],
          },
        ],
      },
      entries: pieces.map((piece) => ({ kind: 'to', ...at(each), piece })),
    }))
    await settled()
  }
  const edits = async (id: number, ...pieces: Piece[]) => {
    await app().cases.change(number, (each) => ({
      case: changed(each, id, (answer) => ({ ...answer, entries: pieces.map((_, index) => each.entries + index) })),
      entries: pieces.map((piece) => ({ kind: 'to', at: each.createdAt, by: STAFF, piece })),
    }))
    await settled()
  }
  const takesBack = (id: number) =>
    change((each) => changed(each, id, (answer) => ({ ...answer, state: 'taken-back' })))
  const read = async () => (await app().cases.read(number)) as Case
  const events = async () =>
    (await app().cases.log(number)).flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []))
  return { change, answers, edits, takesBack, read, events, settled }
}

function changed(each: Case, id: number, change: (answer: Case['answers'][number]) => Case['answers'][number]): Case {
  return { ...each, answers: each.answers.map((answer) => (answer.id === id ? change(answer) : answer)) }
}

export const texts = (someone: Someone) => someone.chat().map((message) => message.text)
export const notices = (someone: Someone) => someone.chat().filter((message) => message.text === 'Info for you')
