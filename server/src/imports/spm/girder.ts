/** The other server, over its REST API (Girder v1 with the routes of the Slicer package manager). */
import type { Readable } from 'node:stream'
import { ImportFailure } from '../failure.ts'
import { addressOf, Remote, type RemoteOptions } from '../remote.ts'

type Query = Record<string, string | number>

export class Girder {
  /** the address of its API, without a slash at the end: also its name among sources */
  readonly url: string
  readonly #remote: Remote
  #token: string | undefined

  /** `address`: with or without `/api/v1`. Throws `ImportFailure`. */
  constructor(address: string, options: RemoteOptions = {}) {
    const base = addressOf(address)
    this.url = base.endsWith('/api/v1') ? base : `${base}/api/v1`
    this.#remote = new Remote(this.url, options)
  }

  /** Without a key only what is public is seen. Throws `ImportFailure`. */
  async logIn(key: string): Promise<void> {
    const response = await this.#remote.retrying(() => this.#open('POST', '/api_key/token', { key }))
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
    return this.#remote.retrying(async () => {
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
    return this.#remote.bytes(`/file/${file}/download`, size, this.#headers)
  }

  #open(method: string, path: string, query: Query): Promise<Response> {
    const asked = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    )
    return this.#remote.open(method, asked.size === 0 ? path : `${path}?${asked}`, this.#headers)
  }

  get #headers(): Record<string, string> {
    return this.#token === undefined ? {} : { 'girder-token': this.#token }
  }
}
