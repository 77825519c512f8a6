/** Whom an entry takes, and which languages it speaks: each tap turns one, Save changes the entry. All of it stands in the buttons. */
import { PERSONS } from '../../content/directory.ts'
import { type Button, pairs } from '../../telegram/buttons.ts'
import type { Screen } from '../../telegram/screen.ts'
import { readWhom, turned, whomCode } from '../contact/whom.ts'
import { takenFrom } from '../register/edits.ts'
import type { Patch } from '../register/record.ts'
import type { Entry } from '../register/register.ts'
import { changing } from './changing.ts'
import { type Asker, backToEntry, type EditParts, type EntryAct, outdated, type Scene } from './part.ts'
import { fingerprint, nameOf, refOf, toDirectory } from '../ref.ts'
import { saveSwitched } from './saving.ts'
import { differenceText } from './words.ts'

const SAVE = 'y'
const SAID: Record<string, string> = { y: '✅', n: '✖️', a: '❔' }

type Switches = {
  act: string
  /** What the switches are about: when it changes, they are void. */
  baseOf(entry: Entry): unknown
  /** As they stand before anything is tapped. */
  begin(entry: Entry): string
  /** Undefined: no such switches. */
  patch(entry: Entry, code: string): Patch | undefined
  /** Labels with the code each leads to. */
  choices(scene: Scene, code: string): { label: string; code: string }[]
}

/** `<act>:<ref>[:<base>:<code>[:y]]` */
function createSwitches(parts: EditParts, switches: Switches): EntryAct {
  return async (asker, entry, [, base, code, save]) => {
    const current = fingerprint(switches.baseOf(entry))
    if (base === undefined)
      return { screen: switchScreen(asker.scene, entry, switches, current, switches.begin(entry)) }
    const patch = switches.patch(entry, code ?? '')
    if (code === undefined || !patch) return outdated(asker.language)
    if (save === SAVE) return saved(parts, asker, entry, { ...switches, base, patch })
    if (base !== current) return changedMeanwhile(asker, entry, switches, current)
    return { screen: switchScreen(asker.scene, entry, switches, base, code) }
  }
}

async function saved(
  parts: EditParts,
  asker: Asker,
  entry: Entry,
  change: { base: string; baseOf(entry: Entry): unknown; patch: Patch },
) {
  return changing(parts, asker, entry.id, { decide: saveSwitched(parts, asker, change), toast: 'saved' })
}

async function changedMeanwhile({ scene, language }: Asker, entry: Entry, switches: Switches, base: string) {
  const screen = switchScreen(scene, entry, switches, base, switches.begin(entry))
  return { screen, toast: language.plain('editor.toast.meanwhile') }
}

function switchScreen(scene: Scene, entry: Entry, switches: Switches, base: string, code: string): Screen {
  const { language } = scene
  const to = (...more: string[]) => toDirectory(language, switches.act, refOf(entry.id), base, ...more)
  const patch = switches.patch(entry, code) ?? {}
  const before = takenFrom(entry.now, patch)
  const isChanged = fingerprint(before) !== fingerprint(patch)
  const choices = switches.choices(scene, code).map((each): Button => ({ label: each.label, to: to(each.code) }))
  const save: Button = { label: language.plain('editor.button.save'), to: to(code, SAVE), style: 'success' }
  const parts = [
    language.t(`editor.switch.${switches.act}`, { name: nameOf(scene, entry.id) }),
    isChanged ? differenceText(scene, before, patch) : '',
  ]
  return {
    text: parts.filter(Boolean).join('\n\n'),
    rows: [...pairs(choices), isChanged ? [save] : [], [backToEntry(language, entry.id)]],
  }
}

export function createWhom(parts: EditParts): EntryAct {
  return createSwitches(parts, {
    act: 'w',
    baseOf: ({ now }) => now.eligibility,
    begin: ({ now }) => whomCode(now.eligibility),
    patch({ now }, code) {
      const eligibility = readWhom(code, now.eligibility)
      return eligibility && { eligibility }
    },
    choices: ({ language }, code) =>
      PERSONS.map((person, index) => ({
        label: `${SAID[code[index] ?? ''] ?? ''} ${language.plain(`editor.person.${person}`)}`,
        code: turned(code, index),
      })),
  })
}

/** One bit for each folder of `locales/`; which folders there are is part of the base. */
export function createSpoken(parts: EditParts): EntryAct {
  const codes = Object.keys(parts.content.words)
  const bit = (index: number) => 2 ** index
  const isOn = (bits: number, index: number) => Math.floor(bits / bit(index)) % 2 === 1
  return createSwitches(parts, {
    act: 'g',
    baseOf: ({ now }) => [now.languages, codes],
    begin: ({ now }) =>
      short(codes.reduce((sum, each, index) => sum + (now.languages.includes(each) ? bit(index) : 0), 0)),
    patch({ now }, code) {
      const bits = unshort(code)
      if (bits === undefined || bits >= bit(codes.length)) return undefined
      const spoken = codes.filter((_, index) => isOn(bits, index))
      const kept = now.languages.filter((each) => spoken.includes(each) || !codes.includes(each))
      return { languages: [...kept, ...spoken.filter((each) => !kept.includes(each))] }
    },
    choices: ({ content }, code) => {
      const bits = unshort(code) ?? 0
      return codes.map((each, index) => ({
        label: `${isOn(bits, index) ? '✅' : '▫️'} ${content.words[each]?.file.name ?? each}`,
        code: short(isOn(bits, index) ? bits - bit(index) : bits + bit(index)),
      }))
    },
  })
}

function short(bits: number): string {
  return bits.toString(36)
}

function unshort(code: string): number | undefined {
  return /^[0-9a-z]{1,6}$/.test(code) ? Number.parseInt(code, 36) : undefined
}
