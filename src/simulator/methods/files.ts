/** getFile. */
import { text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { MethodTable } from './method.ts'

/** Bots can download files of up to 20 MB (Bot API, getFile). */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024

export const fileMethods: MethodTable = {
  getFile(world, { payload }) {
    const id = text(payload, 'file_id')
    if (id === '') badRequest('file_id not specified')
    const file = world.files.get(id) ?? badRequest('invalid file_id')
    if (file.size > MAX_DOWNLOAD_BYTES) badRequest('file is too big')
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
  },
}
