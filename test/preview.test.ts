/** The demo while somebody edits: the program as `npm start` runs it, over a copy of the content, in English only. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Preview, startPreview } from '../src/ops/preview.ts'
import type { Content } from '../src/content/load.ts'
import type { Problem } from '../src/content/checks/problem.ts'
import { place, type Program, startProgram } from './process.ts'

const PAGE = 'locales/en/pages/stay.yaml'

/** The project in one language: the check reads everything, and here it is waited for. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'pana-preview-'))
  cpSync('content', join(root, 'content'), { recursive: true })
  cpSync('locales/en', join(root, 'locales/en'), { recursive: true })
  edit(root, 'locales/en/language.yaml', (text) => `${text}\ndefault: true\n`)
  edit(root, 'content/desk.yaml', (text) => text.replace(/^language: .*$/m, 'language: en'))
  edit(root, 'content/directory.yaml', (text) => text.replace(/languages: \[.*\]/g, 'languages: [en]'))
  return root
}

/** As editors save: a new file is put in the place of the old one. */
function edit(root: string, file: string, change: (text: string) => string): void {
  const path = join(root, file)
  writeFileSync(`${path}.new`, change(readFileSync(path, 'utf8')))
  renameSync(`${path}.new`, path)
}

const errorsOf = (problems: Problem[]) => problems.filter(({ level }) => level === 'error')
const says = (title: string) => (text: string) => text.replace(/^title: .*$/m, `title: ${title}`)

describe('somebody edits while the demo runs', () => {
  type State = {
    people: { id: number }[]
    chats: Record<string, { id: number; html?: string; text: string; buttons: { text: string }[][] }[]>
    content?: { at: number; problems: Problem[] }
  }
  const home = place()
  let root: string
  let program: Program
  let url: string
  let events: AsyncIterator<string>
  let person: number

  beforeAll(async () => {
    root = project()
    program = startProgram({ DATA_DIR: home.directory, PORT: '0' }, root)
    await program.prints(/Open {2}http\S+/)
    url = /Open {2}(http\S+)/.exec(program.output())?.[1] ?? ''
    const stream = (await fetch(`${url}/page-api/events`)).body
    if (!stream) throw new Error('no events')
    events = stream.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
    person = (await state()).people[0]?.id ?? 0
    await act({ act: 'start' })
    await taps('English')
    await taps('Only I use it')
  })
  afterAll(async () => {
    await program.kill()
    await home.clear()
    rmSync(root, { recursive: true })
  })

  const state = async () => (await (await fetch(`${url}/page-api/state`)).json()) as State
  /** Asks again after each event of the page, until it is so. */
  async function until<T>(answer: (now: State) => T | undefined): Promise<T> {
    for (;;) {
      const found = answer(await state())
      if (found !== undefined) return found
      await events.next()
    }
  }
  async function act(what: object): Promise<void> {
    const body = JSON.stringify({ as: person, ...what })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/page-api/act`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
  }
  async function taps(label: string): Promise<void> {
    const at = await until(({ chats }) => {
      const message = chats[person]?.findLast(({ buttons }) => buttons.flat().some(({ text }) => text.includes(label)))
      const row = message?.buttons.findIndex((each) => each.some(({ text }) => text.includes(label))) ?? -1
      const column = message?.buttons[row]?.findIndex(({ text }) => text.includes(label)) ?? -1
      return message && { messageId: message.id, row, column }
    })
    await act({ act: 'tap', ...at })
  }
  const sees = (text: string) =>
    until(({ chats }) => (JSON.stringify(chats[person]?.at(-1)).includes(text) ? true : undefined))
  /** Saves, and waits until it was looked at: the errors there are then. */
  async function saves(change: (text: string) => string): Promise<string[]> {
    const before = await until(({ content }) => content?.at)
    edit(root, PAGE, change)
    const problems = await until(({ content }) => (content && content.at > before ? content.problems : undefined))
    return errorsOf(problems).map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`)
  }

  test('a changed text is there on the next tap; a broken file leaves the old one and is listed; mended, it goes on', async () => {
    expect(await saves(says('Words of today'))).toEqual([])
    await taps('Stay and papers')
    await sees('Words of today')
    const broken = await saves((text) => `${says('Never seen')(text)}broken: [\n`)
    expect(broken).toEqual([expect.stringMatching(/^locales\/en\/pages\/stay\.yaml:\d+ /)])
    await taps('Menu')
    await taps('Stay and papers')
    await sees('Words of today')
    expect(await saves((text) => says('Mended')(text.replace('broken: [\n', '')))).toEqual([])
    await taps('Menu')
    await taps('Stay and papers')
    await sees('Mended')
  })
})

describe('the preview', () => {
  let preview: Preview | undefined
  let root: string
  beforeAll(() => void (root = project()))
  afterAll(() => {
    preview?.stop()
    rmSync(root, { recursive: true })
  })

  test('tells first and uses nothing; then goes on with what is sound; what cannot be used is a problem', async () => {
    const used: Content[] = []
    const told: Problem[][] = []
    let heard = () => {}
    const next = () => new Promise<void>((resolve) => (heard = resolve))
    let fails = false
    const first = next()
    preview = startPreview({
      root,
      today: () => '2026-11-21',
      use: async (content) => {
        if (fails) throw new Error('no room')
        used.push(content)
      },
      tell(problems) {
        told.push(problems)
        heard()
      },
    })
    await first
    expect(used).toEqual([])
    expect(errorsOf(told.at(-1) ?? [])).toEqual([])
    const second = next()
    edit(root, PAGE, says('One'))
    await second
    expect(used.at(-1)?.words['en']?.pages['stay']?.title).toBe('One')
    fails = true
    const third = next()
    edit(root, PAGE, says('Two'))
    await third
    expect(told.at(-1)?.[0]?.message).toContain('no room')
  })
})
