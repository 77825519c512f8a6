/** The demo: what `npm start` gives to somebody who has no token. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Demo, startDemo } from '../../src/simulator/demo.ts'

let demo: Demo
let server: Server
let url: string

beforeEach(async () => {
  demo = startDemo({ redis: undefined })
  server = createServer((request, response) => {
    if (!demo.route(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  demo.stop()
  server.closeAllConnections()
  server.close()
})

const get = async (path: string) => (await (await fetch(`${url}${path}`)).json()) as Record<string, unknown>

test('a bot with the token of the demo meets Telegram at the address of the page', async () => {
  expect(await get(`/bot${demo.token}/getMe`)).toMatchObject({ ok: true, result: { username: 'pana_demo_bot' } })
  const page = await fetch(url)
  expect(await page.text()).toContain('<title>Pana demo</title>')
})

test('there are two migrants, two of the staff, an organizer, an editor, and a staff group with the bot as administrator', async () => {
  const state = (await get('/page-api/state')) as {
    people: { id: number; role: string }[]
    groups: { members: number[] }[]
  }
  expect(state.people.map(({ role }) => role)).toEqual([
    'migrant',
    'migrant',
    'staff, admin',
    'staff',
    'organizer',
    'editor',
  ])
  expect(state.people.map(({ id }) => id)).toEqual(expect.arrayContaining(demo.adminIds))
  expect(state.groups[0]?.members).toHaveLength(2)
  const me = demo.token.split(':')[0]
  const member = await get(`/bot${demo.token}/getChatMember?chat_id=${demo.staffChatId}&user_id=${me}`)
  expect(member).toMatchObject({ result: { status: 'administrator', can_manage_topics: true } })
})

test('without a Redis of its own there is no switch for it, and turning it is refused in words', async () => {
  expect(await get('/page-api/state')).toMatchObject({ troubles: { slow: false, 'too-many': false, drops: false } })
  const body = JSON.stringify({ act: 'trouble', trouble: 'redis', on: true })
  const answer = await fetch(`${url}/page-api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ error: 'there is no Redis of our own to stop: REDIS_URL is set' })
})

test('what is wrong with the content is part of what the page shows, once somebody has looked', async () => {
  expect(await get('/page-api/state')).not.toHaveProperty('content')
  const problem = { level: 'error' as const, file: 'content/menu.yaml', line: 3, message: 'expected a page, got "x"' }
  demo.showProblems([problem])
  expect(await get('/page-api/state')).toMatchObject({ content: { problems: [problem] } })
  demo.showProblems([])
  expect(await get('/page-api/state')).toMatchObject({ content: { problems: [] } })
})
