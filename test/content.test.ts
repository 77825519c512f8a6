import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkContent } from '../src/content/check.ts'
import { type Content, loadContent } from '../src/content/load.ts'
import { type Problem, problemLine } from '../src/content/checks/problem.ts'
import type { Page, PageWords } from '../src/content/schema.ts'
import { englishHashes } from '../src/content/reviews.ts'
import { createLanguages } from '../src/language/language.ts'
import { pageScreen, sourcesScreen } from '../src/menu/view.ts'
import { screenProblems } from '../src/ops/screens.ts'
import { realContent } from './world.ts'

const DAY = '2026-11-21'
function problemsOf(content: Content, day = DAY): Problem[] {
  const hasDefault = Object.values(content.words).some(({ file }) => file.default)
  return [...checkContent(content, day), ...(hasDefault ? screenProblems(content, day) : [])]
}
const errorsOf = (content: Content) => problemsOf(content).filter(({ level }) => level === 'error')

test('the content has no problem', () => {
  expect(errorsOf(realContent()).map(problemLine)).toEqual([])
})

test('there are seven language variants and at least fourteen pages in each', () => {
  const { words } = realContent()
  expect(Object.keys(words).sort()).toEqual(['en', 'kk', 'ky', 'ru', 'tg', 'uz-Cyrl', 'uz-Latn'])
  for (const each of Object.values(words)) expect(Object.keys(each.pages).length).toBeGreaterThanOrEqual(14)
})

