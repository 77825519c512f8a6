import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const pinned = `v${readFileSync('.node-version', 'utf8').trim()}`

test('the tests run on the pinned Node', () => {
  expect(process.version).toBe(pinned)
})

test('npm runs every command on the pinned Node', () => {
  const version = execFileSync('npm', ['exec', '--', 'node', '--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(version.trim()).toBe(pinned)
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  for (const name of ['start', 'doctor', 'content', 'bench']) expect(scripts[name]).toMatch(/^node /) // npm puts node_modules/.bin first
})

test('the version is the same wherever it stands', () => {
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    optionalDependencies: Record<string, string>
  }
  for (const version of Object.values(optionalDependencies)) expect(`v${version}`).toBe(pinned)
  expect(readFileSync('Dockerfile', 'utf8')).toContain(`node:${pinned.slice(1)}`)
})
