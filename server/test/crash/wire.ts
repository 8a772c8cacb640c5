/** Requests to a server that may die under them. */
import { Agent, type IncomingMessage, request } from 'node:http'
import { administrator } from '../templates.ts'

/** The server died: what was asked may have happened or not. */
export class Killed extends Error {}

/** The server lives and says no. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(what: string, status: number, text: string) {
    super(`${what} answered ${status}: ${text}`)
    this.status = status
    this.code = text.startsWith('{') ? String((JSON.parse(text) as { code?: unknown }).code) : ''
  }
}

export type Answer = { status: number; headers: IncomingMessage['headers']; bytes: Buffer }
export type Sent = { body?: Uint8Array; json?: unknown; headers?: Record<string, string> }

export class Wire {
  readonly #origin: string
  readonly #agent = new Agent({ keepAlive: true })
  /** Called at each sign of life: a request is out, an answer begins, a piece of it comes, it ends. */
  readonly #onSign: () => void

  constructor(origin: string, onSign: () => void = () => {}) {
    this.#origin = origin
    this.#onSign = onSign
  }

  close(): void {
    this.#agent.destroy()
  }

  /** Throws `Killed` when the connection breaks and `Refused` for statuses of 400 and above. */
  async ask(method: string, path: string, { body, json, headers }: Sent = {}): Promise<Answer> {
    const payload = json === undefined ? body : Buffer.from(JSON.stringify(json))
    const answer = await this.#exchange(method, path, payload, {
      authorization: `Bearer ${administrator.key}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(payload !== undefined && { 'content-length': String(payload.length) }),
      ...headers,
    })
    if (answer.status >= 400) throw new Refused(`${method} ${path}`, answer.status, answer.bytes.toString())
    return answer
  }

  /** The same below `/api/v2`, for its JSON. */
  async api<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    const { bytes } = await this.ask(method, `/api/v2${path}`, sent)
    return (bytes.length === 0 ? undefined : JSON.parse(bytes.toString())) as T
  }

  #exchange(
    method: string,
    path: string,
    body: Uint8Array | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const broken = (error: Error) => reject(new Killed(`${method} ${path}: ${error.message}`))
      const outgoing = request(this.#origin + path, { method, headers, agent: this.#agent }, (reply) => {
        this.#onSign()
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          this.#onSign()
        })
        reply.on('error', broken)
        reply.on('end', () => {
          this.#onSign()
          if (!reply.complete) broken(new Error('the answer broke off'))
          else resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(chunks) })
        })
      })
      outgoing.on('error', broken)
      outgoing.on('finish', this.#onSign)
      outgoing.end(body)
    })
  }
}
