import { describe, expect, test } from 'vitest'
import { Organization } from '../../src/content/directory.ts'
import { corrected } from '../../src/directory/register/current.ts'
import { EMPTY, type EntryRecord } from '../../src/directory/register/record.ts'
import { tidied } from '../../src/directory/register/tidy.ts'

const HOUR = 3_600_000
const made = (publication: string) =>
  Organization.parse({
    services: ['talk'],
    phones: [{ number: '111', type: 'short' }],
    publication,
    reason: 'a reason',
    everywhere: true,
    confidence: 'high',
    assured_date: '2026',
    sources: ['a source'],
  })
const [before, after] = [made('after-test-call'), made('publish')]
/** Somebody made it sure in the chat, over a file that said `after-test-call`. */
const record: EntryRecord = { ...EMPTY, corrections: { publication: { value: 'publish', base: 'after-test-call' } } }

describe('a correction that the file has taken over', () => {
  test('stays while the file says what it corrects', () => {
    expect(tidied(before, record, 0)).toBeUndefined()
  })

  test('is forgotten an hour after a bot has seen the newer file, and never applies again', () => {
    const seen = tidied(after, record, 0)
    expect(seen?.corrections.publication).toEqual({ value: 'publish', base: 'after-test-call', voidSince: 0 })
    expect(corrected(before, seen ?? record).publication).toBe('publish') // a bot that still runs with the older file
    expect(tidied(after, seen ?? record, HOUR - 1)).toBeUndefined()
    const gone = tidied(after, seen ?? record, HOUR)
    expect(gone?.corrections).toEqual({})
    expect(corrected(before, gone ?? record).publication).toBe('after-test-call') // the file returned to what it said
  })
})
