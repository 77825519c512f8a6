import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Organization, PERSONS } from '../../src/content/directory.ts'
import { corrected } from '../../src/directory/register/current.ts'
import {
  canUndo,
  confirmedByTeam,
  type Edited,
  edited,
  hidden,
  shownAgain,
  undone,
} from '../../src/directory/register/edits.ts'
import { EMPTY, type EntryRecord, type LogLine, Patch } from '../../src/directory/register/record.ts'
import type { Entry } from '../../src/directory/register/register.ts'
import { withOrganizations } from '../entries.ts'

const NOW = Date.parse('2026-11-21T07:00:00Z')
const moment = { at: NOW, by: 7, day: '2026-11-21' }
const PHONES = [{ number: '+7 701 111 11 11', type: 'voice' }]

function content(fields: Partial<Organization> = {}) {
  return withOrganizations({ one: { locations: [{ city: 'almaty', visibility: 'city' }], ...fields } })
}

function entryOf({ directory }: ReturnType<typeof content>, id = 'one', record: EntryRecord = EMPTY): Entry {
  const file = directory.organizations[id]
  if (!file) throw new Error(`Expected "${id}"`)
  return { id, file, now: corrected(file, record), record }
}

function after(entry: Entry, outcome: Edited): Entry {
  if (!('change' in outcome)) throw new Error(JSON.stringify(outcome))
  const { record } = outcome.change
  return { ...entry, record, now: corrected(entry.file, record) }
}

function lineOf(outcome: Edited): LogLine {
  const [line] = 'change' in outcome ? (outcome.change.log ?? []) : []
  if (!line) throw new Error(JSON.stringify(outcome))
  return line
}

const patch = fc
  .record(
    {
      phones: fc.constantFrom([], PHONES, [{ number: '111', type: 'short' }]),
      schedule: fc.constantFrom(null, '24/7', [{ days: [1, 2], from: '09:00', to: '18:00' }]),
      open_on_holidays: fc.boolean(),
      languages: fc.subarray(['ru', 'kk', 'en']),
      eligibility: fc.subarray([...PERSONS]).map((persons) => Object.fromEntries(persons.map((each) => [each, 'yes']))),
      locations: fc.constantFrom(
        [{ city: 'astana', visibility: 'public', address: 'Abai 1' }],
        [{ city: 'shymkent', visibility: 'city' }],
        [{ city: 'shymkent', visibility: 'call-first' }],
      ),
    },
    { requiredKeys: [] },
  )
  .map((each) => Patch.parse(each))

describe('what is taken back', () => {
  test('is as if it had never been done', () => {
    const each = content()
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 4 }), patch, (earlier, last) => {
        let entry = entryOf(each)
        for (const one of earlier) {
          const outcome = edited(each, entry, one, moment)
          if ('change' in outcome) entry = after(entry, outcome)
        }
        const outcome = edited(each, entry, last, moment)
        if (!('change' in outcome)) return
        const back = after(entry, undone(each, after(entry, outcome), lineOf(outcome), moment))
        expect(back.now).toEqual(entry.now)
        expect(back.record).toEqual(entry.record)
      }),
    )
  })

  test('hiding, a call, a number that was taken away', () => {
    const each = content()
    const entry = entryOf(each)
    for (const outcome of [
      hidden(each, entry, moment),
      confirmedByTeam(each, entry, moment),
      edited(each, entry, { phones: [] }, moment),
    ]) {
      const changed = after(entry, outcome)
      expect(changed.now).not.toEqual(entry.now)
      expect(after(changed, undone(each, changed, lineOf(outcome), moment)).now).toEqual(entry.now)
    }
  })

  test('is what was approved, not what was asked for', () => {
    const each = content()
    const entry = entryOf(each)
    const line = lineOf(edited(each, entry, { phones: PHONES }, moment))
    const changed = after(entry, edited(each, entry, { phones: PHONES }, moment))
    expect(canUndo(changed, { ...line, what: 'approved' })).toBe(true)
    expect(canUndo(changed, { ...line, what: 'proposed' })).toBe(false)
  })

  test('is not taken back once somebody changed it again', () => {
    const each = content()
    const entry = entryOf(each)
    const first = edited(each, entry, { phones: PHONES }, moment)
    const second = after(
      after(entry, first),
      edited(each, after(entry, first), { phones: [{ number: '112', type: 'short' }] }, moment),
    )
    expect(canUndo(second, lineOf(first))).toBe(false)
    expect(undone(each, second, lineOf(first), moment)).toEqual({ same: true })
  })
})

describe('what goes together', () => {
  test('a number and how an entry is shown', () => {
    const each = content({ publication: 'name-only', phones: [], reason: 'No phone is known.' })
    const entry = entryOf(each)
    const numbered = after(entry, edited(each, entry, { phones: PHONES }, moment))
    expect(numbered.now).toMatchObject({ publication: 'after-test-call', phones: PHONES })
    const bare = after(numbered, edited(each, numbered, { phones: [] }, moment))
    expect(bare.now.publication).toBe('name-only')
    expect(bare.record.corrections).toEqual({})
  })

  test('hours and holidays', () => {
    const each = content({ schedule: [{ days: [1], from: '09:00', to: '10:00' }], open_on_holidays: true })
    const entry = entryOf(each)
    for (const schedule of ['24/7', null]) {
      const { now } = after(entry, edited(each, entry, { schedule }, moment))
      expect(now.open_on_holidays).toBe(false)
    }
  })

  test('nothing is changed by what it says already, in whatever form', () => {
    const each = content()
    const entry = entryOf(each)
    expect(edited(each, entry, { languages: null, eligibility: null, schedule: null }, moment)).toEqual({ same: true })
    expect(hidden(each, after(entry, hidden(each, entry, moment)), moment)).toEqual({ same: true })
  })
})

