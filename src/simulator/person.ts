/** Somebody with a telephone: writes, taps, sends, blocks, and sees what is in the chat. */
import type { MessageEntity, User } from '@grammyjs/types'
import { say, setBlocked, type Where } from './account.ts'
import type { MediaKind, NewFile } from './files.ts'
import { captionContent, textContent } from './content.ts'
import { typed } from './formatted.ts'
import type { Group } from './group.ts'
import { mediaContent } from './media.ts'
import { type Content, isService, remove, replace, tellBot } from './messages.ts'
import type { Notice } from './events.ts'
import { changeReactions } from './reactions.ts'
import { seenIn, type SeenMessage } from './sight.ts'
import { type ButtonChoice, forge, tap, type Tapped } from './tap.ts'
import { type Account, type ChatState, type PrivateChat, unixTime, type World } from './world.ts'

/** Where a person sends: the private chat with the bot unless a group is given. */
export type At = {
  chat?: Group
  thread?: number
  replyTo?: number
  /** As an administrator who writes in the name of the group. */
  anonymous?: boolean
}
/** `spoiler` covers a photo, a video or an animation until it is tapped. */
export type MediaAct = At & NewFile & { caption?: string; albumId?: string; file_name?: string; spoiler?: boolean }
export type AlbumPart = MediaAct & { kind: 'photo' | 'video' | 'document' | 'audio' }

export type Person = {
  user: User
  /** The chat with the bot: its id is the person's. */
  chatWithBot: number
  /** Every act returns the id of the message it made; the update is queued by then. Impossible acts throw. */
  send: (text: string, at?: At & { entities?: MessageEntity[] }) => number
  /** «/name rest». */
  command: (name: string, rest?: string, at?: At) => number
  /** Presses Start. */
  starts: () => number
  /** Opens t.me/<bot>?start=<payload>. */
  follow: (payload: string) => number
  photo: (act?: MediaAct) => number
  /** A photo that moves: it comes with its still picture too (Bot API, Message.live_photo). */
  livePhoto: (act?: MediaAct) => number
  voice: (act?: MediaAct) => number
  video: (act?: MediaAct) => number
  videoNote: (act?: MediaAct) => number
  audio: (act?: MediaAct) => number
  animation: (act?: MediaAct) => number
  sticker: (act?: MediaAct) => number
  document: (act?: MediaAct) => number
  /** Several photos, videos or files sent at once: one message each, one media_group_id. */
  album: (parts: AlbumPart[]) => number[]
  location: (place: At & { latitude: number; longitude: number; live_period?: number }) => number
  venue: (place: At & { latitude: number; longitude: number; title: string; address: string }) => number
  contact: (contact: At & { phone_number: string; first_name: string; user_id?: number }) => number
  dice: (at?: At) => number
  /** Passes on a story, which a bot cannot look into. */
  story: (at?: At) => number
  poll: (poll?: At & { question?: string; options?: string[] }) => number
  /** Forwards a message of the chat with the bot, or of a group, as from somebody who hides or shows their account. */
  forward: (what: At & { text: string; from: User | string }) => number
  edit: (messageId: number, text: string, at?: At) => void
  /** Takes the message out of the chat for everybody; the bot is not told. */
  deletes: (messageId: number, at?: At) => void
  tap: (messageId: number, button: ButtonChoice, at?: At) => Tapped
  tapData: (messageId: number, data: string, at?: At) => string
  /** Sets the emoji this person reacts with; none takes the reaction back. */
  reacts: (messageId: number, emoji: string | undefined, at?: At) => void
  block: () => void
  unblock: () => void
  deleteAccount: () => void
  sees: (chat?: Group, thread?: number) => SeenMessage[]
  /** The last message of the bot in the private chat. */
  lastFromBot: () => SeenMessage | undefined
  /** What the last answered tap showed. */
  notice: () => Notice | undefined
  /** The reply keyboard shown in the private chat, if any. */
  keyboard: () => string[][] | undefined
}

