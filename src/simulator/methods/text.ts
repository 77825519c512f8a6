/** sendMessage. */
import { chatToWrite } from '../access.ts'
import { textContent } from '../content.ts'
import { textOf } from '../formatted.ts'
import type { Content } from '../messages.ts'
import { flag, isObject, json, type Payload } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { MethodTable } from './method.ts'
import { deliver, placeOf } from './send.ts'

export const textMethods: MethodTable = {
  sendMessage(world, { payload }) {
    const formatted = textOf(world, payload)
    const chat = chatToWrite(world, payload)
    const place = placeOf(world, chat, payload)
    return deliver(world, place, payload, { ...textContent(formatted), ...previewOf(payload) })
  },
}

/** What a call says about the preview of a link. */
export function previewOf(payload: Payload): Content {
  if (flag(payload, 'disable_web_page_preview')) return { link_preview_options: { is_disabled: true } }
  const options = json(payload, 'link_preview_options', 'link preview options')
  if (!isObject(options)) return {}
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'url' && typeof value !== 'boolean') badRequest(`field "${name}" must be of type Boolean`)
  }
  return { link_preview_options: options }
}
