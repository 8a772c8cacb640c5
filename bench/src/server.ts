/** Slipway as it ships, on a data folder of its own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, type Running, start } from './processes.ts'

export const API_KEY = 'slipway_bench_0123456789abcdefghij'
export const asAdmin = { authorization: `Bearer ${API_KEY}` }

/** What `npm start` and the files in `deploy/` tell Node. */
const AS_SHIPPED = ['--max-semi-space-size=8']

export type ServerOptions = {
  bundle: string
  data: string
  /** URL; default: SQLite in the data folder */
  database?: string | undefined
  /** further settings, as variables */
  settings?: Record<string, string>
}

export async function startServer({ bundle, data, database, settings = {} }: ServerOptions): Promise<Running> {
  mkdirSync(data, { recursive: true })
  const port = await freePort()
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--data', data]
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    SLIPWAY_ADMIN_PASSWORD: 'harbour-at-dawn',
    SLIPWAY_ADMIN_API_KEY: API_KEY,
    ...(database !== undefined && { SLIPWAY_DATABASE: database }),
    ...settings,
  }
  return start(process.execPath, [...AS_SHIPPED, bundle, ...args], {
    port,
    path: '/healthz',
    env,
    log: join(data, 'server.log'),
  })
}

/** Asks the native API as the administrator; throws what it answers when that is not success. */
export async function api<T>(origin: string, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await fetch(`${origin}/api/v2${path}`, {
    method,
    headers: { ...asAdmin, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

export type Published = { id: string; file: { id: string; sha256: string } }

/** What an extension of the application `bench` is published with. */
export const extensionQuery = (baseName: string, revision: string, appRevision = '1'): string =>
  new URLSearchParams({
    baseName,
    os: 'linux',
    arch: 'amd64',
    revision,
    appRevision,
    fileName: `${baseName}-${appRevision}.bin`,
  }).toString()

export async function publish(origin: string, query: string, body: Uint8Array): Promise<Published> {
  const reply = await fetch(`${origin}/api/v2/apps/bench/extensions?${query}`, {
    method: 'PUT',
    headers: { ...asAdmin, 'content-type': 'application/octet-stream' },
    body: body as Uint8Array<ArrayBuffer>,
  })
  if (!reply.ok) throw new Error(`publish: ${reply.status} ${await reply.text()}`)
  return ((await reply.json()) as { extension: Published }).extension
}

/** The application that files are published to. */
export async function ensureApp(origin: string): Promise<void> {
  const reply = await fetch(`${origin}/api/v2/apps/bench`)
  await reply.arrayBuffer()
  if (reply.status === 404) await api(origin, 'POST', '/apps', { name: 'Bench', slug: 'bench' })
}
