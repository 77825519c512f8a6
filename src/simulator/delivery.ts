/** How updates reach the bot: by a function, by webhook or by polling; and the methods that choose. */
import type { Update } from '@grammyjs/types'
import { flag, integer, json, type Payload, text } from './parameters.ts'
import { createPolling } from './polling.ts'
import { createPush, type Push } from './push.ts'
import { type ApiResponse, conflict } from './refusal.ts'
import { createWebhook, type WebhookCall, type WebhookState } from './webhook.ts'
import { checkedWebhook, webhookInfo } from './webhook-settings.ts'
import type { World } from './world.ts'

type DeliveryMethod = (payload: Payload, signal?: AbortSignal) => Promise<ApiResponse> | ApiResponse
export type Delivery = {
  push: Push
  /** getUpdates, setWebhook, deleteWebhook and getWebhookInfo by lower-case name. */
  method: (lowerName: string) => DeliveryMethod | undefined
  webhook: () => WebhookState | undefined
  close: () => void
}

const MAX_TIMEOUT_SECONDS = 50
const MAX_LIMIT = 100

/** Delivery of this world's updates. `record` hears of each delivered; `call` carries out what a webhook's answer asks for. */
export function createDelivery(world: World, record: (update: Update) => void, call: WebhookCall): Delivery {
  const { clock, updates } = world
  const push = createPush(record)
  const polling = createPolling(clock, updates, record)
  const webhook = createWebhook({ clock, updates, record, call })

  updates.listen((pending) => {
    if (push.active()) {
      updates.remove(pending.update.update_id)
      push.send(pending)
    } else if (webhook.state()) webhook.add(pending)
    else polling.wake()
  })

  const methods: Record<string, DeliveryMethod> = {
    getupdates(payload, signal) {
      if (webhook.state())
        conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
      updates.allow(allowedOf(payload))
      const timeoutSeconds = Math.min(Math.max(integer(payload, 'timeout') ?? 0, 0), MAX_TIMEOUT_SECONDS)
      const limit = integer(payload, 'limit') ?? MAX_LIMIT
      return polling.poll(
        {
          offset: integer(payload, 'offset') ?? 0,
          limit: limit >= 1 && limit <= MAX_LIMIT ? limit : MAX_LIMIT,
          timeoutSeconds,
        },
        signal,
      )
    },
    setwebhook(payload) {
      if (text(payload, 'url') === '') return removeWebhook(payload)
      const settings = checkedWebhook(payload)
      polling.terminate('setWebhook request')
      updates.allow(allowedOf(payload))
      if (flag(payload, 'drop_pending_updates')) updates.clear()
      webhook.set(settings)
      return { ok: true, result: true }
    },
    deletewebhook: (payload) => removeWebhook(payload),
    getwebhookinfo: () => ({ ok: true, result: webhookInfo(webhook.state(), updates) }),
  }

  const removeWebhook = (payload: Payload): ApiResponse => {
    webhook.set(undefined)
    if (flag(payload, 'drop_pending_updates')) updates.clear()
    return { ok: true, result: true }
  }

  return {
    push,
    method: (lowerName) => methods[lowerName],
    webhook: webhook.state,
    close() {
      polling.close()
      webhook.close()
    },
  }
}

function allowedOf(payload: Payload): string[] | undefined {
  const list = json(payload, 'allowed_updates', 'allowed updates')
  return Array.isArray(list) ? list.map(String) : undefined
}
