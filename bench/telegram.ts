/** The other end for benchmarks: a Bot API server that answers at once, and tells when a screen changes. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Target = {
  url: string
  /** Calls by method since the start. */
  calls: Map<string, number>
  /** Called with the chat id when an edit, or the answer to a tap, has arrived. */
  onCall(listener: (method: string, id: string) => void): void
  /** A call that came another way. */
  tell(method: string, id: string): void
  /** When messages were sent, and when sent or edited (ms of `performance.now()`). */
  sends: number[]
  messages: number[]
  /** Milliseconds every answer is held back. */
  delayMs: number
  close(): Promise<void>
}

const OK = Buffer.from('{"ok":true,"result":true}')
const sent = (id: number) => Buffer.from(`{"ok":true,"result":{"message_id":${id}}}`)

export async function startTarget(): Promise<Target> {
  const calls = new Map<string, number>()
  let tell: (method: string, id: string) => void = () => {}
  const server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1) ?? ''
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      target.tell(method, idIn(Buffer.concat(chunks).toString()))
      if (method === 'sendMessage') target.sends.push(performance.now())
      if (method !== 'answerCallbackQuery') target.messages.push(performance.now())
      const body = method === 'sendMessage' ? sent(target.sends.length) : OK
      const answer = () =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
      if (target.delayMs > 0) setTimeout(answer, target.delayMs)
      else answer()
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const target: Target = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    sends: [],
    messages: [],
    delayMs: 0,
    onCall: (listener) => void (tell = listener),
    tell(method, id) {
      calls.set(method, (calls.get(method) ?? 0) + 1)
      tell(method, id)
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return target
}

/** The chat an edit goes to, or the query an answer is for (the benchmark makes both from the number of the tap). */
function idIn(body: string): string {
  return /"callback_query_id":"(\d+)"/.exec(body)?.[1] ?? /"message_id":(\d+)/.exec(body)?.[1] ?? ''
}
