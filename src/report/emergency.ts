/**
 * The emergency card: numbers that work here, one tap from every screen. Made when the program starts, and when a number
 * changes, so that it needs no store, no clock and no text when it is asked for; a language that fails to render gets a card without words.
 */
import { Composer } from 'grammy'
import type { Content } from '../content/load.ts'
import type { Ctx, Log } from '../context.ts'
import type { Language, Languages } from '../language/language.ts'
import { pairs } from '../telegram/buttons.ts'
import { hideButton, homeButton, writeButton } from '../telegram/frame.ts'
import { copyButton, type Line, shortLine, shownLines, spokenByMost } from '../telegram/lines.ts'
import { answerTap, insist, reply, type Screen } from '../telegram/screen.ts'
import type { Taps } from '../telegram/taps.ts'

const NEEDS = [
  ['danger', '🚨'],
  ['held', '🔒'],
  ['violence', '🏠'],
  ['child', '🧒'],
] as const

/** The card of one language. Throws when a word is missing. */
export function emergencyCard(content: Content, language: Language): Screen {
  const sections = NEEDS.map(([need, icon]) => {
    const lines = shownLines(content, content.directory.emergency[need] ?? [])
    return `${icon} <b>${language.t(`emergency.${need}`)}</b>\n${lines.map((line) => shortLine(line, language)).join('\n')}`
  })
  const lines = allLines(content)
  const spoken = `<i>${language.t('emergency.speaks', { languages: spokenByMost(lines, content) })}</i>`
  const text = [`<b>${language.t('emergency.title')}</b>`, language.t('emergency.intro'), ...sections, spoken].join(
    '\n\n',
  )
  const copies = lines.map((line) => copyButton(line, language))
  return {
    text,
    rows: [...pairs(copies), [writeButton(language, 'sos')], [homeButton(language), hideButton(language)]],
  }
}

/** Numbers alone: what can be shown when nothing else can. */
function wordlessCard(content: Content): Screen {
  const numbers = allLines(content).map((line) => line.phones[0]?.number ?? '')
  return {
    text: `☎️ ${numbers.join(' · ')}`,
    rows: pairs(numbers.map((number) => ({ label: `📋 ${number}`, copy: number }))),
  }
}

export type Emergency = {
  composer: Composer<Ctx>
  taps: Taps
  /** The card in a person's language. Never throws. */
  card(language: Language): Screen
}

export type EmergencyDeps = { log: Log }

/** How often the card is tried while Telegram does not take it: what is urgent is sent again, twice is fine. */
const MAX_ATTEMPTS = 6

export function createEmergency(content: Content, languages: Languages, { log }: EmergencyDeps): Emergency {
  const cardsOf = () => new Map(languages.all.map((language) => [language.code, safely(content, language, log)]))
  let made = { from: content.directory, cards: cardsOf() }

  function card(language: Language): Screen {
    if (made.from !== content.directory) made = { from: content.directory, cards: cardsOf() }
    return made.cards.get(language.code) ?? wordlessCard(content)
  }

  /** A message of its own, never an edit: whatever else is on its way to the screen cannot cover it. */
  async function open(ctx: Ctx): Promise<void> {
    delete ctx.session.covered
    await Promise.all([insist(ctx, () => reply(ctx, card(ctx.language)), MAX_ATTEMPTS), answerTap(ctx)])
  }
  const composer = new Composer<Ctx>()
  composer.command('sos', open)
  return { composer, taps: { sos: open }, card }
}

function safely(content: Content, language: Language, log: Log): Screen {
  try {
    return emergencyCard(content, language)
  } catch (error) {
    log.error(
      { language: language.code, error: error instanceof Error ? error.name : 'unknown' },
      'emergency card without words',
    )
    return wordlessCard(content)
  }
}

/** Every line of the card once, in the order of the needs. */
function allLines(content: Content): Line[] {
  return shownLines(
    content,
    NEEDS.flatMap(([need]) => content.directory.emergency[need] ?? []),
  )
}
