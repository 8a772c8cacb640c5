/** A server with an application, a client of it, and a folder: what most tests of the SDK begin with. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  administrator,
  databases,
  type StartOptions,
  startServer,
  type TestDatabase,
  type TestServer,
} from '../../server/test/harness/index.ts'
import { type ClientOptions, Slipway } from '../src/node.ts'

export const anyDatabase = databases[0] as TestDatabase

/** Retries without waiting for anybody. */
export const atOnce = { retries: 5, firstPause: 1, longestPause: 2000 }

export type Setting = TestServer & {
  /** a folder of its own, gone after the test */
  folder: string
  /** a client with the key of the administrator */
  client(options?: ClientOptions): Slipway
  /** Writes a file of random bytes (or these) and answers where. */
  file(name: string, bytes: number | Uint8Array): Promise<string>
}

export async function setting(options: Partial<StartOptions> = {}): Promise<Setting> {
  const server = await startServer({ database: anyDatabase, ...options })
  await server.given.app('Slicer')
  const folder = await temporaryFolder()
  return {
    ...server,
    folder,
    client: (more = {}) => new Slipway({ url: server.url, key: administrator.key, retry: atOnce, ...more }),
    async file(name, bytes) {
      const path = join(folder, name)
      await writeFile(path, typeof bytes === 'number' ? randomBytes(bytes) : bytes)
      return path
    },
  }
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-sdk-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

type Answer = (request: Request) => Promise<Response>
/** What a fetch does instead, when it answers something; otherwise the request goes to the server. */
export type Meddling = (request: Request, forward: Answer) => Promise<Response> | undefined

/** A `fetch` with somebody on the line. `seen` lists what went by. */
export function meddledFetch(meddle: Meddling): { fetch: typeof fetch; seen: string[] } {
  const seen: string[] = []
  const meddled = (async (request: Request) => {
    seen.push(request.method)
    return meddle(request, fetch) ?? fetch(request)
  }) as typeof fetch
  return { fetch: meddled, seen }
}

/** The same request with other bytes. */
export async function withBytes(
  request: Request,
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<Request> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return new Request(request.url, { method: request.method, headers: request.headers, body: change(bytes) })
}

/** One bit on the way is not what it was. */
export function damaged(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice()
  copy[0] = (copy[0] ?? 0) ^ 1
  return copy
}

export const brokenLine = () => new TypeError('fetch failed', { cause: new Error('the line broke') })

export const packageFacts = (baseName = 'Slicer') =>
  ({ baseName, os: 'linux', arch: 'amd64', revision: '33000', version: '5.9.0' }) as const
