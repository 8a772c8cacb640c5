/** Requests of Girder v1: parameters in the query of every method, the token in a header. */
import { GirderAuthenticationError, GirderHttpError } from './errors.ts'

/** Which server. */
export type GirderOptions = {
  /** address of the API, e.g. `https://packages.example.org/api/v1` */
  url: string
  /** instead of the global `fetch` */
  fetch?: typeof globalThis.fetch
  /** hears what the server warns of, though it did what was asked */
  onWarning?: (message: string) => void
}

export type Parameters = Record<string, string | number | boolean | undefined>
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export class Girder {
  readonly url: string
  readonly #fetch: typeof globalThis.fetch
  readonly #onWarning: (message: string) => void
  #token = ''

  constructor({ url, fetch = globalThis.fetch, onWarning = () => {} }: GirderOptions) {
    this.url = url.replace(/\/+$/, '')
    this.#fetch = fetch
    this.#onWarning = onWarning
  }

  /** Throws `GirderAuthenticationError`. */
  async logInWithKey(key: string): Promise<void> {
    this.#token = await this.#logIn('POST', '/api_key/token', { key }, {})
  }

  /** Throws `GirderAuthenticationError`. */
  async logInWithPassword(login: string, password: string): Promise<void> {
    const basic = btoa(String.fromCharCode(...new TextEncoder().encode(`${login}:${password}`)))
    this.#token = await this.#logIn('GET', '/user/authentication', {}, { authorization: `Basic ${basic}` })
  }

  async #logIn(method: Method, path: string, parameters: Parameters, headers: Record<string, string>): Promise<string> {
    try {
      const response = await this.send(method, path, parameters, { headers })
      return ((await response.json()) as { authToken: { token: string } }).authToken.token
    } catch (error) {
      // An API key that is none is a wrong parameter to the server.
      if (!(error instanceof GirderHttpError && error.status >= 400 && error.status < 500)) throw error
      throw new GirderAuthenticationError(error.status, error.method, error.url, error.body)
    }
  }

  async json<T>(method: Method, path: string, parameters: Parameters = {}, body?: Uint8Array): Promise<T> {
    const response = await this.send(method, path, parameters, { ...(body !== undefined && { body }) })
    return (await response.json()) as T
  }

  /** Throws `GirderHttpError` for every answer that is not one, and what `fetch` throws when there is none. */
  async send(
    method: Method,
    path: string,
    parameters: Parameters = {},
    init: { headers?: Record<string, string>; body?: Uint8Array } = {},
  ): Promise<Response> {
    const url = new URL(this.url + path)
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const response = await this.#fetch(url, {
      method,
      headers: { ...init.headers, 'girder-token': this.#token },
      ...(init.body !== undefined && { body: init.body as Uint8Array<ArrayBuffer> }),
    })
    const warning = /^299 \S+ "(.*)"$/.exec(response.headers.get('warning') ?? '')?.[1]
    if (warning !== undefined) this.#onWarning(warning)
    if (response.ok) return response
    url.searchParams.delete('key')
    throw new GirderHttpError(response.status, method, url.href, await response.text())
  }
}
