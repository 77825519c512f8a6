/** getMe; getUpdates and the webhook methods are answered by delivery.ts, as they wait and switch modes. */
import type { MethodTable } from './method.ts'

export const identityMethods: MethodTable = {
  getMe: (world) => world.bot,
}
