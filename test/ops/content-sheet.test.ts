import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { textsOf } from '../../src/content/checks/texts.ts'
import { limitOf } from '../../src/content/checks/limits.ts'
import { flatten, loadContent } from '../../src/content/load.ts'
import { isOlder, reviewOf } from '../../src/content/reviews.ts'
import type { PageWords } from '../../src/content/schema.ts'
import { readable } from '../../src/ops/content/command.ts'
import { exportSheet } from '../../src/ops/content/export.ts'
import { importSheet } from '../../src/ops/content/import.ts'
import { type Row, rowsOf } from '../../src/ops/content/row.ts'
import { normal, sheetRows, sheetText } from '../../src/ops/content/sheet.ts'
import { translated } from '../../src/ops/content/translated.ts'
import { withTexts } from '../../src/ops/content/yaml-texts.ts'
import { realContent } from '../world.ts'
import { type Copy, copyOfContent } from './editor.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
/** Texts as translators write them, and worse: quotes, separators, ends of lines, what a spreadsheet takes for a formula. */
const written = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        ',',
        ';',
        '\t',
        '\n',
        '\r\n',
        '=',
        '+',
        '-',
        '@',
        "'",
        ' ',
        '{{fact.x}}',
        '<b>',
        '#',
        ':',
        '- ',
        '|',
        '>',
        'oʻ',
        'қ',
        '🌍',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => normal(parts.join('')))
const row = (key: string, source: string, translation: string): Row => ({
  key,
  file: 'locales/kk/pages/iin.yaml',
  unit: 'pages/iin',
  source,
  oldSource: '',
  translation,
  status: 'machine',
})

describe('a table loses nothing', () => {
  test('of what is written in it, whatever that is, with a comma and with a semicolon', () => {
    fc.assert(
      fc.property(written, written, fc.constantFrom(',' as const, ';' as const), (source, translation, delimiter) => {
        const rows = [row('pages.iin.text', source, translation), row('pages.iin.title', translation, source)]
        expect(sheetRows(bytes(sheetText(rows, delimiter)))).toEqual([
          { number: 2, key: 'pages.iin.text', source, translation, status: 'machine' },
          { number: 3, key: 'pages.iin.title', source: translation, translation: source, status: 'machine' },
        ])
      }),
    )
  })

  test('when it comes back without the mark, with other ends of lines, as "Unicode text"', () => {
    const text = sheetText([row('pages.iin.text', 'One; two', 'Бір, «екі»')], ';').slice(1)
    const cells = sheetRows(bytes(text))
    expect(cells).toMatchObject([{ number: 2, source: 'One; two', translation: 'Бір, «екі»' }])
    expect(sheetRows(bytes(text.replaceAll('\r\n', '\n')))).toEqual(cells)
    expect(sheetRows(bytes(`${text};;;;;;\r\n\r\n`))).toEqual(cells)
    const tabs = '\uFEFFkey\tsource\ttranslation\r\npages.iin.text\tOne; two\tБір, «екі»\r\n'
    expect(sheetRows(new Uint8Array(Buffer.from(tabs, 'utf16le')))).toEqual([{ ...cells[0], status: undefined }])
  })

  test('that is put into a YAML file: every text is read as it was written, and the comments stay', () => {
    const source = readFileSync('locales/ru/ui.yaml', 'utf8')
    const file = 'locales/ru/ui.yaml'
    fc.assert(
      fc.property(written, written, (one, other) => {
        const result = withTexts(
          source,
          file,
          new Map([
            ['ui.page.medium', one],
            ['ui.page.new', other],
          ]),
        )
        const { page, ...rest } = parse(result) as { page: Record<string, string> }
        const { page: before, ...others } = parse(source) as { page: Record<string, string> }
        expect(page).toEqual({ ...before, medium: one, new: other })
        expect(rest).toEqual(others)
        expect(result.split('\n')[0]).toBe(source.split('\n')[0])
      }),
    )
  })

  test('of a language: taken back as it was given, no file changes', () => {
    const copy = copyOfContent()
    const before = filesIn(copy)
    for (const code of ['kk', 'ky', 'ru', 'tg', 'uz-Latn']) {
      exportSheet(copy, ['--lang', code])
      expect(importSheet(copy, [`.data/${code}.csv`]).lines.at(-1)).toMatch(/: 0 text\(s\) changed in 0 file/)
    }
    expect(filesIn(copy)).toEqual(before)
  })

  test('of a language: every text that English has stands in it once', () => {
    const content = realContent()
    const keys = rowsOf(content, 'ru', new Map()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(['ui.unit.day_few', 'pages.iin.steps.0', 'directory.police-102.name']))
    const wanted = textsOf(content.words['en'] ?? never()).map(({ key }) => key.replace(/_one$/, '_other'))
    expect(wanted.filter((key) => !keys.includes(key))).toEqual([])
  })
})

