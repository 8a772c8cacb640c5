/** `import spm`: from a server that speaks Girder v1 (another of ours), into an empty one, again, and after a break. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ImportFailure } from '../../src/imports/failure.ts'
import { Girder } from '../../src/imports/spm/girder.ts'
import { SpmImport } from '../../src/imports/spm/index.ts'
import {
  document,
  documents,
  type GirderClient,
  girderClient,
  idOf,
  loggedIn,
  type Parameters,
} from '../girder/client.ts'
import { extensionFacts, packageFacts } from '../girder/facts.ts'
import { databases, sha512, startServer, type TestDatabase, type TestServer } from '../harness/index.ts'
import { ensureBundle, newFolder, run } from '../operations/program.ts'

const APP = 'Viewer'
const installer = { ...packageFacts, build_date: '2026-03-01T09:12:00Z', pre_release: true }
const tools = {
  ...extensionFacts,
  app_revision: '34512',
  description: 'Tools for <b>segments</b>',
  keywords: 'mask label',
  tier: 3,
  enabled: true,
}

/** A server as it may have grown: a release, drafts, a private application, metadata set by hand, downloads. */
async function grown(database: TestDatabase) {
  const server = await startServer({ database })
  const admin = await loggedIn(server, server.as.admin)
  const app = idOf(await admin.post('/app', { name: APP, app_description: 'Volume viewer' }))
  const hidden = idOf(await admin.post('/app', { name: 'Hidden', public: false }))
  await admin.put(`/folder/${app}/metadata`, {
    metadata: JSON.stringify({ extensionPackageNameTemplate: '{baseName}-{os}-{arch}-{app_revision}', contact: 'lab' }),
  })
  const put = async (owner: string, route: string, facts: Parameters, bytes: string) => {
    const item = idOf(await admin.post(`/app/${owner}/${route}`, facts))
    return { item, file: idOf(await admin.upload(item, `${String(facts.baseName)}.zip`, bytes)) }
  }
  const release = idOf(await admin.post(`/app/${app}/release`, { name: '6.2.0', app_revision: '34512' }))
  const stable = await put(app, 'package', { ...installer, revision: '34512' }, 'stable installer')
  const nightly = await put(app, 'package', installer, 'nightly installer')
  const extension = await put(app, 'extension', tools, 'tools')
  const secret = await put(hidden, 'package', { ...installer, revision: '1' }, 'secret installer')
  await admin.put(`/item/${extension.item}/metadata`, { metadata: JSON.stringify({ reviewed: 'by hand' }) })
  for (let time = 0; time < 3; time++) await admin.get(`/item/${stable.item}/download`)
  await admin.get(`/item/${extension.item}/download`)
  return { server, admin, app, hidden, release, stable, nightly, extension, secret, put }
}
type Grown = Awaited<ReturnType<typeof grown>>

async function importFrom(
  target: TestServer,
  url: string,
  options: Partial<ConstructorParameters<typeof SpmImport>[2]> & { key?: string } = {},
) {
  const { key, ...rest } = options
  const girder = new Girder(url, { attempts: 3, delay: 1 })
  if (key !== undefined) await girder.logIn(key)
  const job = new SpmImport(target.services, girder, {
    apps: [],
    parallel: 3,
    dryRun: false,
    removeGone: false,
    members: false,
    ...rest,
  })
  return { report: await job.run(), source: girder.url }
}

const outcomesOf = ({ counts }: { counts: ReadonlyMap<string, Readonly<Record<string, number>>> }) =>
  Object.fromEntries(
    [...counts].map(([noun, numbers]) => [
      noun,
      Object.fromEntries(Object.entries(numbers).filter(([, number]) => number > 0)),
    ]),
  )

