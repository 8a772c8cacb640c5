/** The API as the document describes it: one typed function per method, for whom the nouns of `Slipway` are too few. */
import createFetchClient, { type Client } from 'openapi-fetch'
import type { paths } from './generated/api.ts'
import { problemOf, refusePage, unreachable } from './problem.ts'
import { type Fetch, insist, policyOf, type RetryOptions } from './retry.ts'

/** Which server, as whom, and how. */
export type ClientOptions = {
  /** Address of the server, e.g. `https://releases.example.org`; in a browser default: where the page came from. */
  url?: string | undefined
  /** API key. Browsers use the session cookie instead. */
  key?: string | undefined
  /** Instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** How patiently calls that may be repeated are tried again. */
  retry?: RetryOptions | undefined
  /** Sent with each request. */
  headers?: Record<string, string> | undefined
}

/** A client made from the API document. Every failure is thrown as `SlipwayProblem`, so `data` is the answer. */
export type Api = Client<paths>

/** What calls outside the API document need: uploads and downloads. */
export type Transport = {
  /** without a slash at its end */
  readonly url: string
  /** Sends once, signed, and answers whatever came; throws `unreachable`. */
  readonly send: Fetch
  /** The API by path, as `createClient` makes it. */
  readonly api: Api
  /** For calls that may be repeated though their method does not say so. */
  readonly insistent: Fetch
}

/**
 * Makes a client.
 *
 * ```ts
 * const api = createClient({ url: 'https://releases.example.org', key: process.env.SLIPWAY_API_KEY })
 * const { data } = await api.GET('/api/v2/apps/{app}', { params: { path: { app: 'slicer' } } })
 * ```
 */
export const createClient = (options: ClientOptions = {}): Api => createTransport(options).api

export function createTransport(options: ClientOptions = {}): Transport {
  const url = (options.url ?? pageOrigin()).replace(/\/+$/, '')
  const policy = policyOf(options.retry)
  const send = sender(options)
  const insistent = insist(send, policy, { always: true })
  const api = createFetchClient<paths>({ baseUrl: url, fetch: insist(send, policy) })
  api.use({
    async onResponse({ response }) {
      // 304 never comes here: the browser's cache answers it.
      if (!response.ok) throw await problemOf(response)
      refusePage(response)
    },
  })
  return { url, send, api, insistent }
}

function sender({ fetch = globalThis.fetch, key, headers = {} }: ClientOptions): Fetch {
  return async (request) => {
    if (key !== undefined) request.headers.set('authorization', `Bearer ${key}`)
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
    try {
      return await fetch(request)
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason
      throw unreachable(request.url, error)
    }
  }
}

function pageOrigin(): string {
  const { location } = globalThis as { location?: { origin?: string } }
  if (location?.origin === undefined) throw new TypeError('createClient: give the url of the server')
  return location.origin
}
