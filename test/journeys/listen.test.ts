/** People who would rather hear a page, or see it in sign language. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { spokenHash } from '../../src/content/audio.ts'
import type { Content } from '../../src/content/load.ts'
import { createLanguages } from '../../src/language/language.ts'
import { pageScreen } from '../../src/menu/view.ts'
import { arrives } from '../guides.ts'
import { ogg } from '../ogg.ts'
import { endWorlds, NOON, realContent, type Someone, type World, world } from '../world.ts'

const DAY = NOON.slice(0, 10)
const FILM = 'https://video.example/stay'
let folder: string

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pana-media-'))))
afterEach(() => {
  endWorlds()
  rmSync(folder, { recursive: true })
})

/** The real content, with recordings of pages in `code`, each noted as read from today's page. */
function read(code: string, ...pages: string[]): Content {
  const content = structuredClone(realContent())
  const recorded = content.words[code]?.recorded ?? {}
  for (const page of pages) {
    const path = join(folder, `${code}-${page}.ogg`)
    const bytes = ogg(page)
    writeFileSync(path, bytes)
    content.audio[code] = { ...content.audio[code], [page]: { path, bytes: bytes.length, opus: true } }
    recorded[page] = spokenHash(content, code, page, DAY)
  }
  return content
}

const labels = (content: Content, code: string, id: string, day = DAY) => {
  const language = createLanguages(content).byCode(code)
  if (!language) throw new Error(code)
  return pageScreen({ content, language, id, day })
    .rows.flat()
    .map(({ label }) => label)
}
const voices = (who: Someone) => who.chat().filter(({ message }) => message.voice)
const fileOf = (who: Someone) => voices(who).at(-1)?.message.voice?.file_id

async function reader(there: World, name = 'Amina'): Promise<Someone> {
  const amina = there.person(name, 'en')
  await arrives(amina, 'Stay and papers')
  return amina
}

describe('somebody listens to a page', () => {
  test('where there is a recording: a message of its own, which Hide removes', async () => {
    const there = await world({ content: read('en', 'stay') })
    const amina = await reader(there)
    expect(amina.buttons()[0]).toBe('🔊 Listen')
    await amina.taps('Listen')
    expect(voices(amina)).toHaveLength(1)
    expect(amina.chat().some(({ text }) => text.includes(there.say('en').plain('pages:stay.title')))).toBe(true)
    await amina.taps('Hide')
    expect(voices(amina)).toEqual([])
    expect(labels(there.content, 'en', 'work').join()).not.toContain('Listen')
  })

  test('Telegram gets a recording once, also after a restart; another recording is another file', async () => {
    const there = await world({ content: read('en', 'stay', 'work') })
    const amina = await reader(there)
    await amina.taps('Listen')
    there.restarts()
    const bek = await reader(there, 'Bek')
    await bek.taps('Listen')
    expect(fileOf(bek)).toBe(fileOf(amina))
    await bek.does((phone) => phone.tapData(bek.newest()?.message_id ?? 0, 'en:listen:work'))
    expect(voices(bek)).toHaveLength(2)
    expect(fileOf(bek)).not.toBe(fileOf(amina))
  })

  test('a file Telegram knows no more is uploaded again; without the store too', async () => {
    const there = await world({ content: read('en', 'stay') })
    const amina = await reader(there)
    await amina.taps('Listen')
    const [name = ''] = await there.redis.hkeys('voices')
    await there.redis.hset('voices', name, 'gone')
    await amina.taps('Listen')
    expect(voices(amina)).toHaveLength(2)
    expect(await there.redis.hget('voices', name)).toBe(fileOf(amina))
    const back = await there.loses('redis')
    await amina.taps('Listen')
    expect(voices(amina)).toHaveLength(3)
    await back()
  })

  test('what cannot be played is told in a word: no file any more, no such page, Telegram does not take it', async () => {
    const there = await world({ content: read('en', 'stay', 'work') })
    const amina = await reader(there)
    const page = amina.newest()?.message_id ?? 0
    const hears = async (id: string) => {
      await amina.does((phone) => phone.tapData(page, `en:listen:${id}`))
      return amina.person.notice()?.text
    }
    for (const id of ['no-such-page', 'family', '', '__proto__']) expect(await hears(id)).toMatch(/cannot be played/)
    rmSync(join(folder, 'en-work.ogg'))
    expect(await hears('work')).toMatch(/cannot be played/)
    there.telegram.faults.always({ kind: 'server-error', code: 502 }, { method: 'sendVoice' })
    expect(await hears('stay')).toMatch(/cannot be played/)
    expect(voices(amina)).toEqual([])
  })

  test('Hide pressed while it is on its way: it does not stay', async () => {
    const there = await world({ content: read('en', 'stay') })
    const amina = await reader(there)
    there.telegram.faults.next(1, { kind: 'slow', ms: 2000 }, { method: 'sendVoice' })
    const page = amina.newest()
    amina.person.tap(page?.message_id ?? 0, '🔊 Listen')
    while (there.telegram.pendingUpdates() > 0) await new Promise((next) => setImmediate(next))
    amina.person.tap(page?.message_id ?? 0, '🧹 Hide')
    for (let second = 0; second < 4; second += 1) {
      await new Promise((next) => setTimeout(next, 5))
      await there.clock.advance(1000)
    }
    await there.telegram.settled()
    expect(voices(amina)).toEqual([])
  })
})

