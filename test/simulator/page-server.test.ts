/** The server behind the demo's page: whom it answers, and how it refuses. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTown, type Town } from './page-town.ts'

let town: Town

beforeEach(async () => {
  town = await startTown()
})
afterEach(() => town.close())

const act = async (body: object, headers: Record<string, string> = {}) => {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  const response = await fetch(`${town.url}/page-api/act`, request)
  return { status: response.status, body: (await response.json()) as { error?: string } }
}

describe('the server of the page', () => {
  test('serves nobody from another site, nor under another name', async () => {
    const away = await act({ act: 'send', as: town.dilnoza.user.id, text: 'x' }, { origin: 'https://evil.example' })
    expect(away.status).toBe(403)
    const { hostname, port } = new URL(town.url)
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        { hostname, port, path: '/page-api/state', headers: { host: 'evil.example' } },
        (answered) => resolve(answered.resume().statusCode),
      )
      asked.once('error', reject).end()
    })
    expect(status).toBe(403)
    expect(town.dilnoza.sees()).toEqual([])
  })

  test('says in words what was wrong with an act', async () => {
    expect((await act({ act: 'fly' })).body.error).toContain('not an act of the page')
    expect((await act({ act: 'send', as: 1, text: 'x' })).body.error).toBe('there is nobody with the id 1')
    const tap = { act: 'tap', as: town.dilnoza.user.id, messageId: 99, row: 0, column: 0 }
    expect((await act(tap)).body).toEqual({ error: 'Dilnoza sees no message 99' })
  })

  test('gives out its own files only', async () => {
    for (const path of ['/page/..%2fdemo.ts', '/page/%2e%2e/demo.ts', '/page/nothing.js', '/page/'])
      expect((await fetch(`${town.url}${path}`)).status).toBe(404)
    const index = await fetch(town.url)
    expect(index.headers.get('content-type')).toContain('text/html')
    expect(index.headers.get('cache-control')).toBe('no-store')
  })
})
