/**
 * Another server, by HTTP. Requests that fail on the way are made again; a file goes on where it broke off.
 */
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { ImportFailure } from './failure.ts'

export type RemoteOptions = {
  /** how often a request is made before it counts as failed */
  attempts?: number | undefined
  /** milliseconds before the second attempt; doubled each time */
  delay?: number | undefined
}
type Headers = Record<string, string>

/** An answer that another attempt would not change. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Parts of a packed answer do not fit together. */
const PLAIN: Headers = { 'accept-encoding': 'identity' }
const ATTEMPTS = 6
const DELAY = 500
const LONGEST_DELAY = 30_000

/** An address as operators give it, without a slash at its end. Throws `ImportFailure`. */
export function addressOf(text: string): string {
  let url: URL
  try {
    url = new URL(text)
  } catch (error) {
    throw new ImportFailure(`${text} is no address; expected one like https://packages.example.org.`, { cause: error })
  }
  if (!/^https?:$/.test(url.protocol)) throw new ImportFailure(`${text} is no address that begins with http(s)://.`)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

export class Remote {
  /** without a slash at the end */
  readonly url: string
  readonly #attempts: number
  readonly #delay: number

  constructor(url: string, { attempts = ATTEMPTS, delay = DELAY }: RemoteOptions = {}) {
    this.url = url
    this.#attempts = attempts
    this.#delay = delay
  }

  /** `path`: with its query. Throws `Refusal` for what was wrong with the request, anything else for what may pass. */
  async open(method: string, path: string, headers: Headers = {}): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, { method, headers })
    if (response.ok) return response
    const said = messageOf(await response.text())
    if (response.status >= 500 || response.status === 429) throw new Error(`it answers ${response.status} ${said}`)
    throw new Refusal(response.status, `${method} ${path.replace(/\?.*/s, '')}: ${response.status} ${said}`)
  }

  /** Throws `Refusal`, or `ImportFailure` when it went wrong again and again. */
  async retrying<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof Refusal || error instanceof ImportFailure) throw error
        await this.#beforeNext(failures, error)
      }
    }
  }

  /** The bytes of a file, asked for when they are read. `size`: how many there must be. */
  bytes(path: string, size: number, headers: Headers = {}): Readable {
    return Readable.from(this.#pieces(path, size, headers))
  }

  /** The same of one that may not be there; without `size` there are as many as the answer says. Throws `Refusal`, `ImportFailure`. */
  async file(path: string, size?: number): Promise<Readable> {
    const first = await this.retrying(() => this.open('GET', path, PLAIN))
    const length = first.headers.get('content-length')
    // Of a packed answer it is the length of something else.
    const isPlain = length !== null && first.headers.get('content-encoding') === null
    return Readable.from(this.#pieces(path, size ?? (isPlain ? Number(length) : undefined), {}, first))
  }

  async *#pieces(
    path: string,
    size: number | undefined,
    headers: Headers,
    begun?: Response,
  ): AsyncGenerator<Uint8Array> {
    let received = 0
    let failures = 0
    let next = begun
    while (size === undefined || received < size) {
      try {
        const pieces = next === undefined ? await this.#from(path, received, headers) : bodyOf(next)
        next = undefined
        for await (const piece of pieces) {
          received += piece.length
          failures = 0
          yield piece
        }
        if (size === undefined) return
        if (received < size) throw new Error(`the connection ended after ${received} of ${size} bytes`)
      } catch (error) {
        if (error instanceof Refusal) throw error
        failures += 1
        await this.#beforeNext(failures, error)
      }
    }
  }

  async #from(path: string, start: number, headers: Headers): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.open('GET', path, {
      ...PLAIN,
      ...headers,
      ...(start > 0 && { range: `bytes=${start}-` }),
    })
    const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${start}-`)
    return start === 0 || goesOn ? bodyOf(response) : skip(bodyOf(response), start)
  }

  async #beforeNext(failures: number, error: unknown): Promise<void> {
    if (failures >= this.#attempts) {
      throw new ImportFailure(
        `${this.url} cannot be reached: ${reasonOf(error)}. Run the same command again to go on.`,
        { cause: error },
      )
    }
    await pause(Math.min(this.#delay * 2 ** (failures - 1), LONGEST_DELAY))
  }
}

const bodyOf = ({ body }: Response): AsyncIterable<Uint8Array> =>
  body === null ? Readable.from([]) : (body as unknown as AsyncIterable<Uint8Array>)

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
  return text
    .replaceAll(/(?:<[^>]*>|\s)+/g, ' ')
    .trim()
    .slice(0, MOST_WORDS)
}

/** `fetch` says "fetch failed", and why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message
}