/** Breaks a copy of the real content; what the check must say. */
const BROKEN: [string, (content: Content) => void, RegExp][] = [
  [
    'a page nobody can reach',
    ({ menu }) => void (page(menu.pages, 'stay').children = []),
    /how-long: expected a way from home/,
  ],
  [
    'a button to no page',
    ({ menu }) => void page(menu.pages, 'stay').children.push('nowhere'),
    /stay\.children: expected a page, got "nowhere"/,
  ],
  ['a page too far away', deep, /expected at most 4 taps/],
  [
    'a legal page without a source',
    ({ menu }) => Object.assign(page(menu.pages, 'infection'), { sources: [], facts: [] }),
    /infection: expected a source/,
  ],
  ['a legal page without a date', ({ menu }) => void delete page(menu.pages, 'iin').checked, /iin: expected "checked"/],
  [
    'an unknown source',
    ({ menu }) => void page(menu.pages, 'iin').sources.push('S999'),
    /expected a source, got "S999"/,
  ],
  [
    'an unknown number',
    ({ menu }) => void page(menu.pages, 'iin').numbers.push('nobody'),
    /expected an organization, got "nobody"/,
  ],
  [
    'a fact with a gap',
    ({ facts }) =>
      void Object.assign(facts['mci'] ?? {}, {
        periods: [
          { from: '2025-01-01', until: '2025-12-01', value: 3932 },
          { from: '2026-01-01', value: 4325 },
        ],
      }),
    /mci: expected no gap/,
  ],
  [
    'a fact with an overlap',
    ({ facts }) =>
      void Object.assign(facts['mci'] ?? {}, {
        periods: [
          { from: '2025-01-01', until: '2026-02-01', value: 3932 },
          { from: '2026-01-01', value: 4325 },
        ],
      }),
    /mci: expected no overlap/,
  ],
  [
    'a fact of low confidence in a text',
    ({ facts }) => void Object.assign(facts['host-notice'] ?? {}, { confidence: 'low' }),
    /expected a fact of high or medium confidence, got "host-notice"/,
  ],
  [
    'a page surer than its facts',
    ({ menu, facts }) => (
      (page(menu.pages, 'how-long').confidence = 'high'),
      void Object.assign(facts['visa-free-entry-days'] ?? {}, { confidence: 'medium' })
    ),
    /how-long: expected "confidence: medium"/,
  ],
  [
    'a page that rests on a fact of low confidence without printing it',
    ({ menu, facts }) => (
      page(menu.pages, 'iin').facts.push('host-notice'),
      void Object.assign(facts['host-notice'] ?? {}, { confidence: 'low' })
    ),
    /iin\.facts: expected a fact of high or medium confidence, got "host-notice"/,
  ],
  [
    'a doubtful fact where nothing says so',
    ({ words, facts }) => (
      Object.assign(words['en']?.ui ?? {}, { 'ask.title': 'Within {{fact.host-notice}}' }),
      void Object.assign(facts['host-notice'] ?? {}, { confidence: 'medium' })
    ),
    /ask\.title: expected no fact of medium confidence where nothing says "ask", got "host-notice"/,
  ],
  [
    'a promise, whatever apostrophe it is written with',
    ({ words }) => void (pageWords(words, 'uz-Latn', 'iin').title = 'Vaʼda'),
    /expected another word than "va’da"/,
  ],
  [
    'a missing text',
    ({ words }) => void delete words['kk']?.ui['page.checked'],
    /locales\/kk: error: ui\.page\.checked: expected a text/,
  ],
  [
    'a missing page',
    ({ words }) => void delete words['tg']?.pages['iin'],
    /locales\/tg: error: pages\.iin\.button: expected a text/,
  ],
  [
    'a text too many',
    ({ words }) => void Object.assign(words['ru']?.ui ?? {}, { 'page.more': 'ещё' }),
    /ui\.page\.more: English has no such text/,
  ],
  [
    'a lost placeholder',
    ({ words }) => void (pageWords(words, 'ky', 'host-notice').text = 'Эч нерсе.'),
    /expected the placeholders fact\.host-notice, got none/,
  ],
  [
    'an invented placeholder',
    ({ words }) => void (pageWords(words, 'en', 'iin').text += ' {{fact.nothing}}'),
    /expected a fact, got "nothing"/,
  ],
  [
    'a missing plural form',
    ({ words }) => void delete words['ru']?.ui['unit.day_few'],
    /unit\.day_few: expected this plural form/,
  ],
  ['a tag left open', ({ words }) => void (pageWords(words, 'en', 'iin').text = 'This is <b>bold.'), /expected <\/b>/],
  [
    'a tag Telegram does not know',
    ({ words }) => void (pageWords(words, 'en', 'iin').text = 'A <p>paragraph</p>.'),
    /got <p>/,
  ],
  ['a stray <', ({ words }) => void (pageWords(words, 'en', 'iin').text = 'Less < more.'), /expected "&lt;"/],
  [
    'a number in a text',
    ({ words }) => void (pageWords(words, 'en', 'iin').text = 'It takes 5 days.'),
    /expected no digit/,
  ],
  [
    'four sentences',
    ({ words }) => void (pageWords(words, 'en', 'iin').text = 'One. Two. Three. Four.'),
    /expected at most 3 sentences, got 4/,
  ],
  [
    'a word that labels',
    ({ words }) => void (pageWords(words, 'en', 'iin').text = 'For victims.'),
    /expected another word than "victim"/,
  ],
  [
    'a first line that betrays',
    ({ words }) => void (pageWords(words, 'en', 'asylum').title = 'Asylum in Kazakhstan'),
    /expected a neutral first line, got "asylum"/,
  ],
  [
    'a screen over the limit',
    ({ words }) => void (pageWords(words, 'en', 'iin').law = 'long word '.repeat(500)),
    /page iin: expected at most 4096 characters/,
  ],
  [
    'a label too long for a phone',
    ({ words }) => void Object.assign(words['en']?.ui ?? {}, { 'button.useful': 'This was very useful indeed' }),
    /button\.useful: expected at most 24 characters/,
  ],
  ['button data over 64 bytes', longId, /Expected at most 64 bytes of button data/],
  [
    'two languages with one mark',
    ({ words }) => void Object.assign(words['kk']?.file ?? {}, { tag: 'ru' }),
    /tag: expected one of its own/,
  ],
  [
    'no default language',
    ({ words }) => void Object.assign(words['ru']?.file ?? {}, { default: false }),
    /expected "default: true" in one language\.yaml, found it in 0/,
  ],
  [
    'an emergency list without a confirmed number',
    ({ directory }) => void (directory.emergency.danger = ['iom-astana']),
    /danger: expected at least one confirmed number/,
  ],
  [
    'a number withheld without a reason',
    ({ directory }) => void delete directory.organizations['line-11616']?.reason,
    /line-11616: expected a "reason"/,
  ],
  [
    'the street of a secret place',
    ({ directory }) =>
      void Object.assign(directory.organizations['rodnik']?.locations[0] ?? {}, { address: 'Some street' }),
    /rodnik: expected neither address nor point with "visibility: call-first"/,
  ],
  [
    'a consulate of no country, in no town',
    ({ directory }) =>
      void Object.assign(directory.organizations['kg-embassy'] ?? {}, {
        state: 'atlantis',
        locations: [{ city: 'nowhere', visibility: 'city' }],
      }),
    /a town of content\/places\.yaml, got "nowhere"[^]*expected a country, got "atlantis"/,
  ],
  [
    'somebody of a state first for those who fear theirs',
    ({ directory }) => void directory.afraid.push('kg-embassy'),
    /afraid: expected nobody who serves a state, got "kg-embassy"/,
  ],
  [
    'two towns with one code',
    ({ places }) => void Object.assign(places['astana'] ?? {}, { code: 'al' }),
    /expected one town with the code "al", found two/,
  ],
  [
    'a town without a name',
    ({ words }) => void delete words['kk']?.ui['places.taraz'],
    /kk\/places\.yaml: error: taraz: expected a name/,
  ],
  [
    'a withheld number in a text',
    ({ words }) => void (pageWords(words, 'en', 'iin').text += ' {{phone.line-11616}}'),
    /expected a number that may be shown without a mark/,
  ],
  [
    'a number shown without a name',
    ({ directory }) => void Object.assign(directory.organizations['line-11616'] ?? {}, { publication: 'publish' }),
    /line-11616: expected a name and a note/,
  ],
  [
    'a translation nobody noted',
    ({ reviews }) => void delete reviews['kk']?.['pages/iin'],
    /kk: pages\/iin: expected the hash/,
  ],
  [
    'a safety text older than its source',
    ({ words }) => void Object.assign(words['en']?.ui ?? {}, { 'emergency.danger': 'If somebody hurts you' }),
    /ui\/emergency\.danger: the English text has changed/,
  ],
]