describe('a translator', () => {
  test('changes a page, a label and a number word: the files say so, the comments stay, the other letters follow', () => {
    const copy = table('uz-Latn', {
      'pages.iin.title': { translation: 'Shaxsiy raqam' },
      'ui.button.home': { translation: 'Bosh menyu' },
      'ui.unit.day_other': { translation: '{{count}} kun, xolos' },
    })
    const head = copy.read('locales/uz-Latn/ui.yaml').split('\n')[0]
    expect(importSheet(copy, ['.data/uz-Latn.csv']).lines.at(-1)).toMatch(
      /3 text\(s\) changed in 2 file\(s\).*0 of them accepted/,
    )
    const { words } = readable(copy.root)
    expect(words['uz-Latn']?.pages['iin']?.title).toBe('Shaxsiy raqam')
    expect(words['uz-Latn']?.ui['unit.day_other']).toBe('{{count}} kun, xolos')
    expect(words['uz-Cyrl']?.ui['button.home']).toBe('Бош меню')
    expect(copy.read('locales/uz-Latn/ui.yaml').split('\n')[0]).toBe(head)
  })

  test('who reads the language stands for what is marked accepted, and for nothing else', () => {
    const copy = table('ru', {
      'ui.button.home': { status: 'accepted' },
      'ui.button.back': { translation: 'Вернуться' },
    })
    importSheet(copy, ['.data/ru.csv', '--by', 'A. K.'])
    const content = readable(copy.root)
    expect(reviewOf(content, 'ru', 'ui/button.home')).toMatchObject({ by: 'A. K.', on: '2026-11-22' })
    expect(reviewOf(content, 'ru', 'ui/button.back')).toMatch(/^[0-9a-f]{8}$/)
  })

  test('brings a page up to date: what is older stays so until each of its texts was changed or said to hold', () => {
    const copy = copyOfContent()
    const { id } = translatedPage()
    translated(copy, ['ru'])
    const english = join(copy.root, `locales/en/pages/${id}.yaml`)
    writeFileSync(english, readFileSync(english, 'utf8').replace(/title: .*/, 'title: Another title'))
    const unit = `pages/${id}`
    const before = reviewOf(readable(copy.root), 'ru', unit)
    fill(copy, 'ru', { [`pages.${id}.title`]: { translation: 'Другое название' } })
    expect(importSheet(copy, ['.data/ru.csv']).lines.join('\n')).toContain(
      `ru: pages.${id}.text: still older than its English`,
    )
    const content = readable(copy.root)
    expect(reviewOf(content, 'ru', unit)).toEqual(before)
    const rest = rowsOf(content, 'ru', new Map()).filter((row) => row.unit === unit && row.status === 'older')
    fill(copy, 'ru', Object.fromEntries(rest.map(({ key }) => [key, { status: 'machine' }])))
    importSheet(copy, ['.data/ru.csv'])
    expect(isOlder(readable(copy.root), 'ru', unit)).toBe(false)
  })

  test('translates a page that was not there, all of it at once', () => {
    const copy = copyOfContent()
    const { id, words } = translatedPage()
    const file = `locales/ru/pages/${id}.yaml`
    rmSync(join(copy.root, file))
    const whole = Object.entries(flatten({ [id]: words })).map(([key, translation]) => [
      `pages.${key}`,
      { translation },
    ])
    fill(copy, 'ru', Object.fromEntries(whole.slice(0, 1)))
    expect(importSheet(copy, ['.data/ru.csv']).lines.join('\n')).toMatch(
      /row \d+, translation: expected all of pages\/[a-z-]+: pages\.[a-z-]+\.text has no text/,
    )
    fill(copy, 'ru', Object.fromEntries(whole))
    expect(importSheet(copy, ['.data/ru.csv']).failed).toBeFalsy()
    expect(readable(copy.root).words['ru']?.pages[id]).toEqual(words)
  })
})

