import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Content } from '../../src/content/load.ts'
import { confirmedByTeam, edited, hidden } from '../../src/directory/register/edits.ts'
import type { Patch } from '../../src/directory/register/record.ts'
import type { Register } from '../../src/directory/register/register.ts'
import { openStore, registerOf } from '../../src/ops/directory/corrections.ts'
import { mergeOf } from '../../src/ops/directory/merge.ts'
import { connect } from '../../src/store/connection.ts'
import { newDataKey } from '../../src/store/sealed.ts'
import { startPrivateServer } from '../../src/store/server.ts'
import { type Project, project } from './project.ts'

const EDITOR = 4242
const AT = Date.parse('2026-11-21T07:00:00Z')
const ZONE = 'Asia/Almaty'
const FILE = 'content/directory.yaml'
const dataKey = newDataKey()

let here: Project
let redis: Redis
/** As the running bot knows it. */
let content: Content
let register: Register

beforeEach(async () => {
  here = project()
  redis = connect({ socket: inject('redisSocket') }, { prefix: `test:${randomUUID()}:` })
  await new Promise<void>((ready) => redis.once('ready', ready))
  content = structuredClone(here.content())
  register = opened(content)
})
afterEach(() => {
  here.remove()
  redis.disconnect()
})

const opened = (over: Content) => registerOf({ redis, dataKey }, over, ZONE).register

function corrects(id: string, patch: Patch) {
  return register.change(id, (entry) => {
    const outcome = edited(content, entry, patch, { at: AT, by: EDITOR })
    return 'change' in outcome ? outcome.change : undefined
  })
}

async function calls(id: string) {
  await register.change(id, (entry) => {
    const outcome = confirmedByTeam(content, entry, { at: AT, by: EDITOR, day: '2026-11-21' })
    return 'change' in outcome ? outcome.change : undefined
  })
}

/** What the command does, on this test's own part of the store. */
async function merges() {
  const files = here.content()
  const outcome = mergeOf(here.root, files, await opened(structuredClone(files)).all(), here.problemsOf)
  if ('files' in outcome) here.writes(outcome.files)
  return outcome
}

