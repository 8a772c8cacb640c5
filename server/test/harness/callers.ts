/** Callers are objects: whoever they are, they offer the same methods, one for each operation. */
import { Agent, type IncomingMessage, request as send } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Answer } from './answer.ts'
import type { Bytes, CallOptions, Headers, OperationId, Operations, Shape } from './operations.ts'

export type RequestOptions = {
  headers?: Headers
  query?: Record<string, unknown>
  /** sent as JSON */
  body?: unknown
  /** sent as they are */
  bytes?: Bytes
  /** breaks the connection off */
  signal?: AbortSignal
}

/** Who signs the requests. */
export type Credentials = { headers?: Headers; account?: { id: string; login: string } | undefined; key?: string }

export type Caller = Operations & {
  /** what a failed expectation shows */
  readonly who: string
  /** Any request. `path` goes out exactly as it is written here. */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>
  /** Opens a request and answers as soon as the head of its reply is there. Whoever opens it reads or destroys it. */
  open(method: string, path: string, options?: RequestOptions): Promise<IncomingMessage>
  /** The account behind it; nobody has none. */
  account(): Promise<{ id: string; login: string }>
  /** The API key it signs with. */
  key(): Promise<string>
}

export type Wire = { url: string; agent: Agent; shapes: ReadonlyMap<string, Shape> }

export const newAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 200 })

/** `credentials` are made when the first request needs them. */
export function newCaller(wire: Wire, who: string, credentials: () => Promise<Credentials>): Caller {
  let known: Promise<Credentials> | undefined
  const mine = () => (known ??= credentials())
  const base = {
    who,
    async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
      const reply = await exchange(wire, method, path, await signed(mine, options))
      const chunks: Buffer[] = []
      for await (const chunk of reply) chunks.push(chunk as Buffer)
      return new Answer(`${method} ${path} by ${who}`, reply.statusCode ?? 0, reply.headers, Buffer.concat(chunks))
    },
    async open(method: string, path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
      return exchange(wire, method, path, await signed(mine, options))
    },
    async account() {
      const { account } = await mine()
      if (account === undefined) throw new Error(`${who} has no account`)
      return account
    },
    async key() {
      const { key } = await mine()
      if (key === undefined) throw new Error(`${who} has no API key`)
      return key
    },
  }
  return new Proxy(base as unknown as Caller, {
    get(target, name, receiver) {
      // A caller may be awaited like any value; it is no promise.
      if (typeof name !== 'string' || name in base || name === 'then') return Reflect.get(target, name, receiver)
      const shape = wire.shapes.get(name as OperationId)
      if (shape === undefined) return undefined
      return (...args: unknown[]) => call(base.request, shape, args)
    },
  })
}

async function signed(mine: () => Promise<Credentials>, options: RequestOptions): Promise<RequestOptions> {
  const { headers } = await mine()
  return { ...options, headers: { ...headers, ...options.headers } }
}

function call(request: Caller['request'], { method, path, takes }: Shape, args: unknown[]): Promise<Answer> {
  const given = Object.fromEntries(takes.map((part, at) => [part, args[at]]))
  const options = (args[takes.length] ?? {}) as CallOptions
  const places = (given.path ?? {}) as Record<string, string>
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(places[name] ?? ''))
  return request(method, filled, {
    ...options,
    query: { ...(given.query as object | undefined), ...options.query },
    ...(given.body !== undefined && { body: given.body }),
    ...(given.bytes !== undefined && { bytes: given.bytes as Bytes }),
  })
}

function exchange(wire: Wire, method: string, path: string, options: RequestOptions): Promise<IncomingMessage> {
  const { query = {}, body, bytes, signal, headers = {} } = options
  const { hostname, port } = new URL(wire.url)
  const json = body === undefined ? undefined : JSON.stringify(body)
  const whole = json ?? (typeof bytes === 'string' || bytes instanceof Uint8Array ? bytes : undefined)
  return new Promise((resolve, reject) => {
    const outgoing = send({
      host: hostname,
      port,
      method,
      path: path + printQuery(query),
      agent: wire.agent,
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(whole !== undefined && { 'content-length': String(Buffer.byteLength(whole)) }),
        ...headers,
      },
      ...(signal && { signal }),
    })
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    if (whole !== undefined) outgoing.end(whole)
    else if (bytes !== undefined) {
      // A server that answers early closes the connection under the rest of the body; its answer is what counts.
      pipeline(Readable.from(bytes as AsyncIterable<Uint8Array>), outgoing).catch((error: unknown) => {
        if (signal?.aborted) reject(error)
      })
    } else outgoing.end()
  })
}

/** Lists repeat their name. */
function printQuery(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one))
  }
  return search.size === 0 ? '' : `?${search}`
}
