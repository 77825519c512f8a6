/** Telling a person that answers wait: neutrally, one message for all of them (decision 13), or with the content where they chose so. */
import type { Answer } from '../../case/answer.ts'
import type { Case } from '../../case/case.ts'
import { backOffSeconds } from '../../store/due-queue.ts'
import { address, keyboard } from '../../telegram/buttons.ts'
import { deliverAnswer } from './answer-deliver.ts'
import { removeShown } from './answer-show.ts'
import { unopened } from './answers.ts'
import type { PhoneDeps } from '../phone.ts'
import { languageOf } from './phone-edit.ts'
import { noteForHide } from './phone-trail.ts'

/**
 * The neutral message, one for all that waits; or the content, where the person wants that and there is no word to ask.
 * `silent`: it is outside safe hours, and then it is neutral whatever they chose.
 */
export async function write(deps: PhoneDeps, each: Case, silent: boolean): Promise<void> {
  const [first] = unopened(each).filter(({ state }) => state === 'waiting')
  if (!first) return
  if (each.about.plain && each.about.codeWord === undefined && !silent) return writePlainly(deps, each, first)
  await notify(deps, each, silent)
}

async function writePlainly(deps: PhoneDeps, each: Case, answer: Answer): Promise<void> {
  const { cases, clock, api, redis } = deps
  const note = (messages: number[]) => noteForHide(redis, clock, each.person.chat, messages)
  const language = languageOf(deps, each)
  const outcome = await deliverAnswer({
    cases,
    clock,
    api,
    each,
    answer,
    language,
    silent: false,
    note,
    isHidden: () => false,
  })
  if (outcome === 'shown') await told(deps, each, [answer.id], undefined)
}

/** The neutral message: Info for you, and a button. Older ones that were not opened make room for it. */
async function notify(deps: PhoneDeps, each: Case, silent: boolean): Promise<void> {
  const { api, redis, clock } = deps
  const { chat } = each.person
  const language = languageOf(deps, each)
  const pending = unopened(each)
  const old = pending.flatMap(({ notice }) => notice ?? [])
  await removeShown(api, chat, [...new Set(old)], language.plain('hide.done'))
  const to = address(language.tag, 'open', String(each.number), String(pending[0]?.id ?? 0))
  const open = [[{ label: `✉️ ${language.plain('case.button.open')}`, to }]]
  const sent = await api.sendMessage(chat, language.plain('case.notice'), {
    protect_content: true, // stays when the content takes the place of this text
    disable_notification: silent,
    reply_markup: { inline_keyboard: keyboard(open) },
  })
  await noteForHide(redis, clock, chat, [sent.message_id])
  const ids = pending.map(({ id }) => id)
  await told(deps, each, ids, sent.message_id)
}

/** Telegram has taken it: so the person can be reached. */
async function told({ cases }: PhoneDeps, each: Case, ids: number[], notice: number | undefined): Promise<void> {
  await cases.change(each.number, (latest) => ({
    case: {
      ...latest,
      person: { ...latest.person, reachable: 'yes' },
      answers: latest.answers.map((answer) =>
        ids.includes(answer.id) && answer.state !== 'taken-back' && answer.state !== 'opened'
          ? { ...answer, state: 'notified', tries: 0, ...(notice !== undefined && { notice }) }
          : ids.includes(answer.id) && notice !== undefined
            ? { ...answer, notice }
            : answer,
      ),
    },
  }))
}

/** Tried without success: again later, without end. `seconds`: not sooner than that. */
export function postponed(each: Case, now: number, seconds: number): Case {
  const waiting = new Set(unopened(each).flatMap(({ id, state }) => (state === 'waiting' ? [id] : [])))
  const later = (answer: Answer): Answer => {
    const tries = answer.tries + 1
    return { ...answer, tries, nextTry: now + Math.max(seconds, backOffSeconds(tries)) * 1000 }
  }
  return { ...each, answers: each.answers.map((answer) => (waiting.has(answer.id) ? later(answer) : answer)) }
}
