/** A number that does not work, a door that stayed shut: one tap tells it, from nobody in particular. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Content } from '../../src/content/load.ts'
import { findable, foundBy } from '../../src/directory/near/findings.ts'
import { EMPTY, type EntryRecord } from '../../src/directory/register/record.ts'
import { withOrganizations } from '../entries.ts'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, type World, world } from '../world.ts'

afterEach(endWorlds)

const DAY = 86_400_000
const DEAD = 'Does not work'
const REFUSED = 'They refused me'
const MARK = 'May be out of date: people could not reach it'
const NEWS = 'About the directory'

const inAlmaty = { locations: [{ city: 'almaty', visibility: 'city' as const }] }
const shelters = (): Content => withOrganizations({ shelter: inAlmaty, other: inAlmaty })

/** Somebody new who looks for a place to stay in Almaty. */
async function looks(at: World, name: string): Promise<Someone> {
  const someone = at.person(name, 'en')
  await arrives(someone, 'Nearest help', 'A place to stay', 'Almaty')
  return someone
}

const news = (editor: Someone) => editor.chat().filter(({ text }) => text.startsWith(NEWS))

describe('somebody calls, and nobody answers', () => {
  test('says so with one tap: is thanked, told how to go on, and stays where they are', async () => {
    const at = await world({ content: shelters() })
    const amina = await looks(at, 'Amina')
    const before = amina.sees()
    await amina.taps(DEAD)
    expect(amina.person.notice()?.text).toMatch(/^Thank you\..*next one.*our team/)
    expect(amina.sees()).toBe(before)
    await amina.taps(DEAD)
    expect(amina.person.notice()?.text).toContain('You told us this before')
    await amina.taps(REFUSED)
    expect(amina.person.notice()?.text).toMatch(/^Thank you\./)
  })

  test('editors are told which entry and what, with nothing of who; once a day, and when it becomes doubtful', async () => {
    const at = await world({ content: shelters() })
    const editor = await at.colleague('Editor', { roles: ['editor'] })
    const [amina, bek, dana] = [await looks(at, 'Amina'), await looks(at, 'Bekzat'), await looks(at, 'Danara')]
    await amina.taps(DEAD)
    expect(news(editor)).toHaveLength(1)
    expect(editor.sees()).toMatch(/Name of shelter: the number does not work[^]*1 such message in 14 days/)
    expect(editor.sees()).not.toMatch(/Amina|marked/)
    expect(editor.buttons()).toEqual(['Show the entry'])
    await amina.walks(DEAD, REFUSED)
    expect(news(editor)).toHaveLength(1)
    await bek.taps(REFUSED)
    expect(news(editor)).toHaveLength(2)
    expect(editor.sees()).toMatch(/Name of shelter: somebody was refused[^]*3 such messages[^]*marked as out of date/)
    await dana.taps(DEAD)
    expect(news(editor)).toHaveLength(2)
  })

  test('two people within a fortnight mark the entry by themselves, and it goes below its neighbours', async () => {
    const at = await world({ content: shelters() })
    const amina = await looks(at, 'Amina')
    await amina.taps(DEAD)
    await amina.taps(REFUSED) // one person is one person
    const bek = await looks(at, 'Bekzat')
    expect(bek.sees()).toContain('Name of shelter')
    expect(bek.sees()).not.toContain(MARK)
    await bek.taps(DEAD)
    const dana = await looks(at, 'Danara')
    expect(dana.sees()).toContain('Name of other')
    await dana.taps('Next')
    expect(dana.sees()).toContain('Name of shelter')
    expect(dana.sees()).toContain(MARK)
    await at.later(15 * DAY)
    expect((await looks(at, 'Erlan')).sees()).not.toContain(MARK)
  })

  test('two accounts cannot cast doubt on a number of the emergency card: editors hear of it, people see no mark', async () => {
    const at = await world({ content: shelters() })
    const asel = await at.colleague('Asel', { roles: ['editor'] })
    const people = [at.person('Amina', 'en'), at.person('Bekzat', 'en')]
    for (const each of people) {
      await arrives(each, 'Nearest help', 'For children', 'Almaty')
      while (!each.sees().includes('111')) await each.taps('Next')
      await each.taps(DEAD)
    }
    const [amina] = people
    await amina?.taps('SOS')
    expect(amina?.sees()).toContain('111')
    expect(amina?.sees()).not.toContain('may be out of date')
    await amina?.walks('Menu', 'Work and pay', 'I am not paid', 'Ask a person')
    expect(amina?.sees()).not.toContain('may be out of date')
    expect(asel.sees()).toContain('does not work')
  })

  test('from a message months old, also when the entry is no longer in the list', async () => {
    const content = shelters()
    const at = await world({ content })
    const amina = await looks(at, 'Amina')
    const old = amina.newest()?.message_id ?? 0
    await at.later(100 * DAY)
    await amina.does((phone) => phone.tapData(old, 'en:finding:shelter:n'))
    expect(amina.person.notice()?.text).toMatch(/^Thank you\./)
    for (const data of ['gone:n', 'constructor:n', 'shelter:x', 'shelter', ':', 'police-102:r']) {
      await amina.does((phone) => phone.tapData(old, `en:finding:${data}`))
      expect(amina.person.notice()?.text, data).toContain('no longer in the list')
    }
  })

  test('while Redis is down: told that it could not be noted, and everything else goes on', async () => {
    const at = await world({ content: shelters() })
    const amina = await looks(at, 'Amina')
    const back = await at.loses('redis')
    await amina.taps(DEAD)
    expect(amina.person.notice()?.text).toContain('could not note it')
    await amina.taps('Next')
    expect(amina.sees()).toContain('Name of other')
    await back()
    await amina.walks('Before', DEAD)
    expect(amina.person.notice()?.text).toMatch(/^Thank you\./)
  })

  test('nothing in the log or in the names of keys says who it was', async () => {
    const at = await world({ content: shelters() })
    const amina = await looks(at, 'Amina')
    await amina.taps(DEAD)
    expect(at.logged.join()).not.toContain(String(amina.person.user.id))
  })
})

