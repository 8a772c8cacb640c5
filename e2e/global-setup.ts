import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext } from '@playwright/test'
import { type DatabaseName, databasesToTest } from '../server/test/databases-to-test.ts'
import { type PostOffice, startPostOffice } from '../server/test/post-office.ts'
import { startPostgres } from '../server/test/postgres.ts'
import { type Catalogue, fillCatalogue } from './catalogue.ts'
import { administrator, type Person, reader } from './people.ts'
import { startServer } from './server.ts'

type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** One server for each database: tests look at its catalogue, and change only what belongs to them. */
export type Harbour = {
  url: string
  catalogue: Catalogue
  /** cookies of people who are signed in already, by login */
  sessions: Record<string, Cookies>
}

/** What tests are told: as JSON in `SLIPWAY_E2E`. */
export type Harbours = {
  byDatabase: Partial<Record<DatabaseName, Harbour>>
  /** address where the mail that was sent can be read */
  mail: string
}

export default async function setUp(): Promise<() => Promise<void>> {
  const open: (() => Promise<void>)[] = []
  const close = async () => {
    for (const stop of open.reverse()) await stop()
  }
  try {
    const office = await startPostOffice()
    open.push(office.close)
    const reading = await showMail(office)
    open.push(reading.close)
    const harbours = await Promise.all(
      databasesToTest().map(async (name) => {
        const database = await databaseFor(name, open)
        const server = await startServer({
          SLIPWAY_ADMIN_LOGIN: administrator.login,
          SLIPWAY_ADMIN_PASSWORD: administrator.password,
          SLIPWAY_ADMIN_API_KEY: administrator.key,
          SLIPWAY_MAIL: office.url,
          SLIPWAY_MAIL_FROM: 'Harbour <harbour@example.org>',
          ...database,
        })
        open.push(server.stop)
        const catalogue = await fillCatalogue(server.url)
        const sessions: Harbour['sessions'] = {}
        for (const person of [administrator, reader]) sessions[person.login] = await signIn(server.url, person)
        return [name, { url: server.url, catalogue, sessions }] as const
      }),
    )
    const all: Harbours = { byDatabase: Object.fromEntries(harbours), mail: reading.url }
    process.env.SLIPWAY_E2E = JSON.stringify(all)
  } catch (error) {
    await close()
    throw error
  }
  return close
}

async function databaseFor(name: DatabaseName, open: (() => Promise<void>)[]): Promise<Record<string, string>> {
  if (name === 'sqlite') return {}
  const cluster = await startPostgres()
  open.push(cluster.stop)
  return { SLIPWAY_DATABASE: cluster.url }
}

/** Tests run in processes of their own: they read the mail over HTTP. */
async function showMail(office: PostOffice): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_request, reply) => reply.end(JSON.stringify(office.received)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

/** As the form does it; the test of the form itself is among the others. */
async function signIn(url: string, { login, password }: Person): Promise<Cookies> {
  const reply = await fetch(`${url}/api/v2/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  if (!reply.ok) throw new Error(`${login} cannot sign in: ${await reply.text()}`)
  return reply.headers.getSetCookie().map((cookie) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    return { name, value, domain: 'localhost', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }
  })
}
