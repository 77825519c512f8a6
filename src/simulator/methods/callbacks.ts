/** answerCallbackQuery. */
import type { Notice } from '../events.ts'
import { flag, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { QUERY_LIFE_MS } from '../updates.ts'
import type { MethodTable } from './method.ts'

const TEXT_LIMIT = 200
const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid'

export const callbackMethods: MethodTable = {
  /**
   * Telegram does not say how long an answer is awaited. Here it is as long as an undelivered query is kept, 150 s (Client.cpp of
   * tdlib/telegram-bot-api). A second answer to the same tap is refused too: clients take only the first.
   */
  answerCallbackQuery(world, { payload }) {
    const id = text(payload, 'callback_query_id')
    const said = text(payload, 'text')
    const query = world.queries.get(id)
    if (!query || world.clock.now() - query.askedAt > QUERY_LIFE_MS) return badRequest(TOO_OLD)
    if (said.length > TEXT_LIMIT) badRequest('MESSAGE_TOO_LONG')
    world.queries.delete(id)
    const url = text(payload, 'url')
    const notice: Notice | undefined =
      said === '' && url === '' ? undefined : { text: said, alert: flag(payload, 'show_alert'), ...(url && { url }) }
    const account = world.accounts.get(query.userId)
    if (account) account.notice = notice
    world.events.emit({ kind: 'answered', user_id: query.userId, query_id: id, ...(notice && { notice }) })
    return true
  },
}
