/** "Your answers": what was said, each with a button that opens its question again. Pure. */
import type { Button } from '../telegram/buttons.ts'
import { pairs } from '../telegram/buttons.ts'
import { hideButton, homeRow } from '../telegram/frame.ts'
import type { Screen } from '../telegram/screen.ts'
import { answerInWords, type Frame, guideAddress, openButton, plainWords, titleLine, words } from './frame.ts'
import { guideButton } from '../telegram/frame.ts'
import { escaped } from '../telegram/html.ts'

/** `asked`: the questions on the way, in order. */
export function answersScreen(frame: Frame, asked: string[]): Screen {
  const { content, language, guide } = frame
  const questions = asked.filter((id) => guide.steps[id])
  const lines = questions.flatMap((id) => {
    const answer = frame.answers.get(id)
    return answer
      ? [`${words(frame, `questions.${id}.short`)}: <b>${escaped(answerInWords(frame, id, answer))}</b>`]
      : []
  })
  const changes = questions.map((id) => openButton(frame, id, `✏️ ${plainWords(frame, `questions.${id}.short`)}`))
  const restart = { ...guideButton(content, language, guide.id), label: `🔁 ${language.plain('guide.button.restart')}` }
  const back: Button = { label: `⬅️ ${language.plain('button.back')}`, to: guideAddress(frame, '') }
  const text = [titleLine(frame), language.t('guide.answers'), lines.join('\n')].filter(Boolean).join('\n\n')
  return { text, rows: [...pairs(changes), [restart], [back, hideButton(language)], homeRow(language)] }
}