describe('what can be said of whom', () => {
  const content = withOrganizations({
    named: { ...inAlmaty, publication: 'name-only', phones: [], reason: 'no number' },
    hidden: { ...inAlmaty, publication: 'withheld', reason: 'hidden' },
  })

  test.each([
    ['line-111', ['no-answer', 'refused']],
    ['named', ['refused']],
    ['police-102', ['no-answer']],
    ['rescue-112', ['no-answer']],
    ['hidden', []],
    ['nobody', []],
  ])('%s: %j', (id, kinds) => expect(findable(content, id)).toEqual(kinds))
})

describe('a finding', () => {
  const NOW = Date.parse('2026-11-22T07:00:00Z')
  const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)
  const found = (record: EntryRecord, who: string, at: number, repeated = false) =>
    foundBy(record, { kind: 'no-answer', who, at }, { dayOf, repeated })

  test('stands in the record with a keyed hash only, and in the history with its kind only', () => {
    const change = found(EMPTY, 'hash', NOW)
    expect(change?.record.findings).toEqual([{ kind: 'no-answer', who: 'hash', at: NOW }])
    expect(change?.log).toEqual([{ at: NOW, by: 'people', what: 'found', detail: 'no-answer' }])
  })

  test('counts for fourteen days; older ones are dropped as soon as anything is written', () => {
    const first = found(EMPTY, 'a', NOW)?.record ?? EMPTY
    expect(found(first, 'a', NOW + 14 * DAY - 1)).toBeUndefined()
    const later = found(first, 'b', NOW + 14 * DAY)
    expect(later?.record.findings.map(({ who }) => who)).toEqual(['b'])
    expect(later?.news).toEqual({ count: 1, doubted: false, tell: true })
    expect(found(first, 'a', NOW + 14 * DAY)?.record.findings).toHaveLength(1)
  })

  test('is told on each day once, and once more when it makes the entry doubtful', () => {
    const one = found(EMPTY, 'a', NOW)?.record ?? EMPTY
    const two = found(one, 'b', NOW + 1)
    expect(two?.news).toEqual({ count: 2, doubted: true, tell: true })
    const three = found(two?.record ?? EMPTY, 'c', NOW + 2)
    expect(three?.news).toEqual({ count: 3, doubted: true, tell: false })
    expect(found(three?.record ?? EMPTY, 'd', NOW + DAY)?.news.tell).toBe(true)
  })

  test('of an update that is handled once more is told again, and written once', () => {
    const one = found(EMPTY, 'a', NOW)?.record ?? EMPTY
    const again = found(one, 'a', NOW + 60_000, true)
    expect(again).toEqual({ record: one, news: { count: 1, doubted: false, tell: true } })
    expect(found(one, 'a', NOW + DAY, true)).toBeUndefined()
  })
})
