/** The demo's page for those who play the staff: many topics, several people, messages that must be told apart. */
import { describe, expect, test } from 'vitest'
import { eachTestVisits, type Visit } from './visit.ts'

let at: Visit
eachTestVisits((visit) => {
  at = visit
})

const say = async (thread: number | undefined, text: string, more = {}) => {
  const topic = thread === undefined ? {} : { message_thread_id: thread }
  const answer = await at.town.simulator.call('sendMessage', { chat_id: at.town.desk.id, ...topic, text, ...more })
  if (!answer.ok) throw new Error(answer.description)
  return (answer.result as { message_id: number }).message_id
}
const topics = () => at.page.getByRole('list', { name: 'Topics of Desk' }).getByRole('button')
const enterDesk = async () => {
  await at.press(/Aigerim/)
  await at.press(/^Desk/)
  await at.page.getByRole('list', { name: 'Topics of Desk' }).waitFor()
}
const act = async (label: string, item: string) => {
  await at.page.getByRole('button', { name: `Actions: ${label}` }).click()
  await at.page.getByRole('menuitem', { name: item }).click()
}

describe('the list of topics', () => {
  test('has the newest on top, with how much is unread, until it is opened', async () => {
    const [first, second] = [at.town.desk.createTopic('K-1001'), at.town.desk.createTopic('K-1002')]
    await enterDesk()
    await expect
      .poll(async () => (await topics().allTextContents()).map((line) => line.slice(1, 7)))
      .toEqual(['Genera', 'K-1002', 'K-1001'])
    await say(first, 'A new report')
    await expect.poll(async () => (await topics().nth(1).textContent()) ?? '').toContain('A new report')
    await at.page.getByRole('button', { name: /K-1001.*1 unread/ }).click()
    await at.sees('A new report')
    await at.press('Back to topics')
    expect(await at.page.getByRole('button', { name: /K-1001.*unread/ }).count()).toBe(0)
    await say(second, 'Another')
    await at.page.getByRole('button', { name: /K-1002.*1 unread/ }).waitFor()
  })

  test('is where one is when the open topic is deleted, and nothing of it stays unread', async () => {
    const thread = at.town.desk.createTopic('K-1001')
    await enterDesk()
    await at.page.getByRole('button', { name: /K-1001/ }).click()
    await at.sees('created the topic')
    const other = at.town.desk.createTopic('K-1002')
    at.town.desk.deleteTopic(other)
    at.town.desk.deleteTopic(thread)
    await at.page.getByRole('list', { name: 'Topics of Desk' }).waitFor()
    await expect.poll(() => topics().count()).toBe(1)
    await expect.poll(() => at.page.getByRole('button', { name: /^Desk.*unread/ }).count()).toBe(0)
  })
})

test('a link to a topic opens it here, from a button in the private chat and from a text', async () => {
  const thread = at.town.desk.createTopic('K-1001')
  const message = await say(thread, 'A new report')
  const link = `https://t.me/c/${String(at.town.desk.id).slice(4)}/${thread}`
  at.town.aigerim.starts()
  const reply_markup = { inline_keyboard: [[{ text: 'Open K-1001', url: link }]] }
  const urging = { chat_id: at.town.aigerim.chatWithBot, text: 'Nobody took it', reply_markup }
  await at.town.simulator.call('sendMessage', urging)
  await say(undefined, `<a href="${link}/${message}">K-1001</a>`, { parse_mode: 'HTML' })
  await at.press(/Aigerim/)
  await at.press(/^Open K-1001/)
  await at.sees('A new report')
  await at.press('Back to topics')
  await at.page.getByRole('button', { name: /General/ }).click()
  await at.press('K-1001')
  await at.sees('A new report')
  expect(await at.focused()).toContain('Pana')
})

test('a link to a group one is not in says so', async () => {
  await at.begin()
  const thread = at.town.desk.createTopic('K-1001')
  const link = `https://t.me/c/${String(at.town.desk.id).slice(4)}/${thread}`
  await at.town.simulator.call('sendMessage', { chat_id: at.town.dilnoza.chatWithBot, text: link })
  await at.messages().getByRole('button', { name: link, exact: true }).click()
  await at.page.getByText('Dilnoza is not in that group').waitFor()
})

test('answers to a message with a voice message and an album carry what they answer', async () => {
  const thread = at.town.desk.createTopic('K-1001')
  const report = await say(thread, 'Help me')
  await enterDesk()
  await at.page.getByRole('button', { name: /K-1001/ }).click()
  for (const sample of ['Sample voice message', 'Sample album, two photos']) {
    await act('Help me', 'Reply')
    await at.press('Attach')
    await at.page.getByRole('menuitem', { name: sample }).click()
  }
  const answers = () => at.town.desk.sees(thread).filter(({ replyTo }) => replyTo === report)
  await expect
    .poll(() => answers().map(({ media }) => media?.kind), { timeout: 10_000 })
    .toEqual(['voice', 'photo', 'photo'])
})

test('marks: sent without sound, protected, covered until revealed, and a reaction of one’s own beside the bot’s', async () => {
  const thread = at.town.desk.createTopic('K-1001')
  const message_id = await say(thread, 'Quiet', { disable_notification: true, protect_content: true })
  const photo = { bytes: new Uint8Array(4), name: 'p.jpg' }
  const where = { chat_id: at.town.desk.id, message_thread_id: thread }
  await at.town.simulator.call('sendPhoto', { ...where, has_spoiler: true }, { photo })
  await enterDesk()
  await at.page.getByRole('button', { name: /K-1001/ }).click()
  await at.messages().getByRole('img', { name: 'Sent without sound' }).waitFor()
  await at.messages().getByRole('img', { name: 'Cannot be forwarded or saved' }).waitFor()
  await at.press('Covered photo: reveal')
  await at.page.getByRole('button', { name: 'Covered photo: reveal' }).waitFor({ state: 'detached' })
  const reaction = [{ type: 'emoji', emoji: '👀' }]
  await at.town.simulator.call('setMessageReaction', { chat_id: at.town.desk.id, message_id, reaction })
  await at.page.getByLabel('Reactions: 👀').waitFor()
  await act('Quiet', 'React with 👀')
  await at.page.getByLabel('Reactions: 👀 👀').waitFor()
  await act('Quiet', 'React with 👀')
  await at.page.getByLabel('Reactions: 👀', { exact: true }).waitFor()
})

test('whoever goes from one person to another and back is where they were', async () => {
  const thread = at.town.desk.createTopic('K-1001')
  await enterDesk()
  await at.page.getByRole('button', { name: /K-1001/ }).click()
  await at.sees('created the topic')
  await at.page.keyboard.press('Alt+Digit1')
  await at.page.getByText('Dilnoza’s phone').waitFor()
  await at.begin()
  await say(thread, 'Somebody wrote')
  await at.page.getByRole('button', { name: /Aigerim.*unread/ }).waitFor()
  await at.page.keyboard.press('Alt+Digit3')
  await at.sees('Somebody wrote')
  await at.page.getByRole('button', { name: /^Desk/ }).waitFor()
  expect(await at.page.getByRole('button', { name: /Aigerim.*unread/ }).count()).toBe(0)
})