describe('a table is refused whole, with the row and the column', () => {
  const REFUSED: [string, Record<string, Partial<Change>>, RegExp][] = [
    [
      'a lost placeholder',
      { 'ui.page.checked': { translation: 'Проверено.' } },
      /row \d+, translation: expected the placeholders \{\{date\}\}, got none/,
    ],
    [
      'an added placeholder',
      { 'pages.iin.title': { translation: 'Номер {{fact.iin-time}}' } },
      /got \{\{fact\.iin-time\}\}/,
    ],
    [
      'an added tag',
      { 'pages.iin.title': { translation: '<b>Номер</b>' } },
      /row \d+, translation: expected the tags none, got <\/b> <b>/,
    ],
    [
      'a label too long',
      { 'pages.iin.button': { translation: 'Очень длинная надпись на кнопке' } },
      /row \d+, translation: expected at most 24 characters, got 31/,
    ],
    [
      'a text taken away',
      { 'pages.iin.title': { translation: '' } },
      /row \d+, translation: expected a text, got none/,
    ],
    [
      'an unknown key',
      { 'pages.iin.title': { key: 'pages.iin.headline' } },
      /row \d+, key: expected a text that English has, got "pages\.iin\.headline"/,
    ],
    [
      'a key twice',
      { 'pages.iin.title': { key: 'pages.iin.text' } },
      /row \d+, key: expected "pages\.iin\.text" once, it is in row \d+ too/,
    ],
    [
      'another source',
      { 'pages.iin.title': { source: 'Your number' } },
      /row \d+, source: the English text has changed since the export.*Your personal number/,
    ],
    [
      'an unknown status',
      { 'pages.iin.title': { status: 'done' } },
      /row \d+, status: expected missing, older, machine or accepted, got "done"/,
    ],
    ['an acceptance by nobody', { 'pages.iin.title': { status: 'accepted' } }, /row \d+, status: expected --by/],
    [
      'a word that labels, which the check knows',
      { 'pages.iin.title': { translation: 'Для жертв' } },
      /row \d+, translation: expected another word than "жертв"/,
    ],
    [
      'a digit, which the check knows',
      { 'pages.iin.title': { translation: 'Номер 5' } },
      /row \d+, translation: expected no digit/,
    ],
  ]
  const copy = copyOfContent('2026-11-22', afterAll)
  translated(copy, ['ru'])
  const before = filesIn(copy)
  test.each(REFUSED)('%s', (_name, changes, said) => {
    fill(copy, 'ru', { 'ui.button.home': { translation: 'Домой' }, ...changes })
    const answer = importSheet(copy, ['.data/ru.csv'])
    expect(answer.failed).toBe(true)
    expect(answer.lines.join('\n')).toMatch(said)
    expect(answer.lines.at(-1)).toMatch(/nothing was imported/)
    expect(filesIn(copy)).toEqual(before)
  })

  test('the row is the one the spreadsheet shows', () => {
    fill(copy, 'ru', { 'pages.iin.title': { translation: '' } })
    const row = sheetRows(readFileSync(join(copy.root, '.data/ru.csv'))).findIndex(
      ({ key }) => key === 'pages.iin.title',
    )
    expect(importSheet(copy, ['.data/ru.csv']).lines[0]).toMatch(`row ${row + 2}, translation`)
  })

  test('no table, a table in another encoding, a language in other letters', () => {
    const save = (name: string, content: Uint8Array | string) => writeFileSync(join(copy.root, '.data', name), content)
    save('ru.csv', 'key;text\r\nui.button.home;x\r\n')
    expect(() => importSheet(copy, ['.data/ru.csv'])).toThrow(
      /row 1: expected the columns key, .*found no source, no translation/,
    )
    save('ru.csv', Buffer.from([0x6b, 0x65, 0x79, 0x3b, 0xcf, 0xf0]))
    expect(() => importSheet(copy, ['.data/ru.csv'])).toThrow(/CSV UTF-8/)
    expect(() => importSheet(copy, ['.data/uz-Cyrl.csv'])).toThrow(/edit locales\/uz-Latn/)
    expect(() => importSheet(copy, ['.data/table.csv'])).toThrow(/Expected one of kk/)
    expect(() => importSheet(copy, [])).toThrow(/Expected the file/)
    expect(() => exportSheet(copy, ['--lang', 'uz-Cyrl'])).toThrow(/edit locales\/uz-Latn/)
  })
})