describe('the check finds', () => {
  test.each(BROKEN)('%s', (_name, breakIt, said) => {
    const content = structuredClone(realContent())
    breakIt(content)
    expect(errorsOf(content).map(problemLine).join('\n')).toMatch(said)
  })

  test('what is due for review, and what will have no value, as warnings', () => {
    const warnings = problemsOf(realContent(), '2027-02-01').filter(({ level }) => level === 'warning')
    expect(warnings.map(problemLine).join('\n')).toMatch(
      /mci: due for review since[^]*mci: has no value after 2027-01-01/,
    )
  })

  test('an ordinary translation that is older than its source, as a warning', () => {
    const content = structuredClone(realContent())
    pageWords(content.words, 'en', 'iin').text = 'The IIN is your number. It is free.'
    const stale = problemsOf(content).filter(({ message }) =>
      message.includes('pages/iin: the English text has changed'),
    )
    expect(stale.map(({ level }) => level)).toEqual(Array(5).fill('warning'))
  })

  test('entries of a variant in other letters, as a warning: it has none of its own', () => {
    const content = structuredClone(realContent())
    content.reviews['uz-Cyrl'] = { 'pages/iin': '01234567' }
    expect(problemsOf(content).map(problemLine).join('\n')).toMatch(
      /warning: uz-Cyrl: expected no entries: what is noted of uz-Latn holds for it/,
    )
  })
})

