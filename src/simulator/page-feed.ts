/** What happens in the simulator, as Server-Sent Events: the page follows without reloading. */
import type { ServerResponse } from 'node:http'
import type { SimulatorEvent } from './events.ts'
import { messageNow, personOf } from './page-view.ts'
import { isNoise } from './page-state.ts'
import type { Simulator } from './simulator.ts'

export type Feed = {
  /** Keeps this response open and writes events to it. */
  open(response: ServerResponse): void
  /** Tells pages that something other than messages is new: they read the state again. */
  changed(): void
  close(): void
}

/** Proxies and browsers give up a silent connection after a minute or so. */
const HEARTBEAT_MS = 15_000
const RECONNECT_MS = 500

/** Follows the simulator for as many pages as are open. */
export function createFeed(simulator: Simulator): Feed {
  const open = new Set<ServerResponse>()
  const tell = (event: object) => {
    const line = `data: ${JSON.stringify(event)}\n\n`
    for (const response of open) response.write(line)
  }
  const stopListening = simulator.onEvent((event) => {
    if (open.size === 0) return
    const told = toldOf(simulator, event)
    if (told) tell(told)
  })
  const heartbeat = setInterval(() => {
    for (const response of open) response.write(': still here\n\n')
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(`retry: ${RECONNECT_MS}\ndata: {"kind":"hello"}\n\n`)
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    changed: () => tell({ kind: 'changed' }),
    close() {
      stopListening()
      clearInterval(heartbeat)
      for (const response of open) response.end()
    },
  }
}

/** Calls after which the page shows something other than messages differently. */
const SETTING = /^(set|delete)My/

function toldOf(simulator: Simulator, event: SimulatorEvent): object | undefined {
  switch (event.kind) {
    case 'message':
    case 'edited':
      return messageTold(simulator, event.kind, event.chat_id, event.message.message_id)
    case 'reaction':
      return messageTold(simulator, 'edited', event.chat_id, event.message_id)
    case 'deleted':
      return { kind: 'deleted', chat: event.chat_id, ids: event.message_ids }
    case 'action':
      return { kind: 'action', chat: event.chat_id, action: event.action, thread: event.message_thread_id }
    case 'answered':
      return { kind: 'answered', person: event.user_id, notice: event.notice }
    case 'call':
      if (isNoise(event.method)) return undefined
      return { ...event, at: simulator.clock.now(), settings: SETTING.test(event.method) }
    case 'tapped':
      return undefined
    default:
      return { kind: 'changed' }
  }
}

function messageTold(simulator: Simulator, kind: string, chatId: number, messageId: number): object | undefined {
  const message = messageNow(simulator, chatId, messageId)
  return message && { kind, chat: chatId, message, keyboard: personOf(simulator, chatId)?.keyboard() }
}
