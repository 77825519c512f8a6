import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { searchProblems } from '../src/content/checks/search.ts'
import { createFinder, type Found } from '../src/find/finder.ts'
import { realContent } from './world.ts'

const content = realContent()
const finder = createFinder(content)
const codes = Object.keys(content.words)

const Questions = z.record(
  z.string(),
  z.array(z.strictObject({ ask: z.string(), answers: z.array(z.string()).min(1) })),
)
const Said = z.record(z.string(), z.array(z.string()))
const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const questions = Questions.parse(read('find-questions.yaml'))
const { danger, harmless } = z.strictObject({ danger: Said, harmless: Said }).parse(read('find-danger.yaml'))

const idOf = ({ kind, id }: Found) => (kind === 'guide' ? `guide/${id}` : id)
const found = (text: string, code: string, most = 3) => finder.find(text, code, most).map(idOf)

describe('questions as people type them', () => {
  test('there are ten or more in every language, and their answers exist', () => {
    expect(Object.keys(questions).toSorted()).toEqual(codes.toSorted())
    for (const each of Object.values(questions)) expect(each.length).toBeGreaterThanOrEqual(10)
    const known = [...Object.keys(content.menu.pages), ...Object.keys(content.guides).map((id) => `guide/${id}`)]
    const answers = Object.values(questions).flatMap((each) => each.flatMap((one) => one.answers))
    expect(answers.filter((id) => !known.includes(id))).toEqual([])
  })

  test.each(Object.entries(questions))('%s: at least eight of ten in the first three', (code, asked) => {
    const misses = asked
      .filter(({ ask, answers }) => !found(ask, code).some((id) => answers.includes(id)))
      .map(({ ask, answers }) => `${ask}\n  expected ${answers.join(', ')}, found ${found(ask, code).join(', ')}`)
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(asked.length * 0.2)
  })
})

describe('however it is typed', () => {
  test.each([
    ['both Uzbek scripts', 'uz-Latn', 'паспортимни йўқотдим', 'lost-passport'],
    ['both Uzbek scripts', 'uz-Cyrl', 'pasportimni yoʻqotdim', 'lost-passport'],
    ['every apostrophe', 'uz-Latn', "pasportimni yo'qotdim", 'lost-passport'],
    ['every apostrophe', 'uz-Latn', 'pasportimni yo‘qotdim', 'lost-passport'],
    ['no apostrophe', 'uz-Latn', 'pasportimni yoqotdim', 'lost-passport'],
    ['Uzbek with Russian letters', 'uz-Cyrl', 'тугрукхонада тугиш', 'pregnancy'],
    ['Kazakh with Russian letters', 'kk', 'кужатымды алып койды', 'passport-taken'],
    ['Tajik with Russian letters', 'tg', 'хучаин паспорт намедихад', 'passport-taken'],
    ['Kyrgyz with Russian letters', 'ky', 'торот уйу', 'pregnancy'],
    ['Russian in Latin letters', 'ru', 'poteryal pasport', 'lost-passport'],
    ['capitals and marks', 'ru', '!!ПОТЕРЯЛ ПАСПОРТ!!!', 'lost-passport'],
    ['in another language than they read', 'kk', 'потерял паспорт', 'lost-passport'],
  ])('%s (%s)', (_what, code, text, page) => {
    expect(found(text, code)).toContain(page)
  })

  test('one wrong letter in a long word still finds the page', () => {
    const asked = codes.flatMap((code) =>
      Object.entries(content.words[code]?.search.words ?? {})
        .flatMap(([id, said]) => said.map((text) => ({ code, id, text })))
        .filter(
          ({ text, code: c, id }) => /^\p{L}{6,}$/u.test(text) && found(text, c, 6).some((each) => isOf(each, id)),
        ),
    )
    const typed = fc.sample(fc.record({ one: fc.constantFrom(...asked), at: fc.nat(), letter: fc.nat() }), {
      numRuns: 2000,
      seed: 7,
    })
    const missed = typed
      .map(({ one, at, letter }) => ({ ...one, wrong: withWrong(one.text, at, letter) }))
      .filter(({ wrong, code, id }) => !found(wrong, code, 6).some((each) => isOf(each, id)))
    expect(missed.length / typed.length, missed.map(({ text, wrong }) => `${text} ${wrong}`).join(', ')).toBeLessThan(
      0.1,
    )
  })
})

