/** The simulator on a port, for tests of whole processes and for the demo. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Simulator } from './simulator.ts'

export type SimulatorServer = { url: string; close: () => Promise<void> }

/** Listens on `port` (0: any free one) of `host` (default 127.0.0.1). `url` is the apiRoot for a client. */
export async function startSimulatorServer(options: {
  simulator: Simulator
  port?: number
  host?: string
}): Promise<SimulatorServer> {
  const { simulator, port = 0, host = '127.0.0.1' } = options
  const listener: RequestListener = (request, response) => {
    if (!simulator.handle(request, response)) response.writeHead(404).end()
  }
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      simulator.close()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://${host}:${address.port}`, close }
}
