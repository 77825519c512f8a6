/** Carries out one step for one case in the staff group: one call to Telegram, its result kept before the next. */
import type { Case } from '../../case/case.ts'
import { createCalls, isRefused, limitOf, mapped, type StepsParts } from './calls.ts'
import { nextBatch } from './batch.ts'
import { createCardSteps } from './send-card.ts'
import { createStubSteps } from './send-stub.ts'
import { nextStep } from './next-step.ts'

export type Steps = {
  /** Does what is next for this case. The answer is when to come again (ms since 1970). */
  take(each: Case): Promise<number>
}

export function createSteps(parts: StepsParts): Steps {
  const { cases, topics } = parts
  const calls = createCalls(parts)
  const { send, finish, keep, again, otherwise } = calls
  const card = createCardSteps(parts, calls)
  const stub = createStubSteps(parts, calls)

  function take(each: Case): Promise<number> {
    const { do: step } = nextStep(each)
    switch (step) {
      case 'topic':
        return makeTopic(each)
      case 'card':
        return card.sendCard(each)
      case 'stub':
        return stub.sendStub(each)
      case 'pieces':
        return sendPieces(each)
      case 'edit-card':
        return card.editCard(each)
      case 'edit-stub':
        return stub.editStub(each)
      case 'rename':
        return stub.rename(each)
      default:
        return keep(each, (latest) => ({ case: latest })) // derives anew what it waits for
    }
  }

  async function makeTopic(each: Case): Promise<number> {
    const made = await topics.create(each, limitOf(each, 'topic'))
    if (made.kind === 'ok') return calls.settled()
    return made.kind === 'trouble' && made.cause === 'refused' ? calls.failed('no-forum') : otherwise(each, made)
  }

  async function sendPieces(each: Case): Promise<number> {
    const log = await cases.log(each.number)
    const from = { at: each.desk.upTo, part: each.desk.part ?? 0 }
    const key = `${each.number}:${from.at}:${from.part}`
    const options = { twice: each.desk.unsure, refused: calls.refused(key) }
    const deps = { wording: await parts.wording(each), download: parts.download }
    const batch = await nextBatch(deps, log, from, options)
    const after = batch?.after ?? { at: each.entries, part: 0 }
    const shown = (latest: Case): Case['desk'] => ({
      ...withoutPart(latest.desk),
      upTo: after.at,
      piecesAt: parts.clock.now(),
      ...(after.part > 0 && { part: after.part }),
    })
    if (!batch?.send) return keep(each, (latest) => ({ case: { ...latest, desk: shown(latest) } }))
    const { send: sendBatch, shows } = batch
    const sent = await send(each, 'pieces', (api, chat, other) => sendBatch(api, chat, other), shows.length)
    if (isRefused(sent)) return again(key)
    if (sent.kind === 'ok') calls.taken(key)
    return finish(each, sent, (messages) => (latest) => ({
      case: { ...latest, desk: { ...shown(latest), unsure: false } },
      messages: messages.flatMap((message, index) => mapped(latest, message, shows[index] ?? -1)),
    }))
  }

  return { take }
}

function withoutPart(desk: Case['desk']): Case['desk'] {
  const { part: _, ...rest } = desk
  return rest
}