describe('a reader is told that a translation is older than the English text', () => {
  const content = structuredClone(realContent())
  const languages = createLanguages(content)
  for (const code of ['ky', 'uz-Latn']) Object.assign(content.reviews[code] ?? {}, { 'pages/iin': '01234567' })
  Object.assign(content.reviews['ru'] ?? {}, { 'pages/iin': englishHashes(content).get('pages/iin') })
  const textOf = (code: string, screen: typeof pageScreen) => {
    const language = languages.byCode(code)
    if (!language) throw new Error(`no language ${code}`)
    return { text: screen({ content, language, id: 'iin', day: DAY }).text, older: language.t('page.older') }
  }

  test.each(['ky', 'uz-Latn', 'uz-Cyrl'])('on the page and beside its sources, in %s', (code) => {
    for (const screen of [pageScreen, sourcesScreen]) {
      const { text, older } = textOf(code, screen)
      expect(text).toContain(older)
    }
  })

  test.each(['ru', 'en'])('and not where it is none, in %s', (code) => {
    const { text, older } = textOf(code, pageScreen)
    expect(text).not.toContain(older)
  })
})

describe('a broken file is told with its line', () => {
  const FILES: [string, string, (text: string) => string, RegExp][] = [
    [
      'a value that does not fit',
      'content/facts.yaml',
      (text) => text.replace(/kind: duration/, 'kind: eternity'),
      /content\/facts\.yaml:\d+: error: [a-z-]+\.kind/,
    ],
    [
      'an unknown field',
      'content/menu.yaml',
      (text) => text.replace(/icon: 📅/, 'icon: 📅\n    colour: red'),
      /content\/menu\.yaml:\d+: error: pages\.stay/,
    ],
    [
      'a label too long',
      'locales/en/pages/iin.yaml',
      (text) => text.replace(/button: .*/, 'button: A very long label that no phone shows'),
      /pages\/iin\.yaml:1: error: button/,
    ],
    ['no YAML at all', 'locales/en/ui.yaml', (text) => `${text}\n  : [`, /locales\/en\/ui\.yaml:\d+: error/],
  ]

  test.each(FILES)('%s', (_name, file, breakIt, said) => {
    const root = mkdtempSync(join(tmpdir(), 'pana-content-'))
    for (const folder of ['content', 'locales']) cpSync(folder, join(root, folder), { recursive: true })
    writeFileSync(join(root, file), breakIt(readFileSync(file, 'utf8')))
    const { content, problems } = loadContent(root)
    rmSync(root, { recursive: true })
    expect(content).toBeUndefined()
    expect(problems.map(problemLine).join('\n')).toMatch(said)
  })
})

function page(pages: Record<string, Page>, id: string): Page {
  const found = pages[id]
  if (!found) throw new Error(`no page ${id}`)
  return found
}

function pageWords(words: Content['words'], code: string, id: string): PageWords {
  const found = words[code]?.pages[id]
  if (!found) throw new Error(`no words of ${id} in ${code}`)
  return found
}

function deep({ menu }: Content): void {
  page(menu.pages, 'stay').children = page(menu.pages, 'stay').children.filter((id) => id !== 'iin')
  for (const [from, to] of [
    ['uzbekistan', 'd1'],
    ['d1', 'd2'],
    ['d2', 'iin'],
  ] as const) {
    menu.pages[to] ??= structuredClone(page(menu.pages, 'iin'))
    page(menu.pages, from).children = [to]
  }
}

function longId(content: Content): void {
  const id = `a-page-with-a-name-that-is-far-too-long-for-the-data-of-a-button-${'x'.repeat(10)}`
  content.menu.pages[id] = structuredClone(page(content.menu.pages, 'iin'))
  page(content.menu.pages, 'stay').children.push(id)
  for (const each of Object.values(content.words))
    each.pages[id] = structuredClone(pageWords(content.words, each.code, 'iin'))
}
