/** What a person may tell beside the message, chip by chip. A chip says what it sets, so that pressing twice is harmless. */
import { type About, HOURS, type Hours } from '../../case/about.ts'

const CHIPS = ['who', 'under18', 'danger', 'city', 'hour', 'first', 'outside', 'plain', 'code', 'quiet'] as const
export type Chip = (typeof CHIPS)[number]
const NONE = 'none'

/** The choices after pressing a chip; undefined for what no chip says. `cities`: ids of content/cities.yaml. */
export function withChip(about: About, chip: string, value: string, cities: string[]): About | undefined {
  switch (chip) {
    case 'who':
      return value === 'self' || value === 'other' ? { ...about, who: value } : none(about, 'who', value)
    case 'under18':
      return value === 'yes' ? { ...about, under18: true } : none(about, 'under18', value)
    case 'danger':
      return value === 'now' || value === 'later' ? { ...about, danger: value } : none(about, 'danger', value)
    case 'city':
      return cities.includes(value) ? { ...about, city: value } : none(about, 'city', value)
    case 'hour':
      return withHours(about, value)
    case 'first':
      return value === 'yes' || value === 'no' ? { ...about, writeFirst: value === 'yes' } : undefined
    case 'outside':
      return value === 'wait' || value === 'ping' ? { ...about, outside: value } : undefined
    case 'plain':
      return value === 'yes' || value === 'no' ? { ...about, plain: value === 'yes' } : undefined
    case 'code':
      return none(about, 'codeWord', value)
    case 'quiet':
      return none(about, 'quietWord', value)
    default:
      return undefined
  }
}

export const HOUR_NAMES = Object.keys(HOURS) as Hours[]

/** `any`: none in particular; `morning`: that too; `no-morning`: not that. */
function withHours(about: About, value: string): About | undefined {
  if (value === 'any') return { ...about, hours: [] }
  const name = value.replace(/^no-/, '')
  if (!HOUR_NAMES.some((each) => each === name)) return undefined
  const wanted = value === name
  return { ...about, hours: HOUR_NAMES.filter((each) => (each === name ? wanted : about.hours.includes(each))) }
}

function none(about: About, field: keyof About, value: string): About | undefined {
  if (value !== NONE) return undefined
  const { [field]: _, ...rest } = about
  return rest as About
}

/** What is said later beside what was said before: what is safer, or newer, stands. */
export function mergedAbout(before: About, later: About): About {
  return {
    ...before,
    ...later,
    hours: later.hours.length > 0 ? later.hours : before.hours,
    outside: later.outside === 'ping' ? 'ping' : before.outside,
    writeFirst: before.writeFirst && later.writeFirst,
    plain: before.plain || later.plain,
  }
}
