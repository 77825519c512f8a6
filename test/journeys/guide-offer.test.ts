import { afterEach, describe, expect, test } from 'vitest'
import { arrives } from '../guides.ts'
import { endWorlds, type Someone, world } from '../world.ts'

afterEach(endWorlds)
const NO = (count: number) => Array<string>(count).fill('No')
const UNSURE = (count: number) => Array<string>(count).fill("I don't know")

async function asks(name: string, ...labels: string[]): Promise<Someone> {
  const { person } = await world()
  const someone = person(name, 'en')
  await arrives(someone, 'Work and pay', 'Check a job offer', ...labels)
  return someone
}

describe('somebody has a job offer', () => {
  test('Nodira must pay for her place: do not pay, do not leave yet', async () => {
    const nodira = await asks('Nodira', 'Yes', ...NO(9))
    expect(nodira.sees()).toMatch(/serious warning signs[^]*Do not pay and do not borrow[^]*do not leave yet/)
    expect(nodira.buttons()[0]).toContain('Write to our team')
  })

  test('Jamshid is to give his passport away: nobody may keep it', async () => {
    const jamshid = await asks('Jamshid', 'No', 'Yes', ...NO(8))
    expect(jamshid.sees()).toMatch(/serious[^]*No employer or agent may take or keep your passport/)
  })

  test('Ilyas is told to lie at the border: one sign is enough', async () => {
    expect((await asks('Ilyas', ...NO(8), 'Yes', 'No')).sees()).toMatch(/serious[^]*Do not say what is not true/)
  })

  test('Madina has one doubt: ask more, and what to ask', async () => {
    const madina = await asks('Madina', ...NO(3), 'Yes', ...NO(6))
    expect(madina.sees()).toMatch(/There are warning signs[^]*written contract in a language you read/)
    expect(madina.sees()).toMatch(/Leave with somebody you trust: a photo of your passport/)
  })

  test('Timur has two doubts, Zarina three: together they are serious', async () => {
    const timur = await asks('Timur', ...NO(2), 'Yes', 'Yes', ...NO(6))
    expect(timur.sees()).toContain('They do not prove anything')
    const zarina = await asks('Zarina', ...NO(2), 'Yes', 'Yes', 'Yes', ...NO(5))
    expect(zarina.sees()).toContain('These are serious warning signs')
  })

  test('Sardor knows little yet: no verdict', async () => {
    expect((await asks('Sardor', ...UNSURE(4), ...NO(6))).sees()).toContain('I cannot say from this')
  })

  test('Elena has no sign: no proof that the offer is good', async () => {
    const elena = await asks('Elena', ...UNSURE(3), ...NO(7))
    expect(elena.sees()).toMatch(/no warning sign[^]*no proof/)
    expect(elena.sees()).toContain('Checked: 22 November 2026')
  })

  test('Farrukh does not know one answer and changes another: the grade follows', async () => {
    const farrukh = await asks('Farrukh', 'Yes', ...NO(9), 'Your answers', 'Pay first, or a debt', 'No')
    expect(farrukh.sees()).toContain('no warning sign')
  })

  test('Aigul writes to the team from it: a question, and the desk knows from where', async () => {
    const aigul = await asks('Aigul', 'Yes', ...NO(9), 'Write to our team')
    await aigul.sends('they want money')
    expect(aigul.sees()).toContain('questions: Check a job offer')
  })

  test('Kanat goes back from the middle, and his answers are still there', async () => {
    const kanat = await asks('Kanat', 'Yes', 'No', 'Back', 'Back')
    expect(kanat.sees()).toMatch(/Ten short questions[^]*Must you pay before you start/)
  })
})
