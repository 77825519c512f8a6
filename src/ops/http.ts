/** The one HTTP server: health, readiness, metrics, and whatever else is mounted (webhook; in the demo Telegram itself). */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers a request and says so, or leaves it to the next. */
export type Route = (request: IncomingMessage, response: ServerResponse) => boolean

export type HttpServer = { url: string; close(): Promise<void> }

/** Listens on `port` (0: any that is free). Throws in one sentence when the port is taken. */
export async function startHttpServer(routes: Route[], port: number, host?: string): Promise<HttpServer> {
  const server = createServer((request, response) => {
    if (!routes.some((route) => route(request, response))) response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, port)))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://localhost:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 500).unref()
      }),
  }
}

export type HealthDeps = {
  /** Problems that keep the bot from doing its job; empty when it is ready. */
  problems(): Promise<string[]>
  metrics(): Promise<{ type: string; body: string }>
}

/** GET /healthz (the process answers), /readyz (Redis and Telegram can be reached), /metrics. */
export function healthRoutes({ problems, metrics }: HealthDeps): Route {
  return (request, response) => {
    const path = request.url?.split('?')[0]
    if (path === '/healthz') response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n')
    else if (path === '/readyz') void readiness(response, problems)
    else if (path === '/metrics') void exposition(response, metrics)
    else return false
    return true
  }
}

async function readiness(response: ServerResponse, problems: HealthDeps['problems']): Promise<void> {
  const found = await problems()
  response.writeHead(found.length > 0 ? 503 : 200, { 'content-type': 'text/plain' })
  response.end(`${found.length > 0 ? found.join('\n') : 'ready'}\n`)
}

async function exposition(response: ServerResponse, metrics: HealthDeps['metrics']): Promise<void> {
  const { type, body } = await metrics()
  response.writeHead(200, { 'content-type': type }).end(body)
}

function inWords(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new Error(`Port ${port} is taken by another program. Stop it, or set PORT to another number.`, {
    cause: error,
  })
}