test('a limit in the table is the one the schema has', () => {
  const copy = copyOfContent()
  const labels = [
    ['pages.iin.button', 'pages/iin', 'button'],
    ['pages.iin.title', 'pages/iin', 'title'],
    ['guides.stay.button', 'guides/stay', 'button'],
    ['guides.stay.title', 'guides/stay', 'title'],
    ['directory.police-102.name', 'directory', 'name'],
  ] as const
  const write = (more: number) => {
    for (const [key, file, field] of labels) {
      const path = join(copy.root, `locales/en/${file}.yaml`)
      const long = 'x'.repeat((limitOf(key) ?? 0) + more)
      writeFileSync(path, readFileSync(path, 'utf8').replace(new RegExp(`^( *${field}:).*`, 'm'), `$1 ${long}`))
    }
  }
  write(0)
  readable(copy.root)
  write(1)
  const { problems } = loadContent(copy.root)
  expect(problems.map(({ file, message }) => `${file} ${message.split(':')[0]}`)).toEqual(
    expect.arrayContaining(
      labels.map(([, file, field]) => expect.stringMatching(new RegExp(`^locales/en/${file}\\.yaml .*${field}$`))),
    ),
  )
})

type Change = Pick<Row, 'key' | 'source' | 'translation'> & { status: string }

/** A table of a copy in which all is noted, with some cells filled by a translator. */
function table(code: string, changes: Record<string, Partial<Change>>): Copy {
  const copy = copyOfContent()
  translated(copy, [code])
  fill(copy, code, changes)
  return copy
}

function fill(copy: Copy, code: string, changes: Record<string, Partial<Change>>): void {
  const rows = rowsOf(readable(copy.root), code, new Map())
  const filled = rows.map((row) => ({ ...row, ...changes[row.key] }) as Row)
  mkdirSync(join(copy.root, '.data'), { recursive: true })
  writeFileSync(join(copy.root, `.data/${code}.csv`), sheetText(filled, ';'))
}

/** Every file of `locales/`, as it is. */
function filesIn({ root }: Copy): string[] {
  return readdirSync(join(root, 'locales'), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${entry.name}: ${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`] : [],
  )
}

/** A page that has a Russian translation of today's English text. */
function translatedPage(): { id: string; words: PageWords } {
  const content = realContent()
  const pages = Object.entries(content.words['ru']?.pages ?? {})
  const [id, words] = pages.find(([id]) => content.menu.pages[id] && !isOlder(content, 'ru', `pages/${id}`)) ?? never()
  return { id, words }
}

function never(): never {
  throw new Error('Expected this to be there')
}
