/**
 * The other server, over its REST API (Girder v1 with the routes of the Slicer package manager). Requests that fail on
 * the way are made again; a file goes on where it broke off.
 */
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { ImportFailure } from '../failure.ts'

export type GirderOptions = {
  /** how often a request is made before it counts as failed */
  attempts?: number
  /** milliseconds before the second attempt; doubled each time */
  delay?: number
}
type Query = Record<string, string | number>

/** An answer that another attempt would not change. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const ATTEMPTS = 6
const DELAY = 500
const LONGEST_DELAY = 30_000

export class Girder {
  /** the address of its API, without a slash at the end: also its name among sources */
  readonly url: string
  readonly #attempts: number
  readonly #delay: number
  #token: string | undefined

  /** `address`: with or without `/api/v1`. Throws `ImportFailure`. */
  constructor(address: string, { attempts = ATTEMPTS, delay = DELAY }: GirderOptions = {}) {
    this.url = apiOf(address)
    this.#attempts = attempts
    this.#delay = delay
  }

  /** Without a key only what is public is seen. Throws `ImportFailure`. */
  async logIn(key: string): Promise<void> {
    const response = await this.#retrying(() => this.#open('POST', '/api_key/token', { key }))
    const { authToken } = (await response.json()) as { authToken?: { token?: string } }
    if (typeof authToken?.token !== 'string') throw new ImportFailure(`${this.url} gave no token for the API key.`)
    this.#token = authToken.token
  }

  /** Whether all there is can be seen: the key is that of an administrator. */
  async seesAll(): Promise<boolean> {
    const me = await this.get('/user/me')
    return typeof me === 'object' && me !== null && (me as { admin?: unknown }).admin === true
  }

  /** The JSON of a GET. Throws `Refusal`, or `ImportFailure` when the server cannot be reached. */
  get(path: string, query: Query = {}): Promise<unknown> {
    return this.#retrying(async () => {
      const response = await this.#open('GET', path, query)
      const text = await response.text()
      try {
        return JSON.parse(text) as unknown
      } catch (error) {
        throw new Error('the answer is not JSON, or not all of it', { cause: error })
      }
    })
  }

  /** The bytes of a file. `size`: how many there must be. */
  bytes(file: string, size: number): Readable {
    return Readable.from(this.#pieces(`/file/${file}/download`, size))
  }

  async *#pieces(path: string, size: number): AsyncGenerator<Uint8Array> {
    let received = 0
    let failures = 0
    while (received < size) {
      try {
        for await (const piece of await this.#bytesFrom(path, received)) {
          received += piece.length
          failures = 0
          yield piece
        }
        if (received < size) throw new Error(`the connection ended after ${received} of ${size} bytes`)
      } catch (error) {
        if (error instanceof Refusal) throw error
        failures += 1
        await this.#beforeNext(failures, error)
      }
    }
  }

  async #bytesFrom(path: string, start: number): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#open('GET', path, {}, start === 0 ? {} : { range: `bytes=${start}-` })
    if (response.body === null) return Readable.from([])
    const body = response.body as unknown as AsyncIterable<Uint8Array>
    const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${start}-`)
    return start === 0 || goesOn ? body : skip(body, start)
  }

  async #retrying<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof Refusal || error instanceof ImportFailure) throw error
        await this.#beforeNext(failures, error)
      }
    }
  }

  async #beforeNext(failures: number, error: unknown): Promise<void> {
    if (failures >= this.#attempts) {
      throw new ImportFailure(
        `${this.url} cannot be reached: ${reasonOf(error)}. Run the same command again to go on.`,
        {
          cause: error,
        },
      )
    }
    await pause(Math.min(this.#delay * 2 ** (failures - 1), LONGEST_DELAY))
  }

  /** Throws `Refusal` for what was wrong with the request, anything else for what may pass. */
  async #open(method: string, path: string, query: Query, headers: Record<string, string> = {}): Promise<Response> {
    const url = new URL(this.url + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(this.#token !== undefined && { 'girder-token': this.#token }) },
    })
    if (response.ok) return response
    const said = messageOf(await response.text())
    if (response.status >= 500 || response.status === 429) throw new Error(`it answers ${response.status} ${said}`)
    throw new Refusal(response.status, `${method} ${path}: ${response.status} ${said}`)
  }
}

function apiOf(address: string): string {
  let url: URL
  try {
    url = new URL(address)
  } catch (error) {
    throw new ImportFailure(`${address} is no address; expected one like https://packages.example.org.`, {
      cause: error,
    })
  }
  if (!/^https?:$/.test(url.protocol)) throw new ImportFailure(`${address} is no address that begins with http(s)://.`)
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.origin}${path.endsWith('/api/v1') ? path : `${path}/api/v1`}`
}

async function* skip(body: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of body) {
    if (piece.length > left) yield piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}

const MOST_WORDS = 300

function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    if (typeof message === 'string') return message.slice(0, MOST_WORDS)
  } catch {
    // It is what it is.
  }
  return text.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, MOST_WORDS)
}

/** `fetch` says "fetch failed", and why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message
}
