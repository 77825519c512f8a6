/** A directory for tests, and somebody who looks for help in it. */
import type { Organization } from '../src/content/directory.ts'
import type { Content } from '../src/content/load.ts'
import { realContent } from './world.ts'

/** The real content with a directory of its own: what is in the file changes, what must hold does not. */
export function withOrganizations(organizations: Record<string, Partial<Organization>>): Content {
  const content = structuredClone(realContent())
  const lines = [
    'police-102',
    'ambulance-103',
    'rescue-112',
    'line-111',
    'line-150',
    'line-1414',
    'line-1402',
    'iom-astana',
  ]
  const kept = lines.flatMap((id) => Object.entries(content.directory.organizations).filter(([each]) => each === id))
  const base: Organization = {
    services: ['safe-place'],
    phones: [{ number: '+7 700 000 00 00', type: 'voice' }],
    publication: 'publish',
    everywhere: false,
    abroad: false,
    authority: false,
    locations: [],
    open_on_holidays: false,
    languages: [],
    eligibility: {},
    confidence: 'high',
    assured_by: 'source',
    assured_date: '2026-10-01',
    sources: ['a source'],
  }
  const added = Object.entries(organizations).map(([id, each]) => [id, { ...base, ...each }])
  content.directory.organizations = Object.fromEntries([...kept, ...added]) as Record<string, Organization>
  content.directory.afraid = content.directory.afraid.filter((id) => id in content.directory.organizations)
  for (const words of Object.values(content.words))
    for (const id of Object.keys(organizations)) words.directory[id] = { name: `Name of ${id}`, note: 'What they do.' }
  return content
}
