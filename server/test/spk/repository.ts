/** A Synology repository under test: uploads as build systems send them, and devices that ask. */

import { type Parts, spkOf } from '../../../spk/test/archives.ts'
import type { Answer, Caller } from '../harness/index.ts'
import type { TestServer } from '../harness/server.ts'

/** As HTTPie sends it for spksrc: the API key is the user, the content type is a lie. */
export async function upload(
  caller: Caller,
  anonymous: Caller,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const basic = Buffer.from(`${await caller.key()}:`).toString('base64')
  return anonymous.request('POST', '/api/packages', {
    bytes,
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/json',
      accept: 'application/json, */*;q=0.5',
      ...headers,
    },
  })
}

export type DeviceQuery = {
  arch: string
  build: number | string
  language?: string
  major?: number | string | undefined
  [other: string]: unknown
}

export type DeviceEntry = { package: string; version: string; link: string; [member: string]: unknown }

export function repository(server: TestServer) {
  const { as, db, services } = server
  const { anonymous, admin } = as

  const made = {
    upload: (bytes: Uint8Array, by: Caller = admin, headers?: Record<string, string>) =>
      upload(by, anonymous, bytes, headers),

    /** Uploads a spoiled good package; throws when it is refused. Answers the id of the build. */
    async build(parts: Parts, { active = true } = {}): Promise<string> {
      const answer = await upload(admin, anonymous, await spkOf(parts))
      if (answer.status !== 201) throw new Error(answer.text)
      const row = await db.read
        .selectFrom('spk_build')
        .select('id')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      if (active) await made.act('activate', row.id)
      return row.id
    },

    async act(
      action: 'activate' | 'deactivate' | 'sign' | 'unsign' | 'verify' | 'reread' | 'delete',
      ...builds: string[]
    ) {
      const account = await admin.account()
      const actor = await services.sessions.authenticate({ key: await admin.key(), address: null, requestId: null })
      if (actor.account?.id !== account.id) throw new Error('not the administrator')
      return services.spk.builds.act(actor, action, builds)
    },

    /** Makes somebody a developer or package administrator. */
    async role(caller: Caller, role: 'developer' | 'package_admin'): Promise<Caller> {
      const { id } = await caller.account()
      await db.write((tx) =>
        tx.insertInto('spk_role').values({ account_id: id, role, created_at: Date.now() }).execute(),
      )
      return caller
    },

    async maintainer(packageName: string, caller: Caller): Promise<void> {
      const { id } = await caller.account()
      await db.write(async (tx) => {
        const row = await tx.selectFrom('spk_package').select('id').where('name', '=', packageName).executeTakeFirst()
        await tx
          .insertInto('spk_maintainer')
          .values({ package_id: row?.id ?? '', account_id: id })
          .execute()
      })
    },

    ask: (query: DeviceQuery, headers: Record<string, string> = {}) =>
      anonymous.request('GET', '/nas', { query: { language: 'enu', ...query }, headers }),

    /** What a device is offered. */
    async offered(query: DeviceQuery): Promise<DeviceEntry[]> {
      const answer = await made.ask(query)
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
      const body = answer.json as DeviceEntry[] | { packages: DeviceEntry[] }
      return Array.isArray(body) ? body : body.packages
    },
  }
  return made
}