describe('what is said in danger', () => {
  test.each(Object.entries(danger))('%s: offers the emergency card', (_code, said) => {
    expect(said.filter((text) => !finder.isDanger(text))).toEqual([])
  })
  test.each(Object.entries(harmless))('%s: everyday sentences do not', (_code, said) => {
    expect(said.length).toBeGreaterThanOrEqual(10)
    expect(said.filter((text) => finder.isDanger(text))).toEqual([])
  })
  test('nor do the questions above, but those of somebody who is hurt at home', () => {
    const all = Object.values(questions)
      .flat()
      .filter(({ answers }) => !answers.includes('hurt-at-home'))
    expect(all.map(({ ask }) => ask).filter((ask) => finder.isDanger(ask))).toEqual([])
  })
})

describe('what means nothing', () => {
  test.each([
    '',
    '   ',
    '?!',
    '👍',
    'qwzxvbn',
    'asdfgh jkl',
    'ждлорп хзщшгн',
    '12345',
    '2026',
    '+7 700 000 00 00',
    '15.03',
  ])('nothing is found for "%s"', (text) => {
    for (const code of codes) expect(found(text, code)).toEqual([])
  })
  test.each(['hello', 'спасибо', 'rahmat', 'салом', 'сәлеметсіз бе'])('nor for "%s"', (text) => {
    for (const code of codes) expect(found(text, code)).toEqual([])
  })
  test('placeholders are no words, and numbers none', () => {
    const english = content.words['en']
    const iin = english?.pages['iin']
    if (!english || !iin) throw new Error('Expected the page "iin" in English')
    const pages = { ...english.pages, iin: { ...iin, text: 'It takes {{fact.zanzibar}} or 54321 days.' } }
    const changed = createFinder({ ...content, words: { ...content.words, en: { ...english, pages } } })
    expect(changed.find('zanzibar', 'en', 3)).toEqual([])
    expect(changed.find('54321', 'en', 3)).toEqual([])
    expect(changed.find('{{fact.zanzibar}}', 'en', 3).map(idOf)).not.toContain('iin')
  })
})

test('every page and guide can be found in every language, home excepted', () => {
  const perLanguage = Object.keys(content.menu.pages).length - 1 + Object.keys(content.guides).length
  expect(finder.size).toBe(perLanguage * codes.length)
})

test('the check names words for no page, danger told by one word, and a page without words', () => {
  const english = content.words['en']
  if (!english) throw new Error('Expected English')
  const { iin: _, ...others } = english.search.words
  const search = { ...english.search, words: { ...others, nowhere: ['nothing'] }, danger: ['knife'] }
  const changed = { ...content, words: { en: { ...english, search } } }
  expect(searchProblems(content)).toEqual([])
  expect(searchProblems(changed).map(({ level, message }) => `${level} ${message}`)).toEqual([
    'error words: expected a page or a guide, got "nowhere"',
    'warning words: expected what people type when they mean "iin", found nothing',
    'error danger: expected two words or more, got "knife": see danger_words and cries',
  ])
})

/** With another letter of the same alphabet. */
function withWrong(text: string, at: number, letter: number): string {
  const letters = /[a-z]/i.test(text) ? 'abdegiklmnoprstuvyz' : 'абвгдеиклмнопрстуыяж'
  const place = at % text.length
  const others = letters.replace(text.charAt(place), '')
  return text.slice(0, place) + others.charAt(letter % others.length) + text.slice(place + 1)
}

/** `search.yaml` names pages and guides alike. */
function isOf(each: string, id: string): boolean {
  return each === id || each === `guide/${id}`
}
