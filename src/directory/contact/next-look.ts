/** When an organization's person is to be asked, or the editors are to be told. Pure. */
import { HIDDEN_AFTER_DAYS } from '../register/current.ts'
import type { Contact, EntryRecord } from '../register/record.ts'
import { askingHour, loudFrom } from './hours.ts'

/** The question comes every fortnight. */
export const ASKED_EVERY_DAYS = 14
const DAY_MS = 86_400_000

/** Whichever comes first (ms); undefined while nobody answers for the entry. */
export function nextLook({ contact }: EntryRecord, timeZone: string): number | undefined {
  if (!contact) return undefined
  const asked = nextAsk(contact, timeZone)
  return contact.toldHidden ? asked : Math.min(asked, hiddenFrom(contact, timeZone))
}

/** 10 o'clock, a fortnight after they were linked, asked, or said last that it is right. */
export function nextAsk({ since, askedAt = since, confirmedAt = since }: Contact, timeZone: string): number {
  return askingHour(Math.max(since, askedAt, confirmedAt), ASKED_EVERY_DAYS, timeZone)
}

/** From when editors are told that the entry is not confirmed for too long: at once, but not by night. */
export function hiddenFrom({ since, confirmedAt = since }: Contact, timeZone: string): number {
  return loudFrom(confirmedAt + HIDDEN_AFTER_DAYS * DAY_MS, timeZone)
}
