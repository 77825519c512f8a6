/** What somebody does on the page, checked and done in the simulator. */
import { z } from 'zod'
import type { MediaAct, Person, At } from './person.ts'
import type { Shelf } from './page-shelf.ts'
import { TROUBLES, type Troubles } from './page-trouble.ts'
import { groupOf, personOf } from './page-view.ts'
import type { Simulator } from './simulator.ts'

const file = z.object({ name: z.string().max(255), mimeType: z.string().max(100), base64: z.base64() })
const media = { file: file.optional(), caption: z.string().max(1024).optional(), spoiler: z.boolean().optional() }
const where = {
  as: z.int(),
  chat: z.int().optional(),
  thread: z.int().optional(),
  replyTo: z.int().optional(),
  anonymous: z.boolean().optional(),
}
const messageId = z.int()
const act = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.strictObject({ act: z.literal(name), ...where, ...shape })

const SEEN_MEDIA = ['photo', 'video', 'document', 'audio'] as const
const MEDIA = [...SEEN_MEDIA, 'voice', 'video_note', 'animation', 'sticker'] as const
const album = z
  .array(z.object({ kind: z.enum(SEEN_MEDIA), ...media }))
  .min(2)
  .max(10)

const personAct = z.discriminatedUnion('act', [
  act('send', { text: z.string().max(4096) }),
  act('start', { payload: z.string().max(64).optional() }),
  act('media', { kind: z.enum(MEDIA), ...media }),
  act('album', { parts: album }),
  act('location', { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
  act('contact', { phone_number: z.string().min(3).max(32), first_name: z.string().min(1).max(64) }),
  act('edit', { messageId, text: z.string().min(1).max(4096) }),
  act('delete', { messageId }),
  act('tap', { messageId, row: z.int().min(0), column: z.int().min(0) }),
  act('react', { messageId, emoji: z.string().max(16).optional() }),
  act('block', { on: z.boolean() }),
])
const houseAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('add-person'),
    name: z.string().trim().min(1).max(64),
    language: z.string().max(16),
  }),
  z.strictObject({ act: z.literal('trouble'), trouble: z.enum(TROUBLES), on: z.boolean() }),
])
const anyAct = z.union([houseAct, personAct])
type PersonAct = z.infer<typeof personAct>
type SentFile = z.infer<typeof file>

export type ActDeps = { simulator: Simulator; troubles: Troubles; shelf: Shelf }

/** Does what a request body says. Throws, in words, when it is not an act or cannot be done. */
export async function perform(deps: ActDeps, body: unknown): Promise<object> {
  const parsed = anyAct.safeParse(body)
  if (!parsed.success) throw new Error(`this is not an act of the page: ${z.prettifyError(personError(body))}`)
  const { data } = parsed
  switch (data.act) {
    case 'add-person':
      return addPerson(deps.simulator, data)
    case 'trouble':
      await deps.troubles.set(data.trouble, data.on)
      return {}
    default:
      return personDoes(deps, data)
  }
}

/** The complaint about the act that was meant, rather than about every act there is. */
function personError(body: unknown): z.ZodError {
  const asHouse = houseAct.safeParse(body)
  const asPerson = personAct.safeParse(body)
  const meantHouse = asHouse.error?.issues.every((issue) => issue.path[0] !== 'act')
  return (meantHouse ? asHouse.error : asPerson.error) ?? new z.ZodError([])
}

function addPerson(simulator: Simulator, { name, language }: { name: string; language: string }): object {
  const { user } = simulator.person({ first_name: name, ...(language !== '' && { language_code: language }) })
  return { id: user.id }
}

function personDoes(deps: ActDeps, data: PersonAct): object {
  const person = personOf(deps.simulator, data.as)
  if (!person) throw new Error(`there is nobody with the id ${data.as}`)
  const at = placeOf(deps.simulator, data)
  switch (data.act) {
    case 'send':
      return { id: person.send(data.text, at) }
    case 'start':
      return { id: data.payload ? person.follow(data.payload) : person.starts() }
    case 'location':
      return { id: person.location({ ...at, latitude: data.latitude, longitude: data.longitude }) }
    case 'contact':
      return { id: person.contact({ ...at, phone_number: data.phone_number, first_name: data.first_name }) }
    case 'media':
      return { ids: [sendMedia(deps.shelf, person, at, data)] }
    case 'album':
      return { ids: sendAlbum(deps.shelf, person, at, data.parts) }
    default:
      return changes(person, at, data)
  }
}

type Change = Extract<PersonAct, { act: 'edit' | 'delete' | 'tap' | 'react' | 'block' }>

function changes(person: Person, at: At, data: Change): object {
  if (data.act === 'tap') return person.tap(data.messageId, { row: data.row, column: data.column }, at)
  if (data.act === 'edit') person.edit(data.messageId, data.text, at)
  if (data.act === 'delete') person.deletes(data.messageId, at)
  if (data.act === 'react') person.reacts(data.messageId, data.emoji, at)
  if (data.act === 'block' && data.on) person.block()
  if (data.act === 'block' && !data.on) person.unblock()
  return {}
}

function placeOf(simulator: Simulator, { chat, thread, replyTo, anonymous }: PersonAct): At {
  const group = chat === undefined ? undefined : groupOf(simulator, chat)
  if (chat !== undefined && !group) throw new Error(`there is no group with the id ${chat}`)
  return {
    ...(group && { chat: group }),
    ...(thread !== undefined && { thread }),
    ...(replyTo !== undefined && { replyTo }),
    ...(anonymous && { anonymous }),
  }
}

type Sent = {
  kind: (typeof MEDIA)[number]
  file?: SentFile | undefined
  caption?: string | undefined
  spoiler?: boolean | undefined
}

function mediaAct(at: At, { file: sent, caption, spoiler }: Sent): MediaAct {
  return {
    ...at,
    ...(sent && { name: sent.name, mimeType: sent.mimeType, bytes: Buffer.from(sent.base64, 'base64') }),
    ...(caption && { caption }),
    ...(spoiler && { spoiler }),
  }
}

function sendMedia(shelf: Shelf, person: Person, at: At, sent: Sent): number {
  const does = { ...person, video_note: person.videoNote }
  const id = does[sent.kind](mediaAct(at, sent))
  keepFile(shelf, person, at, id, sent.file)
  return id
}

function sendAlbum(shelf: Shelf, person: Person, at: At, parts: z.infer<typeof album>): number[] {
  const ids = person.album(parts.map((part) => ({ ...mediaAct(at, part), kind: part.kind })))
  ids.forEach((id, index) => keepFile(shelf, person, at, id, parts[index]?.file))
  return ids
}

function keepFile(shelf: Shelf, person: Person, at: At, id: number, sent: SentFile | undefined): void {
  const seen = person.sees(at.chat).find((message) => message.message_id === id)
  if (!sent || !seen?.media) return
  shelf.keep(seen.media.file_id, { bytes: Buffer.from(sent.base64, 'base64'), mimeType: sent.mimeType })
}
