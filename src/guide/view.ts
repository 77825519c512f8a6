/** Where a person stands in a guide, as a screen. Pure. */
import type { Screen } from '../telegram/screen.ts'
import type { Frame } from './frame.ts'
import { expiredScreen, outcomeScreen, outcomeSources } from './outcome.ts'
import { questionScreen } from './question.ts'
import { answersScreen } from './review.ts'
import { sendScreen } from './send.ts'
import type { Place } from './walk.ts'

/** `tap`: as `GuideAddress` explains it; of an outcome, `=` its sources, `+…` what would be sent. */
export function placeScreen(frame: Omit<Frame, 'answers'>, place: Place, tap: string): Screen {
  const whole: Frame = { ...frame, answers: place.answers }
  switch (place.at) {
    case 'question':
      return questionScreen(whole, place.id, place.asked, place.picker, place.help)
    case 'expired':
      return expiredScreen(whole, place.asked)
    case 'answers':
      return answersScreen(whole, place.asked)
    default:
      if (tap === '=') return outcomeSources(whole, place)
      if (tap.startsWith('+')) return sendScreen(whole, tap.slice(1))
      return outcomeScreen(whole, place)
  }
}
