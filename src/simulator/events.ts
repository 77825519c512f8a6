/** Everything that happens here, for the page and for tests. */
import type { ChatMember, Message, User } from '@grammyjs/types'
import type { Topic } from './world.ts'

export type SimulatorEvent =
  | { kind: 'person'; user: User }
  | { kind: 'chat'; chat_id: number; title: string }
  | { kind: 'message'; chat_id: number; message: Message }
  | { kind: 'edited'; chat_id: number; message: Message }
  | { kind: 'deleted'; chat_id: number; message_ids: number[] }
  | { kind: 'tapped'; chat_id: number; message_id: number; user_id: number; query_id: string }
  | { kind: 'answered'; user_id: number; query_id: string; notice?: Notice }
  | { kind: 'action'; chat_id: number; action: string; message_thread_id?: number }
  | { kind: 'reaction'; chat_id: number; message_id: number; user_id: number; emoji: string[] }
  | { kind: 'topic'; chat_id: number; topic: Topic; change: 'created' | 'edited' | 'closed' | 'reopened' | 'deleted' }
  | { kind: 'member'; chat_id: number; user: User; status: ChatMember['status'] }
  | { kind: 'call'; method: string; ok: boolean; error_code?: number; description?: string }

/** What a tap brought up: a line at the top, or a box with OK. */
export type Notice = { text: string; alert: boolean; url?: string }

export type Events = {
  emit: (event: SimulatorEvent) => void
  on: (listener: (event: SimulatorEvent) => void) => () => void
}

/** Tells listeners of each event at once, in order. */
export function createEvents(): Events {
  const listeners = new Set<(event: SimulatorEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
