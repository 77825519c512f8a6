/** With RECORD_TRAFFIC=<file> every test appends its Bot API traffic there, one JSON object a line. */
import { appendFileSync } from 'node:fs'

/** What to spread into the options of a simulator. `acceptedOnly`: for tests that make calls wrong on purpose. */
export function recorded({ acceptedOnly = false } = {}): { record?: (line: object) => void } {
  const file = process.env['RECORD_TRAFFIC']
  if (!file) return {}
  return {
    record(line) {
      if (acceptedOnly && 'method' in line && !('result' in line)) return
      appendFileSync(file, `${JSON.stringify(line)}\n`)
    },
  }
}
