/** Numbers for Prometheus. No label ever holds a person, a text or a chat. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = {
  handled(kind: string, seconds: number): void
  call(method: string, outcome: 'ok' | 'refused' | 'no-answer'): void
  logged(level: 'warn' | 'error'): void
  /** The exposition format, and its content type. */
  render(): Promise<{ type: string; body: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'pana_' })
  const handled = new Histogram({
    name: 'pana_update_seconds',
    help: 'Time to handle an update, by kind',
    labelNames: ['kind'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const calls = new Counter({
    name: 'pana_bot_api_calls_total',
    help: 'Bot API calls, by method and outcome',
    labelNames: ['method', 'outcome'],
    registers,
  })
  const troubles = new Counter({
    name: 'pana_log_total',
    help: 'Warnings and errors logged',
    labelNames: ['level'],
    registers,
  })
  return {
    handled: (kind, seconds) => handled.observe({ kind }, seconds),
    call: (method, outcome) => calls.inc({ method, outcome }),
    logged: (level) => troubles.inc({ level }),
    render: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