describe('a recording is offered', () => {
  test('in both Uzbek scripts, and in no other language', () => {
    const content = read('uz-Latn', 'stay')
    expect(labels(content, 'uz-Latn', 'stay')[0]).toMatch(/^🔊/)
    expect(labels(content, 'uz-Cyrl', 'stay')[0]).toMatch(/^🔊/)
    expect(labels(content, 'kk', 'stay').join()).not.toContain('🔊')
  })

  test('only while the page says what was read: neither other words, nor another fact, nor one that has expired', () => {
    const heard = (change: (content: Content) => void, page = 'how-long', day = DAY) => {
      const content = read('en', 'how-long', 'stay')
      change(content)
      return labels(content, 'en', page, day).join().includes('🔊')
    }
    expect(heard(() => {})).toBe(true)
    expect(heard(({ words }) => Object.assign(words['en']?.pages['how-long'] ?? {}, { text: 'Other words.' }))).toBe(
      false,
    )
    expect(heard(({ words }) => delete words['en']?.recorded['how-long'])).toBe(false) // it tells facts
    expect(heard(({ words }) => delete words['en']?.recorded['stay'], 'stay')).toBe(true)
    const longer = ({ facts }: Content) => {
      for (const fact of Object.values(facts))
        if (fact.kind === 'duration') for (const period of fact.periods) period.value += 1
    }
    expect(heard(longer)).toBe(false)
    const ended = (content: Content) => {
      for (const { periods } of Object.values(content.facts))
        Object.assign(periods.at(-1) ?? {}, { until: '2026-11-01' })
      const { recorded = {} } = content.words['en'] ?? {}
      recorded['how-long'] = spokenHash(content, 'en', 'how-long', DAY)
    }
    expect(heard(ended)).toBe(false)
  })

  test('and not of a translation that is older than its English', () => {
    const content = read('ru', 'stay')
    const reviews = { ...content.reviews['ru'], 'pages/stay': '00000000' }
    content.reviews = { ...content.reviews, ru: reviews }
    expect(labels(content, 'ru', 'stay').join()).not.toContain('🔊')
  })
})

test('a film in sign language is a link: for everybody, or by language', async () => {
  const content = structuredClone(realContent())
  const stay = content.menu.pages['stay']
  if (!stay) throw new Error('stay')
  stay.sign_video = FILM
  const amina = await reader(await world({ content }))
  const pressed = amina.person.tap(amina.newest()?.message_id ?? 0, '🤟 Sign language')
  expect(pressed).toEqual({ kind: 'url', url: FILM })
  stay.sign_video = { 'uz-Latn': FILM }
  expect(labels(content, 'uz-Cyrl', 'stay')[0]).toMatch(/^🤟/)
  expect(labels(content, 'en', 'stay').join()).not.toContain('🤟')
})
