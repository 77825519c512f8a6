/** Sending what is no text and no file: places, contacts, «typing…». */
import { chatToWrite } from '../access.ts'
import { decimal, integer, type Payload, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { MethodTable } from './method.ts'
import { deliver, placeOf, threadOf } from './send.ts'

const ACTIONS = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location ' +
    'record_video_note upload_video_note'
  ).split(' '),
)

export const placeMethods: MethodTable = {
  sendLocation(world, { payload }) {
    const location = locationOf(payload)
    const place = placeOf(world, chatToWrite(world, payload), payload)
    const live = integer(payload, 'live_period')
    return deliver(world, place, payload, { location: { ...location, ...(live && { live_period: live }) } })
  },

  sendVenue(world, { payload }) {
    const location = locationOf(payload)
    const [title, address] = [text(payload, 'title'), text(payload, 'address')]
    if (title === '') badRequest('venue title must be non-empty')
    if (address === '') badRequest('venue address must be non-empty')
    const place = placeOf(world, chatToWrite(world, payload), payload)
    return deliver(world, place, payload, { location, venue: { location, title, address } })
  },

  sendContact(world, { payload }) {
    const [phone_number, first_name, last_name] = [
      text(payload, 'phone_number'),
      text(payload, 'first_name'),
      text(payload, 'last_name'),
    ]
    if (phone_number === '') badRequest('parameter "phone_number" is required')
    if (first_name === '') badRequest('parameter "first_name" is required')
    const place = placeOf(world, chatToWrite(world, payload), payload)
    return deliver(world, place, payload, {
      contact: { phone_number, first_name, ...(last_name !== '' && { last_name }) },
    })
  },

  sendChatAction(world, { payload }) {
    const action = text(payload, 'action').toLowerCase()
    if (!ACTIONS.has(action)) badRequest('wrong parameter action in request')
    const chat = chatToWrite(world, payload)
    const thread = threadOf(world, chat, payload)
    world.events.emit({
      kind: 'action',
      chat_id: chat.id,
      action,
      ...(thread !== undefined && { message_thread_id: thread }),
    })
    return true
  },
}

function locationOf(payload: Payload): { latitude: number; longitude: number } {
  const [latitude, longitude] = [decimal(payload, 'latitude'), decimal(payload, 'longitude')]
  if (latitude === undefined) return badRequest('latitude is empty')
  if (longitude === undefined) return badRequest('longitude is empty')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) badRequest('invalid location specified')
  return { latitude, longitude }
}
