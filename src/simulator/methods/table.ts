/** All methods by name. */
import { callbackMethods } from './callbacks.ts'
import { chatMethods } from './chats.ts'
import { copyMethods } from './copies.ts'
import { deletionMethods } from './deletion.ts'
import { editMethods } from './edits.ts'
import { fileMethods } from './files.ts'
import { forumMethods } from './forum.ts'
import { identityMethods } from './identity.ts'
import { mediaMethods } from './media.ts'
import type { Method, MethodTable } from './method.ts'
import { placeMethods } from './places.ts'
import { profileMethods } from './profile.ts'
import { textMethods } from './text.ts'

const TABLE: MethodTable = {
  ...identityMethods,
  ...textMethods,
  ...editMethods,
  ...callbackMethods,
  ...deletionMethods,
  ...mediaMethods,
  ...placeMethods,
  ...copyMethods,
  ...forumMethods,
  ...chatMethods,
  ...fileMethods,
  ...profileMethods,
}
const BY_LOWER_NAME = new Map(Object.entries(TABLE).map(([name, method]) => [name.toLowerCase(), { name, method }]))

/** A method by its name in any case, as Telegram takes it. */
export function methodNamed(name: string): { name: string; method: Method } | undefined {
  const known = TABLE[name]
  return known ? { name, method: known } : BY_LOWER_NAME.get(name.toLowerCase())
}
