/**
 * Light requests at a fixed pace beside something heavy. Open loop: a request goes out when its time has come, however
 * long the earlier ones take, and its waiting counts from that time; otherwise a stall would hide behind itself.
 */
import { Agent, request } from 'node:http'
import { percentile } from './measure.ts'

export type PacedResult = { sent: number; errors: number; p50: number; p99: number; firstError: string | undefined }

export type PacedRequest = { method?: string; url: string; headers?: Record<string, string>; body?: Uint8Array }

/** Begins; the answer ends it and waits for what is under way. `make` gives the request number `n`. */
export function pace(perSecond: number, make: (n: number) => PacedRequest): () => Promise<PacedResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const began = performance.now()
  const times: number[] = []
  const underWay = new Set<Promise<void>>()
  let sent = 0
  let errors = 0
  let firstError: string | undefined
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond)
    while (sent < due) {
      const meant = began + (sent / perSecond) * 1000
      const done = exchange(agent, make(sent)).then(
        () => void times.push(performance.now() - meant),
        (error: Error) => {
          errors += 1
          firstError ??= error.message
        },
      )
      underWay.add(done)
      done.finally(() => underWay.delete(done))
      sent += 1
    }
  }, 2)
  return async () => {
    clearInterval(timer)
    await Promise.all(underWay)
    agent.destroy()
    return { sent, errors, firstError, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
  }
}

function exchange(agent: Agent, { method = 'GET', url, headers = {}, body }: PacedRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': body.length }
    const outgoing = request(url, { agent, method, headers: { ...headers, ...length } }, (reply) => {
      const status = reply.statusCode ?? 0
      let text = ''
      reply.on('data', (chunk: Buffer) => status >= 400 && (text += chunk.toString()))
      reply.on('end', () => (status < 400 ? resolve() : reject(new Error(`${status} ${text}`))))
      reply.on('error', reject)
    })
    outgoing.on('error', reject).end(body)
  })
}