/** Everything a Girder client can read, as it reads it. */
async function everything(client: GirderClient): Promise<unknown> {
  const below = async (parentType: string, parentId: string): Promise<unknown[]> => {
    const folders = documents(await client.get('/folder', { parentType, parentId, limit: 0 }))
    const found: unknown[] = []
    for (const folder of folders) {
      const items = documents(await client.get('/item', { folderId: folder._id, limit: 0 }))
      const files: unknown[] = []
      for (const item of items) files.push((await client.get(`/item/${item._id}/files`)).json)
      found.push(folder, items, files, await below('folder', folder._id))
    }
    return found
  }
  const collections = documents(await client.get('/collection'))
  const found: unknown[] = [collections]
  for (const collection of collections) {
    found.push(await below('collection', collection._id))
    for (const app of documents(await client.get('/app', { collection_id: collection._id }))) {
      found.push((await client.get(`/app/${app._id}/downloadstats`)).json)
      for (const list of ['release', 'draft', 'package', 'extension']) {
        found.push((await client.get(`/app/${app._id}/${list}`, { limit: 0 })).json)
      }
    }
  }
  return found
}

/** A way to a server that can break. */
async function wayTo(url: string) {
  const state = {
    requests: 0,
    most: Number.POSITIVE_INFINITY,
    cutAfter: Number.POSITIVE_INFINITY,
    ranges: [] as string[],
  }
  const way = createServer((incoming, outgoing) => {
    state.requests += 1
    if (state.requests > state.most) return void incoming.socket.destroy()
    if (incoming.headers.range !== undefined) state.ranges.push(incoming.headers.range)
    const { host: _host, ...headers } = incoming.headers
    const onward = request(`${url}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      const cuts = /\/download$/.test(incoming.url ?? '') && headers.range === undefined
      let sent = 0
      answer.on('data', (piece: Buffer) => {
        const left = cuts ? state.cutAfter - sent : Number.POSITIVE_INFINITY
        sent += piece.length
        if (piece.length <= left) return void outgoing.write(piece)
        outgoing.write(piece.subarray(0, left), () => outgoing.destroy())
      })
      answer.on('end', () => outgoing.end())
    })
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    way.closeAllConnections()
    way.close()
  })
  return Object.assign(state, { url: `http://127.0.0.1:${(way.address() as AddressInfo).port}` })
}

for (const database of databases) {
  describe(`import spm on ${database.name}`, () => {
    it('takes everything over with its ids, and finds nothing to do the second time', async () => {
      const { server, admin, stable, ...given }: Grown = await grown(database)
      const target = await startServer({ database })
      const key = await server.as.admin.key()

      const there = await everything(admin)
      const first = await importFrom(target, server.url, { key })
      expect(outcomesOf(first.report)).toEqual({
        collections: { added: 1 },
        applications: { added: 2 },
        releases: { added: 1 },
        packages: { added: 3 },
        extensions: { added: 1 },
        drafts: { added: 2 },
        counters: { added: 2 },
      })
      const here = await loggedIn(target, target.as.admin)
      expect(await everything(here)).toEqual(there)
      const nobody = girderClient(target)
      expect((await nobody.get(`/file/${stable.file}/download`)).text).toBe('stable installer')
      expect((await nobody.get(`/file/hashsum/sha512/${sha512('tools')}/download`)).text).toBe('tools')
      expect((await nobody.get(`/item/${given.secret.item}`)).status).toBe(401)
      expect(await target.as.anonymous.listExtensions({ app: 'viewer' }, { q: 'segment' })).toMatchObject({
        value: { items: [{ id: given.extension.item }] },
      })

      const second = await importFrom(target, server.url, { key })
      expect(outcomesOf(second.report)).toEqual({
        collections: { same: 1 },
        applications: { same: 2 },
        releases: { same: 1 },
        packages: { same: 3 },
        extensions: { same: 1 },
        drafts: { same: 2 },
        // Ours counts downloads of what is private as well: that one is the import's own.
        counters: { added: 1, same: 3 },
      })
    })

    it('brings what has changed, keeps what is gone, and says both', async () => {
      const { server, admin, app, ...given }: Grown = await grown(database)
      const target = await startServer({ database })
      const key = await server.as.admin.key()
      const { source } = await importFrom(target, server.url, { key })
      const here = await loggedIn(target, target.as.admin)

      // There: other bytes under an extension, a new one, a nightly deleted, and another item in its place.
      const { item, file } = given.extension
      await admin.post(`/app/${app}/extension`, { ...tools, revision: 'b0b0b0b' })
      const replaced = idOf(await admin.upload(item, 'new_file', 'better tools'))
      await admin.delete(`/file/${file}`)
      await admin.put(`/file/${replaced}`, { name: 'SegmentTools.zip' })
      const added = await given.put(app, 'extension', { ...tools, baseName: 'MathBits' }, 'bits')
      await admin.delete(`/app/${app}/package/${given.nightly.item}`)
      const successor = await given.put(app, 'package', installer, 'second nightly')
      await admin.delete(`/app/${app}/package/${given.stable.item}`)
      // Here: somebody corrects a description, which is not lost.
      await here.put(`/item/${given.secret.item}/metadata`, { metadata: JSON.stringify({ note: 'checked' }) })

      const { report } = await importFrom(target, server.url, { key })
      expect(outcomesOf(report)).toMatchObject({
        extensions: { added: 1, changed: 1 },
        packages: { added: 1, same: 1, gone: 1 },
      })
      expect(report.differences).toContainEqual({
        noun: 'packages',
        outcome: 'gone',
        name: `Viewer_linux_amd64_34512 (${given.stable.item})`,
        detail: 'it stays here',
      })
      const nobody = girderClient(target)
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('better tools')
      expect(document(await nobody.get(`/item/${item}`)).meta.revision).toBe('b0b0b0b')
      expect((await nobody.get(`/file/hashsum/sha512/${sha512('tools')}/download`)).text).toBe('tools')
      expect((await nobody.get(`/item/${added.item}/download`)).text).toBe('bits')
      expect((await nobody.get(`/item/${successor.item}/download`)).text).toBe('second nightly')
      expect((await nobody.get(`/item/${given.stable.item}/download`)).text).toBe('stable installer')
      expect((await nobody.get(`/item/${given.nightly.item}`)).status).toBe(400)
      expect(document(await here.get(`/item/${given.secret.item}`)).meta.note).toBe('checked')
      expect(source).toBe(`${server.url}/api/v1`)
    })

    it('adds what was counted meanwhile, there and here', async () => {
      const { server, admin, app, stable }: Grown = await grown(database)
      const target = await startServer({ database })
      const key = await server.as.admin.key()
      const counted = async (client: GirderClient) => {
        const stats = (await client.get(`/app/${app}/downloadstats`)).json as Record<string, Record<string, unknown>>
        return stats['34512']?.applications
      }
      await importFrom(target, server.url, { key, apps: [APP] })
      const here = await loggedIn(target, target.as.admin)
      const before = (await counted(here)) as { linux: { amd64: number } }
      await girderClient(target).get(`/item/${stable.item}/download`)
      await admin.get(`/item/${stable.item}/download`)
      await admin.get(`/item/${stable.item}/download`)
      await importFrom(target, server.url, { key, apps: [APP] })
      // Two there and one here; that the import itself fetched it counts nowhere.
      expect(await counted(here)).toEqual({ linux: { amd64: before.linux.amd64 + 3 } })
    })

    it('copies only what is public without a key, and only the applications asked for', async () => {
      const { server, secret, app }: Grown = await grown(database)
      const target = await startServer({ database })
      await importFrom(target, server.url)
      const here = await loggedIn(target, target.as.admin)
      expect(documents(await here.get('/app')).map(({ _id }) => _id)).toEqual([app])
      expect((await here.get(`/item/${secret.item}`)).status).toBe(400)
      await expect(importFrom(target, server.url, { apps: ['Nothing'] })).rejects.toThrow('has no application Nothing')
    })

    it('only says what would come when it is a trial', async () => {
      const { server }: Grown = await grown(database)
      const target = await startServer({ database })
      const { report } = await importFrom(target, server.url, { key: await server.as.admin.key(), dryRun: true })
      expect(outcomesOf(report)).toMatchObject({ packages: { added: 3 }, extensions: { added: 1 } })
      expect(documents(await (await loggedIn(target, target.as.admin)).get('/collection'))).toEqual([])
    })

    it('goes on within a file when the connection breaks, and after the last file when the run does', async () => {
      const { server, admin, stable }: Grown = await grown(database)
      const target = await startServer({ database })
      const key = await server.as.admin.key()
      const way = await wayTo(server.url)

      way.most = 25
      await expect(importFrom(target, way.url, { key, parallel: 1 })).rejects.toThrow(ImportFailure)
      Object.assign(way, { most: Number.POSITIVE_INFINITY, cutAfter: 6 })
      const { report } = await importFrom(target, way.url, { key, parallel: 1 })
      expect(way.ranges).toContain('bytes=6-')
      expect(outcomesOf(report).collections).toEqual({ same: 1 })
      expect(report.complete).toBe(true)
      const here = await loggedIn(target, target.as.admin)
      expect((await girderClient(target).get(`/file/${stable.file}/download`)).text).toBe('stable installer')
      expect(documents(await here.get('/app')).length).toBe(documents(await admin.get('/app')).length)
    })

    it('refuses bytes that are not those of the digest, and applications whose place is taken', async () => {
      const { server, extension, app }: Grown = await grown(database)
      const target = await startServer({ database })
      const key = await server.as.admin.key()
      const { entries } = server.services
      const { file } = (await entries.file(extension.file)) ?? {}
      await server.db.write((tx) =>
        tx
          .updateTable('file')
          .set({ sha512: 'a'.repeat(128) })
          .where('id', '=', extension.file)
          .execute(),
      )
      const { report } = await importFrom(target, server.url, { key })
      await server.db.write((tx) =>
        tx
          .updateTable('file')
          .set({ sha512: file?.sha512 ?? '' })
          .where('id', '=', extension.file)
          .execute(),
      )
      expect(report.complete).toBe(false)
      expect(outcomesOf(report).extensions).toEqual({ refused: 1 })
      expect(report.differences.at(-1)?.detail).toContain('sha512')

      const other = await startServer({ database })
      await (await loggedIn(other, other.as.admin)).post('/app', { name: APP })
      const second = await importFrom(other, server.url, { key })
      expect(second.report.differences.at(-1)?.detail).toContain('Another collection here is called Applications')
      expect((await girderClient(other).get('/app', { app_id: app })).json).toBeNull()
    })
  })
}

describe('slipway-server import spm', () => {
  it('prints a report, and ends with 1 when something is missing', async () => {
    await ensureBundle()
    const [database] = databases
    const { server }: Grown = await grown(database as TestDatabase)
    const data = newFolder()
    expect((await run(['migrate', '--data', data])).code).toBe(0)
    const env = { GIRDER_API_KEY: await server.as.admin.key() }
    const first = await run(['import', 'spm', server.url, '--data', data, '--json'], { env })
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ complete: true, counts: { packages: { added: 3 } } })
    const second = await run(['import', 'spm', server.url, '--data', data], { env })
    expect(second.out).toMatch(/^packages +0 +0 +3 /m)
    expect(second.out).toContain('Everything is here.')
    const wrong = await run(['import', 'spm', 'http://127.0.0.1:1', '--data', data, '--parallel', '0'], { env })
    expect([wrong.code, wrong.err]).toEqual([1, 'slipway-server: --parallel 0: expected a number from 1 to 64\n'])
  })
})
