/** A guide file as the program uses it: shared lists of options written out, and a version. */
import { createHash } from 'node:crypto'
import { type Guide, type GuideFile, PRESETS, type Step } from './guide.ts'

export type PlaceLists = { cities: Record<string, string>; countries: Record<string, string> }

export function expanded(id: string, file: GuideFile, places: PlaceLists): Guide {
  const lists: Record<string, Record<string, string>> = { ...PRESETS, ...places }
  const steps = Object.fromEntries(Object.entries(file.steps).map(([name, step]) => [name, withOptions(step, lists)]))
  const version = createHash('sha256')
    .update(JSON.stringify([file.start, steps, file.asides]))
    .digest('base64url')
    .slice(0, 2)
  return { ...file, id, version, steps }
}

function withOptions(step: Step, lists: Record<string, Record<string, string>>): Guide['steps'][string] {
  if ('rule' in step || step.ask !== 'choice') return step
  if (typeof step.options !== 'string') return { ...step, options: step.options }
  return { ...step, options: lists[step.options] ?? {}, shared: step.options }
}
