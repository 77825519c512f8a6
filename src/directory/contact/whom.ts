/** Whom an organization takes, as a few letters of a button: one for each kind of person, `y`, `n`, or `a` for "ask first". Pure. */
import { type Organization, type Person, PERSONS } from '../../content/directory.ts'

type Eligibility = Organization['eligibility']
const LETTERS = { yes: 'y', no: 'n', ask: 'a' } as const
const NEXT: Record<string, string> = { y: 'n', n: 'a', a: 'y' }
const CODE = new RegExp(`^[yna]{${PERSONS.length}}$`)

export function whomCode(eligibility: Eligibility): string {
  return PERSONS.map((person) => LETTERS[eligibility[person] ?? 'ask']).join('')
}

/** Undefined: it is no such code. `before`: what was said as "ask" stays said. */
export function readWhom(code: string, before: Eligibility): Eligibility | undefined {
  if (!CODE.test(code)) return undefined
  const said = PERSONS.flatMap((person, index): [Person, 'yes' | 'no' | 'ask'][] => {
    if (code[index] === 'a') return before[person] === undefined ? [] : [[person, 'ask']]
    return [[person, code[index] === 'y' ? 'yes' : 'no']]
  })
  return Object.fromEntries(said)
}

/** Takes, does not take, is to be asked, takes … */
export function turned(code: string, index: number): string {
  return `${code.slice(0, index)}${NEXT[code[index] ?? ''] ?? ''}${code.slice(index + 1)}`
}

/** Those of whom the code says `letter`. */
export function personsOf(code: string, letter: 'y' | 'n' | 'a'): Person[] {
  return PERSONS.filter((_, index) => code[index] === letter)
}
