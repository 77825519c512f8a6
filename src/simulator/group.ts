/** A group of people with the bot, maybe a forum: what its members do to it. */
import type { Chat, ChatAdministratorRights, ChatMember, ChatPermissions, User } from '@grammyjs/types'
import { changeMember } from './members.ts'
import type { Person } from './person.ts'
import { administrator, ALL_RIGHTS, BOT_RIGHTS, owner, restricted } from './rights.ts'
import { seenIn, type SeenMessage } from './sight.ts'
import { createTopic, deleteTopic, editTopic, type GeneralChange, note, setClosed, setGeneral } from './topics.ts'
import { botUser, GROUP_ANONYMOUS_BOT, type GroupChat, groupChat, isForum, type Topic, type World } from './world.ts'

export type GroupInit = {
  title: string
  /** Default supergroup. */
  kind?: 'group' | 'supergroup'
  forum?: boolean
  members?: Person[]
  admins?: Person[]
  /** Default 'admin', with the rights to topics, deletion and pins. */
  bot?: 'admin' | 'member' | 'absent'
  botRights?: Partial<ChatAdministratorRights>
}

export type Group = {
  /** Changes when a basic group is upgraded. */
  readonly id: number
  readonly title: string
  readonly chat: Chat
  state: () => GroupChat
  sees: (thread?: number) => SeenMessage[]
  topics: () => Topic[]
  topic: (name: string) => Topic | undefined
  /** Acts of a member; the default is the owner. Each is a service message, and what the bot hears of it. */
  createTopic: (name: string, by?: Person) => number
  renameTopic: (id: number, name: string, by?: Person) => void
  closeTopic: (id: number, by?: Person) => void
  reopenTopic: (id: number, by?: Person) => void
  deleteTopic: (id: number) => void
  /** Closes, opens, hides or shows the general topic. */
  changeGeneral: (change: GeneralChange, by?: Person) => void
  joins: (person: Person, by?: Person) => void
  leaves: (person: Person) => void
  removes: (person: Person, by?: Person) => void
  /** Takes rights away from a member who stays; without a right to write they can only read. */
  restricts: (person: Person, rights?: Partial<ChatPermissions>) => void
  promotes: (person: Person, rights?: Partial<ChatAdministratorRights>) => void
  demotes: (person: Person) => void
  /** Makes the bot an administrator with these rights and those it has by default. */
  botRights: (rights: Partial<ChatAdministratorRights>) => void
  botIs: (status: 'admin' | 'member' | 'kicked' | 'left') => void
  setForum: (forum: boolean) => void
  rename: (title: string, by?: Person) => void
  /**
   * Turns a basic group into a supergroup with another id, as happens when its owner turns topics on (`forum`); the old id is
   * refused from then on.
   */
  upgrade: (options?: { forum?: boolean }) => number
}

/** Puts a group into the world and returns what can be done to it. */
export function createGroup(world: World, init: GroupInit): Group {
  let group = newGroup(world, init)
  const actor = (by?: Person): User => by?.user ?? ownerOf(group)
  const topicOf = (id: number): Topic => group.topics.get(id) ?? noTopic(group, id)
  const change = (member: ChatMember, by?: Person) => changeMember(world, group, actor(by), member)
  const me = botUser(world)

  return {
    get id() {
      return group.id
    },
    get title() {
      return group.chat.title
    },
    get chat() {
      return group.chat
    },
    state: () => group,
    sees: (thread) => seenIn(world, group, thread),
    topics: () => [...group.topics.values()],
    topic: (name) => [...group.topics.values()].find((topic) => topic.name === name),
    createTopic: (name, by) => createTopic(world, group, actor(by), { name }).id,
    renameTopic: (id, name, by) => editTopic(world, group, actor(by), topicOf(id), { name }),
    closeTopic: (id, by) => setClosed(world, group, actor(by), topicOf(id), true),
    reopenTopic: (id, by) => setClosed(world, group, actor(by), topicOf(id), false),
    deleteTopic: (id) => deleteTopic(world, group, topicOf(id)),
    changeGeneral: (wish, by) => setGeneral(world, group, actor(by), wish),
    joins: (person, by) => change({ status: 'member', user: person.user }, by ?? person),
    leaves: (person) => change({ status: 'left', user: person.user }, person),
    removes: (person, by) => change({ status: 'kicked', user: person.user, until_date: 0 }, by),
    restricts: (person, rights = {}) => change(restricted(person.user, rights)),
    promotes: (person, rights = ALL_RIGHTS) => change(administrator(person.user, rights)),
    demotes: (person) => change({ status: 'member', user: person.user }),
    botRights: (rights) => change(administrator(me, { ...BOT_RIGHTS, ...rights })),
    botIs: (status) => change(botMember(world, status)),
    setForum(forum) {
      group.chat = groupChat({ id: group.id, title: group.chat.title, kind: group.kind, forum })
    },
    rename(title, by) {
      group.chat = groupChat({ id: group.id, title, kind: group.kind, forum: isForum(group) })
      note(world, group, actor(by), undefined, { new_chat_title: title })
    },
    upgrade({ forum = false } = {}) {
      group = upgrade(world, group, forum)
      return group.id
    },
  }
}