/** The person of this account. */
export function createPerson(world: World, account: Account, home: PrivateChat): Person {
  const chatAt = (at: At = {}): ChatState => at.chat?.state() ?? home
  const where = (at: At = {}): Where => ({
    chat: chatAt(at),
    thread: at.thread,
    replyTo: at.replyTo,
    anonymous: at.anonymous,
  })
  const put = (at: At | undefined, content: Content) => say(world, account, where(at), content).message_id
  const media =
    (kind: MediaKind) =>
    (act: MediaAct = {}) =>
      put(act, mediaMessage(world, kind, act))
  const send = (text: string, at?: At & { entities?: MessageEntity[] }) => put(at, textMessage(text, at?.entities))

  return {
    user: account.user,
    chatWithBot: home.id,
    send,
    command: (name, rest, at) => send(`/${name}${rest ? ` ${rest}` : ''}`, at),
    starts: () => start(world, home, () => send('/start')),
    follow: (payload) => start(world, home, () => send(`/start ${payload}`)),
    photo: media('photo'),
    livePhoto: (act = {}) => put(act, livePhoto(world, mediaMessage(world, 'photo', act))),
    voice: media('voice'),
    video: media('video'),
    videoNote: media('video_note'),
    audio: media('audio'),
    animation: media('animation'),
    sticker: media('sticker'),
    document: media('document'),
    album(parts) {
      const albumId = String(13_000_000_000_000 + world.next.album++)
      return parts.map((part) => media(part.kind)({ ...part, albumId }))
    },
    location: ({ latitude, longitude, live_period, ...at }) =>
      put(at, { location: { latitude, longitude, ...(live_period !== undefined && { live_period }) } }),
    venue: ({ latitude, longitude, title, address, ...at }) =>
      put(at, { location: { latitude, longitude }, venue: { location: { latitude, longitude }, title, address } }),
    contact: ({ phone_number, first_name, user_id, ...at }) =>
      put(at, { contact: { phone_number, first_name, ...(user_id !== undefined && { user_id }) } }),
    story: (at) => put(at, { story: { chat: chatAt().chat, id: 1 } }),
    dice: (at) => put(at, { dice: { emoji: '🎲', value: 4 } }),
    poll: ({ question = '?', options = ['1', '2'], ...at } = {}) => put(at, pollMessage(question, options)),
    forward: ({ text, from, ...at }) => put(at, { ...textMessage(text), ...origin(world, from) }),
    edit: (messageId, text, at) => edit(world, account, chatAt(at), messageId, text),
    deletes: (messageId, at) => remove(world, chatAt(at), [messageId]),
    tap: (messageId, button, at) => tap(world, account, chatAt(at), messageId, button),
    tapData: (messageId, data, at) => forge(world, account, chatAt(at), messageId, data),
    reacts: (messageId, emoji, at) => changeReactions(world, chatAt(at), messageId, account.user, emoji ? [emoji] : []),
    block: () => setBlocked(world, home, true),
    unblock: () => setBlocked(world, home, false),
    deleteAccount: () => void (account.deactivated = true),
    sees: (chat, thread) => seenIn(world, chat?.state() ?? home, thread),
    lastFromBot: () => seenIn(world, home).findLast((message) => message.from.isBot && !message.service),
    notice: () => account.notice,
    keyboard: () => home.replyKeyboard,
  }
}

/** Pressing Start after having blocked the bot unblocks it first. */
function start(world: World, home: PrivateChat, send: () => number): number {
  setBlocked(world, home, false)
  return send()
}

function textMessage(text: string, entities?: MessageEntity[]): Content {
  const formatted = typed(text, entities)
  if (formatted.text === '') throw new Error('Telegram sends no empty message')
  if (formatted.text.length > 4096) throw new Error('an app splits a text over 4096 characters; send the parts')
  return textContent(formatted)
}

function mediaMessage(world: World, kind: MediaKind, act: MediaAct): Content {
  const { bytes, size, mimeType, caption, albumId, spoiler } = act
  const name = act.file_name ?? act.name
  const file = world.files.put(kind, {
    ...(bytes && { bytes }),
    ...(size !== undefined && { size }),
    ...(mimeType !== undefined && { mimeType }),
    ...(name !== undefined && { name }),
  })
  const said = caption === undefined ? {} : captionContent(typed(caption))
  return {
    ...mediaContent(world.files, file),
    ...said,
    ...(albumId !== undefined && { media_group_id: albumId }),
    ...(spoiler && { has_media_spoiler: true as const }),
  }
}

function livePhoto(world: World, content: Content): Content {
  const { id, uniqueId, size } = world.files.put('video', {})
  const moving = { file_id: id, file_unique_id: uniqueId, file_size: size, width: 800, height: 600, duration: 3 }
  return { ...content, live_photo: { ...moving, ...(content.photo && { photo: content.photo }) } }
}

function pollMessage(question: string, options: string[]): Content {
  const poll = {
    id: '1',
    question,
    options: options.map((text, i) => ({ persistent_id: String(i), text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: false,
    allows_revoting: true,
    members_only: false,
  }
  return { poll } as unknown as Content
}

function origin(world: World, from: User | string): Content {
  const date = unixTime(world)
  if (typeof from === 'string') return { forward_origin: { type: 'hidden_user', sender_user_name: from, date } }
  return { forward_origin: { type: 'user', sender_user: from, date } }
}

function edit(world: World, account: Account, chat: ChatState, messageId: number, text: string): void {
  const stored = chat.messages.get(messageId)
  if (!stored) throw new Error(`message ${messageId} is not in this chat any more`)
  const { message } = stored
  // Whoever wrote as the group is not told apart here: each administrator of it may edit.
  const own = message.from?.id === account.user.id || message.sender_chat?.id === chat.id
  if (!own || isService(message)) throw new Error(`message ${messageId} is not theirs to edit`)
  const { entities: _, caption_entities: __, ...rest } = message
  const changed = message.text === undefined ? captionContent(typed(text)) : textMessage(text)
  const edited = { ...rest, ...changed, edit_date: unixTime(world) } as typeof message
  tellBot(world, chat, replace(world, chat, stored, edited), 'edited_message')
}
