/** One real Redis for the whole run, private and durable as in production; each world has its own key prefix in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPrivateServer } from '../src/store/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    redisSocket: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'pana-test-'))
  const server = await startPrivateServer(directory)
  project.provide('redisSocket', server.socket)
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
