/** The demo's page for those who do not see it, use no mouse, have a small screen, or lose the connection. */
import { describe, expect, test } from 'vitest'
import { eachTestVisits, type Visit } from './visit.ts'

let at: Visit
eachTestVisits((visit) => {
  at = visit
})

describe('somebody who does not see or does not use a mouse', () => {
  test('starts, writes, presses a button and comes back to it, by keys alone', async () => {
    await at.page.getByRole('button', { name: 'START', exact: true }).focus()
    await at.page.keyboard.press('Enter')
    await at.sees('Welcome')
    await at.page.getByRole('textbox', { name: 'Message', exact: true }).focus()
    for (let steps = 0; steps < 20 && (await at.focused()) !== 'Change it'; steps++)
      await at.page.keyboard.press('Shift+Tab')
    await at.page.keyboard.press('Enter')
    await at.sees('Changed')
    await expect.poll(() => at.focused()).toBe('Change it')
  })

  test('becomes one of the staff and opens a topic without losing their place', async () => {
    at.town.desk.createTopic('K-1001')
    await at.page.getByRole('button', { name: /Aigerim/ }).focus()
    await at.page.keyboard.press('Enter')
    await at.page.getByText('Aigerim’s phone').waitFor()
    expect(await at.focused()).toContain('Aigerim')
    await at.page.getByRole('button', { name: /^Desk/ }).focus()
    await at.page.keyboard.press('Enter')
    await at.page.getByRole('list', { name: 'Topics of Desk' }).waitFor()
    expect(await at.focused()).toContain('Desk')
    await at.page.getByRole('button', { name: /K-1001/ }).focus()
    await at.page.keyboard.press('Enter')
    await at.sees('Aigerim created the topic “K-1001”')
    expect(await at.page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  })

  test('moves in a menu by arrows and leaves it by Escape to where they were', async () => {
    await at.begin()
    await at.page.getByRole('button', { name: 'Attach' }).focus()
    await at.page.keyboard.press('Enter')
    await at.page.keyboard.press('ArrowDown')
    expect(await at.focused()).toBe('Sample photo')
    await at.page.keyboard.press('Escape')
    await at.page.getByRole('menu').waitFor({ state: 'detached' })
    expect(await at.focused()).toBe('Attach')
  })

  test('hears new messages and changes', async () => {
    const log = at.page.getByRole('log', { name: 'New messages' })
    expect(await log.getAttribute('aria-live')).toBe('polite')
    await at.begin()
    await log.getByText(/Pana: Welcome.*Buttons: Urgent, Change it/).waitFor()
    await at.press('Change it')
    await log.getByText('Pana: Changed').waitFor()
  })

  test('finds a name on every control and no id twice', async () => {
    await at.begin()
    await at.write('rich')
    await at.sees('K-1')
    const nameless = `[...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=button]')]
      .filter((each) => !(each.textContent.trim() || each.ariaLabel || each.labels?.length)).map((each) => each.outerHTML)`
    expect(await at.page.evaluate(nameless)).toEqual([])
    const twice = `[...document.querySelectorAll('[id]')].map((each) => each.id).filter((id, at, all) => all.indexOf(id) !== at)`
    expect(await at.page.evaluate(twice)).toEqual([])
  })
})

test('on a narrow screen there is one part at a time, and nothing sticks out', async () => {
  await at.page.setViewportSize({ width: 390, height: 844 })
  await at.begin()
  await at.press('Tools')
  await at.page.getByRole('switch', { name: 'Telegram is slow' }).waitFor()
  expect(await at.messages().isVisible()).toBe(false)
  await at.press('People')
  await at.press(/Rustam/)
  await at.page.getByRole('button', { name: 'START', exact: true }).waitFor()
  expect(await at.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})

test('a lost connection comes back by itself, with what was missed', async () => {
  await at.begin()
  at.town.cut()
  at.town.dilnoza.send('Said elsewhere')
  await at.sees('You said: Said elsewhere')
  at.town.dilnoza.send('Said later')
  await at.sees('You said: Said later')
})
