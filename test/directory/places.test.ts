/** Towns as people type them. */
import { describe, expect, test } from 'vitest'
import { townFinder } from '../../src/directory/near/near.ts'
import { OUTSIDE, whereaboutsOf } from '../../src/directory/near/whereabouts.ts'
import { realContent } from '../world.ts'

const content = realContent()
const find = townFinder(content)
const NAMES = Object.entries(content.places).flatMap(([id, { also }]) =>
  [...new Set([...Object.values(content.words).map(({ ui }) => ui[`places.${id}`] ?? ''), ...also])].map((name) => ({
    id,
    name,
  })),
)
/** How each language says that a name is that of a town. */
const TOWN: Record<string, string[]> = {
  en: ['city of NAME', 'the city of NAME', 'NAME city', 'town of NAME'],
  ru: ['город NAME', 'г. NAME', 'г.NAME', 'Г NAME', 'гор. NAME', 'NAME город'],
  kk: ['NAME қаласы', 'NAME қ.', 'NAME қаласында'],
  ky: ['NAME шаары', 'NAME ш.'],
  'uz-Cyrl': ['NAME шаҳри', 'NAME ш.', 'NAME шаҳрида'],
  'uz-Latn': ['NAME shahri', 'NAME sh.', 'Shahar NAME'],
  tg: ['шаҳри NAME', 'ш. NAME'],
}

/** The towns that are taken without asking back. */
function taken(text: string): string[] {
  const { ids, exact } = find(text)
  return ids.slice(0, exact)
}

test('every town lies in Kazakhstan, as far as borders are known here', () => {
  const outside = Object.entries(content.places).filter(([, place]) => whereaboutsOf(place) === OUTSIDE)
  expect(outside).toEqual([])
})

describe('a town is found', () => {
  test('by every name of every variant, and every old or other name', () => {
    expect(NAMES.length).toBeGreaterThan(500)
    for (const { id, name } of NAMES) expect(taken(name), `${id} by ${name}`).toContain(id)
  })

  test('by every name in capitals, without spaces, hyphens and apostrophes, or with others', () => {
    for (const { id, name } of NAMES) {
      for (const typed of [name.toUpperCase(), name.replace(/[ -]/g, ''), name.replace(/-/g, ' '), ` ${name}. `])
        expect(taken(typed), `${id} by ${typed}`).toContain(id)
      for (const typed of [name.replace(/[ʻʼ‘’]/g, "'"), name.replace(/[ʻʼ‘’]/g, '')])
        expect(taken(typed), `${id} by ${typed}`).toContain(id)
    }
  })

  test.each(Object.keys(content.words))('with the word for a town, in %s', (code) => {
    expect(TOWN[code]?.length).toBeGreaterThan(0)
    for (const id of Object.keys(content.places))
      for (const form of TOWN[code] ?? []) {
        const typed = form.replace('NAME', content.words[code]?.ui[`places.${id}`] ?? '')
        expect(taken(typed), `${id} by ${typed}`).toContain(id)
      }
  })

  test.each([
    ['Chimkent', 'shymkent'],
    ['Uralsk', 'oral'],
    ['Ust-Kamenogorsk', 'oskemen'],
    ['Ust Kamenogorsk', 'oskemen'],
    ['Nursultan', 'astana'],
    ['Nur-Sultan', 'astana'],
    ['Alma-Ata', 'almaty'],
    ['Алмаата', 'almaty'],
    ['алма ата', 'almaty'],
    ['Olmaota', 'almaty'],
    ['Олма-Ота', 'almaty'],
    ['Karagandy', 'karaganda'],
    ['Qaraghandy', 'karaganda'],
    ['Aktyubinsk', 'aktobe'],
    ['Kustanay', 'kostanay'],
    ['Petropavlovsk', 'petropavl'],
    ['Dzhambul', 'taraz'],
    ['Djambul', 'taraz'],
    ['Kyzyl-Orda', 'kyzylorda'],
    ['Semipalatinsk', 'semey'],
    ['Guryev', 'atyrau'],
    ['Tselinograd', 'astana'],
    ['Kapchagay', 'konaev'],
    ['Dzhezkazgan', 'zhezkazgan'],
    ['Taldy-Kurgan', 'taldykorgan'],
    ['Leninogorsk', 'ridder'],
    ['Chernyaevka', 'zhibek-zholy'],
    ['Khorgos', 'khorgos'],
    ['gorod Aktau', 'aktau'],
    ['Aqtau qalasy', 'aktau'],
  ])('%s is %s, without asking back', (typed, id) => expect(taken(typed)).toEqual([id]))

  test.each([
    ['мой город Актау далеко', 'aktau'],
    ['Алматы, Бостандык', 'almaty'],
    ['я живу в Сарыагаше', 'saryagash'],
    ['Шымкенте', 'shymkent'],
    ['Almaty, Kazakhstan', 'almaty'],
    ['I am in Ust Kamenogorsk now', 'oskemen'],
  ])('in "%s" %s is offered first, and not taken for certain', (typed, id) => {
    expect(taken(typed)).toEqual([])
    expect(find(typed).ids[0]).toBe(id)
  })
})