describe('corrections of the chat', () => {
  test('stand in the file afterwards, which then says what the bot says', async () => {
    await corrects('line-1402', { phones: [{ number: '1402', type: 'short' }], schedule: null })
    await calls('iom-astana')
    await corrects('rodnik', { eligibility: { women: 'yes', men: 'no' }, languages: ['ru', 'kk'] })
    await merges()
    for (const [id, now] of Object.entries(content.directory.organizations)) {
      const { sources, ...written } = here.content().directory.organizations[id] ?? { sources: [] }
      const { sources: before, ...said } = now
      expect([id, written]).toEqual([id, said])
      expect(sources.slice(0, before.length)).toEqual(before)
    }
  })

  test('change their own lines only; comments and order stay', async () => {
    const before = here.file(FILE).split('\n')
    await corrects('line-1402', { phones: [{ number: '1402', type: 'short' }] })
    await calls('iom-astana')
    await merges()
    const after = here.file(FILE).split('\n')
    expect(after.filter((line) => line.trim().startsWith('#'))).toEqual(
      before.filter((line) => line.trim().startsWith('#')),
    )
    expect(before.filter((line) => !after.includes(line)).length).toBeLessThan(7)
    expect(after.filter((line) => !before.includes(line)).map((line) => line.trim())).toEqual([
      'phones: [{ number: "1402", type: short }]',
      'assured_date: "2026-11-21"',
      'assured_by: team',
      '- "Called by the team, 2026-11-21"',
    ])
  })

  test('a newer call takes the place of the older one among the sources', async () => {
    await calls('iom-astana')
    await merges()
    content = structuredClone(here.content())
    register = opened(content)
    await corrects('iom-astana', { assured_date: '2026-12-01' })
    await merges()
    const { sources } = here.content().directory.organizations['iom-astana'] ?? { sources: [] }
    expect(sources.filter((source) => source.startsWith('Called'))).toEqual(['Called by the team, 2026-12-01'])
    expect(sources).toHaveLength(3)
  })

  test('a number that was hidden stays hidden', async () => {
    await register.change('sana-sezim', (entry) => {
      const outcome = hidden(content, entry, { at: AT, by: EDITOR, day: '2026-11-21' })
      return 'change' in outcome ? outcome.change : undefined
    })
    await merges()
    expect(here.content().directory.organizations['sana-sezim']).toMatchObject({
      publication: 'withheld',
      reason: 'Hidden by an editor on 2026-11-21.',
    })
  })

  test('a second time there is nothing to change, and the store is as it was', async () => {
    await calls('iom-astana')
    await merges()
    const written = here.file(FILE)
    expect(await merges()).toEqual({ files: {}, merged: [] })
    expect(here.file(FILE)).toBe(written)
    expect(await redis.hlen('directory:records')).toBe(1)
  })

  test('one that somebody wrote into the file otherwise is void', async () => {
    await corrects('line-1402', { phones: [{ number: '1402', type: 'short' }] })
    here.writes({ [FILE]: here.file(FILE).replace('+7 7172 71 41 09', '+7 7172 71 41 10') })
    expect(await merges()).toEqual({ files: {}, merged: [] })
  })

  test('what the check refuses is told, and nothing is written', async () => {
    const before = here.file(FILE)
    const text = {
      value: [{ city: 'atlantis', visibility: 'city' }],
      base: [{ city: 'almaty', visibility: 'call-first' }],
    }
    await register.change('rodnik', ({ record }) => ({ record: { ...record, corrections: { locations: text } } }))
    expect(await merges()).toEqual({
      refused: [expect.stringContaining('expected a town of content/places.yaml, got "atlantis"')],
    })
    await register.change('rodnik', ({ record }) => ({
      record: { ...record, corrections: { publication: { value: 'maybe', base: 'name-only' } } },
    }))
    expect(await merges()).toEqual({ refused: [expect.stringContaining('rodnik: publication')] })
    expect(here.file(FILE)).toBe(before)
  })
})

describe('the command', () => {
  test('says what it expected when there is no store, no key, or another key', async () => {
    here.environment['DATA_DIR'] = join(here.root, 'nowhere')
    here.environment['DATA_KEY'] = dataKey
    expect(await here.runs('merge')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Expected REDIS_URL, or a bot that runs here'),
    })
    delete here.environment['DATA_KEY']
    expect((await here.runs('merge')).said).toContain('Expected DATA_KEY')
  })

  test('finds the store of a bot that runs here, and tells each change without saying who made it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pana-merge-'))
    const server = await startPrivateServer(join(directory, 'demo'))
    Object.assign(here.environment, { DATA_DIR: directory })
    writeFileSync(join(directory, 'data.key'), dataKey)
    const store = await openStore(readConfig(here.environment))
    if ('trouble' in store) throw new Error(store.trouble)
    await registerOf(store, content, ZONE).register.change('iom-astana', (entry) => {
      const outcome = confirmedByTeam(content, entry, { at: AT, by: EDITOR, day: '2026-11-21' })
      return 'change' in outcome ? outcome.change : undefined
    })
    const { code, said } = await here.runs('merge')
    expect([code, said.split('\n').slice(0, 5)]).toEqual([
      0,
      [
        'iom-astana:',
        '  publication: after-test-call → publish',
        '  assured_date: 2019-02-18 → 2026-11-21',
        '  assured_by: source → team',
        '  sources: - → Called by the team, 2026-11-21',
      ],
    ])
    expect(said).not.toContain(String(EDITOR))
    expect((await here.runs('merge')).said).toMatch(/nothing to change/)

    here.environment['DATA_KEY'] = newDataKey()
    expect((await here.runs('merge')).said).toContain('Expected the DATA_KEY the bot runs with: 1 record(s)')
    store.redis.disconnect()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
})
