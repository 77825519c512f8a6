/** An editor's copy of `content/` and `locales/`, thrown away afterwards. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Place } from '../../src/ops/content/command.ts'

export type Copy = Place & { read(file: string): string }

/** Thrown away when the test is over; with `afterAll`, when all are. */
export function copyOfContent(today = '2026-11-22', over: (discard: () => void) => void = onTestFinished): Copy {
  const root = mkdtempSync(join(tmpdir(), 'pana-editor-'))
  for (const folder of ['content', 'locales']) cpSync(folder, join(root, folder), { recursive: true })
  over(() => rmSync(root, { recursive: true }))
  return { root, today, read: (file) => readFileSync(join(root, file), 'utf8') }
}