describe('nothing is taken for a town', () => {
  test.each([
    'темир жол',
    'нет алтая',
    'я боюсь за свою жизнь',
    'мне нужен адвокат',
    'please help me',
    'they took my passport in Taraz',
    'хозяин Эсиль не платит',
    'город',
    'city',
    'г.',
    '',
    '???',
  ])('in "%s"', (typed) => expect(taken(typed)).toEqual([]))

  test.each(['qqqqq', 'мне нужен адвокат', 'please help me', 'город', '123456', '👍'])(
    'nor offered for "%s"',
    (typed) => expect(find(typed).ids).toEqual([]),
  )
})

describe('a name with one letter wrong', () => {
  const LETTERS: Record<string, string> = {
    Latin: 'abcdefghijklmnopqrstuvwxyz',
    Cyrillic: 'абвгдежзийклмнопрстуфхцчшыэюя',
  }
  const long = NAMES.filter(({ name }) => name.length >= 5)

  /** Every letter in turn, replaced by one of its alphabet. */
  const other = (name: string, at: number) => {
    const abc = LETTERS[/[a-z]/i.test(name) ? 'Latin' : 'Cyrillic'] ?? ''
    return abc.charAt((at * 7 + name.length * 3) % abc.length)
  }
  const WRONG: [string, (name: string, at: number) => string][] = [
    ['another letter', (name, at) => name.slice(0, at) + other(name, at) + name.slice(at + 1)],
    ['a letter less', (name, at) => name.slice(0, at) + name.slice(at + 1)],
    ['a letter more', (name, at) => name.slice(0, at) + other(name, at) + name.slice(at)],
    [
      'two letters swapped',
      (name, at) => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2),
    ],
  ]

  for (const [what, wrong] of WRONG)
    test(`${what}: at least 95 of 100 are offered`, async ({ annotate }) => {
      const typed = long.flatMap(({ id, name }) =>
        Array.from({ length: name.length }, (_, at) => ({ id, name, typed: wrong(name, at) })),
      )
      const missed = typed.filter((each) => !find(each.typed).ids.includes(each.id))
      await annotate(`${missed.length} of ${typed.length}: ${missed.map((each) => each.typed).join(', ')}`, 'missed')
      expect(missed.length / typed.length).toBeLessThanOrEqual(0.05)
    })

  test('a search takes less than a millisecond', () => {
    const typed = long.flatMap(({ name }) => [name, WRONG[0]?.[1](name, 2) ?? '', `мой город ${name} далеко`])
    const begun = performance.now()
    for (const text of typed) find(text)
    expect((performance.now() - begun) / typed.length).toBeLessThan(1)
  })
})