describe('the rules of the directory refuse', () => {
  const refused = (outcome: Edited) => ('refused' in outcome ? outcome.refused.join() : JSON.stringify(outcome))

  test('a street or a point of a secret place, an office beside it', () => {
    const each = content({ locations: [{ city: 'almaty', visibility: 'call-first' }] })
    const entry = entryOf(each)
    const told = [{ city: 'almaty', visibility: 'call-first', address: 'Abai 1' }]
    expect(refused(edited(each, entry, { locations: told }, moment))).toContain('visibility: public')
    const mixed = [
      { city: 'almaty', visibility: 'call-first' },
      { city: 'astana', visibility: 'public', address: 'Abai 1' },
    ]
    expect(refused(edited(each, entry, { locations: mixed }, moment))).toContain('call-first')
  })

  test('an office in the place of what the file calls secret, as somebody asked before it was', () => {
    const each = content({ locations: [{ city: 'almaty', visibility: 'call-first' }] })
    const locations = [{ city: 'almaty', visibility: 'public', address: 'Abai 1' }]
    expect(edited(each, entryOf(each), { locations }, moment)).toEqual({ refused: [expect.stringContaining('secret')] })
  })

  test('the last number of a list of the emergency card; one that texts name', () => {
    const each = content()
    for (const id of ['police-102', 'line-111']) {
      const outcome = refused(hidden(each, entryOf(each, id), moment))
      expect(outcome).toContain('a number that texts may name')
      expect(refused(edited(each, entryOf(each, id), { phones: [] }, moment))).toContain('a number that texts may name')
    }
    each.directory.emergency.held = ['one']
    expect(refused(hidden(each, entryOf(each), moment))).toContain('at least one confirmed number')
    const own = edited(each, entryOf(each), { phones: PHONES }, moment)
    expect(own).toHaveProperty('change')
  })

  test('confirming what has no phone or no words; a doubtful source matters no more once the team has called', () => {
    const bare = content({ publication: 'name-only', phones: [], reason: 'No phone is known.' })
    expect(refused(confirmedByTeam(bare, entryOf(bare), moment))).toContain('expected a phone')
    const unsure = content({ publication: 'withheld', reason: 'In doubt.', confidence: 'low' })
    expect(confirmedByTeam(unsure, entryOf(unsure), moment)).toHaveProperty('change')
    expect(refused(edited(unsure, entryOf(unsure), { publication: 'publish' }, moment))).toContain('medium confidence')
    const nameless = content({ publication: 'withheld', reason: 'In doubt.' })
    for (const words of Object.values(nameless.words)) delete words.directory.one
    expect(refused(confirmedByTeam(nameless, entryOf(nameless), moment))).toContain('a name and a note')
  })

  test('what is no organization at all', () => {
    const each = content()
    const entry = entryOf(each)
    fc.assert(
      fc.property(
        fc.json().map((text): unknown => JSON.parse(text)),
        (value) => {
          const outcome = edited(each, entry, { phones: value } as Patch, moment)
          if ('change' in outcome) expect(value === null || Array.isArray(value)).toBe(true)
        },
      ),
    )
  })
})

describe('a call', () => {
  test('settles findings and why it was hidden, and the person of the entry is asked a full time later', () => {
    const each = content()
    const contact = { chat: 5, name: 'Ainur', language: 'ru', since: 1, toldHidden: true, unreachable: false }
    const finding = { kind: 'refused' as const, who: 'x', at: NOW - 1 }
    const entry = entryOf(each, 'one', { ...EMPTY, contact, findings: [finding] })
    const outcome = confirmedByTeam(each, after(entry, hidden(each, entry, moment)), moment)
    const { now, record } = after(entry, outcome)
    expect(now).toMatchObject({ publication: 'publish', assured_by: 'team', assured_date: moment.day })
    expect(now.reason).toBeUndefined()
    expect(record.findings).toEqual([])
    expect(record.contact).toMatchObject({ confirmedAt: NOW, toldHidden: false })
  })

  test('a second time on one day is told, and settles what was found since', () => {
    const each = content()
    const entry = after(entryOf(each), confirmedByTeam(each, entryOf(each), moment))
    const outcome = confirmedByTeam(each, entry, moment)
    expect(lineOf(outcome)).toEqual({ at: NOW, by: 7, what: 'confirmed' })
  })
})

describe('shown again', () => {
  test('as it was before it was hidden, and open', () => {
    const each = content({ publication: 'after-test-call', reason: 'Call it first.' })
    const entry = entryOf(each, 'one', { ...EMPTY, closedAt: 1 })
    const hiding = hidden(each, entry, moment)
    const away = after(entry, hiding)
    const outcome = shownAgain(each, away, [lineOf(hiding)], moment)
    const back = after(away, outcome)
    expect(back.now).toEqual(entry.now)
    expect(back.record.closedAt).toBeUndefined()
    expect('change' in outcome && outcome.change.log?.map(({ what }) => what)).toEqual(['shown', 'opened'])
    expect(after(away, shownAgain(each, away, [], moment)).now.publication).toBe('after-test-call') // its history is over
  })

  test('not what the file withholds', () => {
    const each = content({ publication: 'withheld', reason: 'In doubt.' })
    expect(shownAgain(each, entryOf(each), [], moment)).toEqual({ same: true })
  })
})
