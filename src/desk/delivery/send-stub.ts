/** The line in General, and the name of the topic. */
import type { Case } from '../../case/case.ts'
import type { Change } from '../../case/change.ts'
import { type Calls, HTML, isClosed, isGone, isRefused, limitOf, type StepsParts } from './calls.ts'
import { stubMark, stubView, topicName } from './stub.ts'

/** Each answers when to come again. */
export function createStubSteps(parts: StepsParts, { finish, keep }: Calls) {
  const { group, incidents } = parts

  async function sendStub(each: Case): Promise<number> {
    const { language } = await parts.wording(each)
    const owner = each.owner && (await parts.staff.get(each.owner.id))?.name
    const sent = await group.call(limitOf(each, 'stub'), (api, chat) => {
      const { text, reply_markup } = stubView(language, each, chat, owner)
      return api.sendMessage(chat, text, { ...HTML, reply_markup, disable_notification: each.priority > 1 })
    })
    const closed = isClosed(sent)
    if (closed) await incidents.tellOnce('general-closed')
    // General is closed, or Telegram does not take it: the topic holds all there is.
    if (closed || isRefused(sent)) return keep(each, withStub(0, stubMark(each)))
    return finish(each, sent, ({ message_id, chat }) => (latest) => ({
      ...withStub(message_id, stubMark(each))(latest),
      messages: [{ chat: chat.id, message: message_id, entry: -1 }],
    }))
  }

  async function editStub(each: Case): Promise<number> {
    const { language } = await parts.wording(each)
    const owner = each.owner && (await parts.staff.get(each.owner.id))?.name
    const { message = 0 } = each.desk.stub ?? {}
    const edited = await group.call(limitOf(each, 'edit-stub'), (api, chat) => {
      const { text, reply_markup } = stubView(language, each, chat, owner)
      return api.editMessageText(chat, message, text, { ...HTML, reply_markup })
    })
    const shown = withStub(edited.kind === 'same' && edited.gone ? 0 : message, stubMark(each))
    const isFinal = edited.kind === 'same' || isRefused(edited) || isClosed(edited)
    return isFinal ? keep(each, shown) : finish(each, edited, () => shown)
  }

  async function rename(each: Case): Promise<number> {
    const name = topicName(each)
    const { thread = 0 } = each.desk
    const edited = await group.call(limitOf(each, 'rename'), (api, chat) => api.editForumTopic(chat, thread, { name }))
    const renamed = (latest: Case): Change => ({ case: { ...latest, desk: { ...latest.desk, topic: name } } })
    // The name is so already, or the topic is gone and nothing more is to be shown in it.
    const isFinal = edited.kind === 'same' || isRefused(edited) || isGone(edited)
    return isFinal ? keep(each, renamed) : finish(each, edited, () => renamed)
  }

  return { sendStub, editStub, rename }
}

function withStub(message: number, shown: string) {
  return (latest: Case): Change => ({ case: { ...latest, desk: { ...latest.desk, stub: { message, shown } } } })
}