function newGroup(world: World, init: GroupInit): GroupChat {
  const { title, kind = 'supergroup', forum = false } = init
  const number = world.next.group++
  const id = kind === 'group' ? -number : -1_000_000_000_000 - number
  const group = emptyGroup(groupChat({ id, title, kind, forum }), kind)
  const admins = init.admins ?? []
  for (const { user } of init.members ?? []) group.members.set(user.id, { status: 'member', user })
  for (const { user } of admins) group.members.set(user.id, administrator(user, ALL_RIGHTS))
  const first = admins[0] ?? init.members?.[0]
  if (first) group.members.set(first.user.id, owner(first.user))
  const { bot = 'admin', botRights = {} } = init
  const me = botUser(world)
  if (bot === 'admin') group.members.set(me.id, administrator(me, { ...BOT_RIGHTS, ...botRights }))
  if (bot === 'member') group.members.set(me.id, { status: 'member', user: me })
  world.chats.set(id, group)
  world.events.emit({ kind: 'chat', chat_id: id, title })
  return group
}

function emptyGroup(chat: GroupChat['chat'], kind: GroupChat['kind']): GroupChat {
  const general = { closed: false, hidden: false }
  const empty = { members: new Map(), topics: new Map(), messages: new Map(), pinned: undefined, migratedTo: undefined }
  // Number 1 is the group itself and its general topic, so that no topic can be made with it.
  return { ...empty, kind, id: chat.id, chat, general, nextMessageId: 2 }
}

function botMember(world: World, status: 'admin' | 'member' | 'kicked' | 'left'): ChatMember {
  const user = botUser(world)
  if (status === 'admin') return administrator(user, BOT_RIGHTS)
  return status === 'kicked' ? { status, user, until_date: 0 } : { status, user }
}

/** Whoever owns the group; a group made without people has an owner nobody knows. */
function ownerOf(group: GroupChat): User {
  const members = [...group.members.values()]
  const found = members.find(({ status }) => status === 'creator') ?? members.find(({ user }) => !user.is_bot)
  return found?.user ?? GROUP_ANONYMOUS_BOT
}

function noTopic(group: GroupChat, id: number): never {
  throw new Error(`«${group.chat.title}» has no topic ${id}`)
}

/** The old group keeps its messages and says where it went; the new one starts its numbers anew. */
function upgrade(world: World, old: GroupChat, forum: boolean): GroupChat {
  if (old.kind === 'supergroup') throw new Error(`«${old.chat.title}» is a supergroup already`)
  const id = -1_000_000_000_000 - world.next.group++
  const group = emptyGroup(groupChat({ id, title: old.chat.title, kind: 'supergroup', forum }), 'supergroup')
  for (const [userId, member] of old.members) group.members.set(userId, member)
  world.chats.set(id, group)
  const by = ownerOf(old)
  note(world, old, by, undefined, { migrate_to_chat_id: id })
  note(world, group, by, undefined, { migrate_from_chat_id: old.id })
  old.migratedTo = id
  world.events.emit({ kind: 'chat', chat_id: id, title: group.chat.title })
  return group
}
