/** Files that Telegram holds: fetched by this server only, since their addresses contain the token. */
import type { Api, ApiClientOptions } from 'grammy'
import { trouble } from './errors.ts'

const TELEGRAM = 'https://api.telegram.org'

/** Fetches a file by its id. Undefined when Telegram does not give it: larger than 20 MB, too old, or no answer. */
export function downloader(
  api: Api,
  token: string,
  { apiRoot = TELEGRAM, fetch = globalThis.fetch }: ApiClientOptions,
) {
  return async (fileId: string): Promise<Uint8Array | undefined> => {
    try {
      const { file_path } = await api.getFile(fileId)
      if (file_path === undefined) return undefined
      const answer = await (fetch as typeof globalThis.fetch)(`${apiRoot}/file/bot${token}/${file_path}`)
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
    } catch (error) {
      if (trouble(error) || error instanceof TypeError) return undefined
      throw error
    }
  }
}
