/** A longer wire: a Unix socket that passes everything on to another, each way later by half of `delayMs`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function startDelay(target: string, delayMs: number): Promise<{ socket: string; close(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'pana-wire-'))
  const socket = join(directory, 'wire.sock')
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs / 2))
    from.on('close', () => to.destroy())
    from.on('error', () => to.destroy())
  }
  const server = createServer((near) => {
    const far = createConnection(target)
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((ready) => server.listen(socket, ready))
  return {
    socket,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        rmSync(directory, { recursive: true, force: true })
      }),
  }
}
