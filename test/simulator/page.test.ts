/** The demo's page in a real browser: people press what they see and see what the bot does. */
import { describe, expect, test } from 'vitest'
import { MENU } from './tiny-bot.ts'
import { eachTestVisits, type Visit } from './visit.ts'

let at: Visit
eachTestVisits((visit) => {
  at = visit
})

describe('somebody who opens the page', () => {
  test('reads what the bot is for, presses START and gets an answer with buttons', async () => {
    await at.town.simulator.call('setMyDescription', { description: 'Help for migrants', language_code: 'uz' })
    await at.page.getByText('Help for migrants').waitFor()
    await at.begin()
    await at.page.getByRole('button', { name: 'Urgent' }).waitFor()
    expect(await at.page.getByRole('button', { name: 'Urgent' }).getAttribute('class')).toContain('danger')
    expect(await at.page.getByRole('button', { name: 'START', exact: true }).isVisible()).toBe(false)
  })

  test('sees a message change in place, with its mark, and go away', async () => {
    await at.begin()
    await at.press('Change it')
    await at.sees('Changed')
    await at.sees('edited')
    expect(await at.messages().getByText('Welcome').count()).toBe(0)
    await at.press('Take it away')
    await at.messages().getByText('Changed').waitFor({ state: 'detached' })
  })

  test('sees a toast, an alert to confirm, and what was copied', async () => {
    await at.begin()
    await at.press('Thank you')
    await at.page.getByRole('status').getByText('You are welcome').waitFor()
    await at.press('Urgent')
    await at.page.getByRole('dialog').getByText('Call 112').waitFor()
    await at.press('OK')
    await at.page.getByRole('dialog').waitFor({ state: 'detached' })
    await at.press('Number (copies a text)')
    await at.page.getByText('Copied: +77270000000').waitFor()
    expect(await at.page.evaluate('navigator.clipboard.readText()')).toBe('+77270000000')
  })

  test('follows a deep link, from a button and from the field', async () => {
    await at.begin()
    await at.press(/Start a guide/)
    await at.sees('Welcome guide')
    await at.page.getByLabel('start=').fill('campaign_7')
    await at.press('Open')
    await at.sees('Welcome campaign_7')
  })

  test('uses the menu of commands and the reply keyboard', async () => {
    await at.town.simulator.call('setMyCommands', {
      commands: [{ command: 'help', description: 'Yordam' }],
      language_code: 'uz',
    })
    await at.begin()
    await at.press('Commands of the bot')
    await at.page.getByRole('menuitem', { name: 'Yordam /help' }).click()
    await at.sees('You said: /help')
    await at.write('keyboard')
    await at.press('Yes')
    await at.sees('You said: Yes')
  })

  test('sees formatted text: a spoiler to reveal, a quote to unfold, a safe link', async () => {
    await at.begin()
    await at.write('rich')
    await at.sees('K-1')
    expect(await at.messages().locator('strong', { hasText: 'Bold' }).count()).toBe(1)
    await at.press('Hidden text: reveal')
    await at.sees('a secret')
    await at.press('Show more')
    expect(await at.page.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded')).toBe('true')
    expect(await at.page.getByRole('link', { name: 'a link' }).getAttribute('rel')).toContain('noopener')
  })
})

describe('somebody who sends', () => {
  const attach = async (name: string) => {
    await at.press('Attach')
    await at.page.getByRole('menuitem', { name, exact: true }).click()
  }

  test('a photo, and gets it back as a picture', async () => {
    await at.begin()
    await attach('Sample photo')
    await at.sees('Seen')
    const loaded = `[...document.querySelectorAll('img.photo')].filter((image) => image.naturalWidth > 0).length === 2`
    await at.page.waitForFunction(loaded)
  })

  test('a voice message, a document, a contact and an album, each shown as what it is', async () => {
    await at.begin()
    await attach('Sample voice message')
    await at.messages().getByLabel('Voice message, 0:04').waitFor()
    await attach('Sample document')
    await at.page.getByRole('link', { name: 'contract.txt' }).waitFor()
    await attach('Contact…')
    await at.page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
    await at.sees('+77010000000')
    await attach('Sample album, two photos')
    await at.messages().getByRole('img', { name: 'Photo' }).nth(1).waitFor()
    const album = at.town.dilnoza.sees().filter((message) => message.albumId !== undefined)
    expect(new Set(album.map((message) => message.albumId)).size).toBe(1)
  })

  test('a place by the name of a city, and by a press on the map', async () => {
    await at.begin()
    await attach('Location…')
    await at.page.getByRole('combobox', { name: 'City' }).selectOption('Aktau')
    await at.press('Send this place')
    await at.sees('You are at 43.65')
    await attach('Location…')
    await at.page.getByRole('img', { name: /Map of Kazakhstan/ }).click()
    await at.page.getByText(/km from Zhezkazgan/).waitFor()
    await at.press('Send this place')
    await at
      .messages()
      .getByText(/km from Zhezkazgan/)
      .waitFor()
  })

  test('and then edits, answers, reacts and deletes', async () => {
    await at.begin()
    await at.write('Helo')
    await at.sees('You said: Helo')
    const own = at.page.getByRole('button', { name: 'Actions: Helo' })
    await own.click()
    await at.page.getByRole('menuitem', { name: 'Edit' }).click()
    await at.write('Hello')
    await at.page.getByRole('button', { name: 'Actions: Hello', exact: true }).waitFor()
    await at.page.getByRole('button', { name: 'Actions: You said: Helo' }).click()
    await at.page.getByRole('menuitem', { name: 'Reply' }).click()
    await at.write('Thanks')
    await at.page.getByRole('button', { name: 'Answer to Pana: You said: Helo' }).waitFor()
    await at.page.getByRole('button', { name: 'Actions: Thanks' }).click()
    await at.page.getByRole('menuitem', { name: 'React with 👍' }).click()
    await at.page.getByLabel('Reactions: 👍').waitFor()
    await at.page.getByRole('button', { name: 'Actions: Thanks' }).click()
    await at.page.getByRole('menuitem', { name: 'Delete' }).click()
    await at.page.getByRole('button', { name: 'Actions: Thanks' }).waitFor({ state: 'detached' })
  })
})

describe('several people', () => {
  test('have chats of their own, and somebody added has one too', async () => {
    await at.begin()
    await at.press(/Rustam/)
    await at.page.getByText('Rustam’s phone').waitFor()
    await at.page.getByRole('button', { name: 'START', exact: true }).waitFor()
    await at.page.getByText('Add a person').click()
    await at.page.getByRole('textbox', { name: 'Name' }).fill('Gulnara')
    await at.press('Add')
    await at.page.getByText('Gulnara’s phone').waitFor()
    await at.begin()
    expect(at.town.rustam.sees()).toEqual([])
    expect(await at.page.getByText('1 unread').count()).toBe(0)
  })

  test('one not looked at shows how much they have not read', async () => {
    at.town.rustam.starts()
    await at.page.getByRole('button', { name: /Rustam.*unread/ }).waitFor()
  })

  test('with HTML in their names and words are shown as they are', async () => {
    const mean = '<img src=x onerror="window.hacked=1"><b>x</b>'
    await at.page.getByText('Add a person').click()
    await at.page.getByRole('textbox', { name: 'Name' }).fill(mean)
    await at.press('Add')
    await at.page.getByText(`${mean}’s phone`).waitFor()
    await at.begin()
    await at.write(mean)
    await at.sees(`You said: ${mean}`)
    expect(await at.page.evaluate('window.hacked')).toBeUndefined()
  })

  test('of the staff see topics, write into one and press a button there', async () => {
    const topic = at.town.desk.createTopic('K-1001')
    const said = { chat_id: at.town.desk.id, message_thread_id: topic, text: 'A new report', reply_markup: MENU }
    await at.town.simulator.call('sendMessage', said)
    await at.press(/Aigerim/)
    await at.press(/^Desk/)
    await at.page.getByRole('button', { name: /K-1001/ }).click()
    await at.sees('A new report')
    await at.write('I take it')
    await at.sees('You said: I take it')
    await at.press('Change it')
    await at.sees('Changed')
    await at.press('Back to topics')
    await at.page.getByRole('button', { name: /General/ }).click()
    expect(await at.messages().getByText('I take it').count()).toBe(0)
  })
})

describe('the tools', () => {
  test('switch troubles on and off, and tell what the bot did', async () => {
    await at.begin()
    await at.page.getByRole('switch', { name: 'Telegram answers 429' }).check()
    await at.write('Are you there?')
    await at.page.getByText('429: Too Many Requests: retry after 5').first().waitFor()
    await at.page.getByRole('switch', { name: 'Telegram answers 429' }).uncheck()
    await at.write('And now?')
    await at.sees('You said: And now?')
    expect(await at.page.getByRole('switch', { name: 'Redis is down' }).isVisible()).toBe(true)
  })

  test('list what is wrong with the content, once somebody looks at it', async () => {
    const content = at.page.getByRole('heading', { name: 'Content' })
    expect(await content.count()).toBe(0)
    at.town.showProblems([{ level: 'error', file: 'content/menu.yaml', line: 3, message: 'expected a page' }])
    await at.page.getByText('content: 1 error(s), 0 warning(s). The bot keeps the last content').waitFor()
    await at.page.getByText('content/menu.yaml:3 error expected a page').waitFor()
    at.town.showProblems([])
    await at.page.getByText('content: no problems').waitFor()
    expect(await content.count()).toBe(1)
    expect(await at.page.getByText('expected a page').count()).toBe(0)
  })

  test('block the bot as this person, who can come back', async () => {
    await at.begin()
    await at.page.getByRole('switch', { name: 'Dilnoza blocked the bot' }).check()
    await at.press('Unblock and restart')
    await at.page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()
  })

  test('say who is doing what: the bot is typing', async () => {
    await at.begin()
    await at.town.simulator.call('sendChatAction', { chat_id: at.town.dilnoza.chatWithBot, action: 'typing' })
    await at.page.getByText('typing…').waitFor()
  })
})
