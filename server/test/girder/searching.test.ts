/** Finding things in whole applications: by a part of what they say, by words, by name, however many there are. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as wordings from '../../src/migrations/0022-wordings-of-packages.ts'
import { newId } from '../../src/platform/crypto/ids.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn, type Parameters } from './client.ts'

const facts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'SegmentTools',
  repository_type: '',
  repository_url: '',
  revision: 'a1',
  app_revision: '34610',
  description: 'Tools',
}

async function start(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const app = idOf(await admin.post('/app', { name: 'Viewer' }))
  const extension = async (change: Partial<typeof facts> & Parameters = {}) => {
    const item = idOf(await admin.post(`/app/${app}/extension`, { ...facts, ...change }))
    await admin.upload(item, 'tools.zip', `${JSON.stringify(change)}`)
    return item
  }
  const nobody = girderClient(server)
  const found = async (query: Parameters) =>
    documents(await nobody.get(`/app/${app}/extension`, query)).map(({ _id }) => _id)
  return { admin, nobody, app, extension, found }
}

/** As many more of an extension, a second apart, of names that are numbered. */
async function copies({ db }: TestServer, id: string, count: number, change: (at: number) => { description?: string }) {
  const original = await db.read.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const rows = Array.from({ length: count }, (_, at) => {
    const name = `Part${String(at).padStart(5, '0')}`
    const createdAt = original.created_at + 1000 * (at + 1)
    const added = { id: newId(), base_name: name, name, name_key: name.toLowerCase(), created_at: createdAt }
    return { ...original, ...added, ...change(at) }
  })
  await db.write(async (tx) => {
    for (let start = 0; start < count; start += 400) {
      await tx
        .insertInto('package')
        .values(rows.slice(start, start + 400))
        .execute()
    }
  })
  return rows.map((row) => row.id)
}

for (const database of databases) {
  describe(`in a whole application on ${database.name}`, () => {
    it('q finds a part of base name, description or keywords, whatever its case, in old builds as in new ones', async () => {
      const server = await startServer({ database })
      const { admin, app, extension, found } = await start(server)
      const plain = await extension()
      const older = await extension({ baseName: 'Flow', description: 'Ströme & 100%_sure', app_revision: '34609' })
      const newer = await extension({ baseName: 'Flow', description: 'Flüsse' })
      const keyed = await extension({ baseName: 'Paint', description: 'Colors', keywords: 'brush "soft" \\edge' })

      for (const [q, wanted] of [
        ['menttoo', [plain]],
        ['MENTTOO', [plain]],
        ['tools', [plain]],
        ['flow', [newer, older]],
        ['STRÖME', [older]],
        ['flüss', [newer]],
        ['0%_s', [older]],
        ['%', [older]],
        ['0_s', []],
        ['"soft" \\e', [keyed]],
        ['br', [keyed]],
        ['zz', []],
        ['z', []],
        ['paintbrush', []],
        ['ToolsTools', []],
        ['x'.repeat(500), []],
        ['', [keyed, newer, older, plain]],
      ] as const) {
        expect(await found({ q, limit: 0 }), q).toEqual(wanted)
        expect(await found({ q }), q).toEqual(wanted)
        expect(await found({ q, sort: 'meta.baseName', sortdir: -1 }), q).toHaveLength(wanted.length)
        expect(await found({ q, sort: 'meta.keywords', limit: 0 }), q).toHaveLength(wanted.length)
      }
      expect(await found({ q: 'flow', limit: 1, offset: 1 })).toEqual([older])
      expect(await found({ q: 'flow', sort: 'meta.app_revision', sortdir: 1 })).toEqual([older, newer])
      expect(await found({ q: 'flow', app_revision: '34609' })).toEqual([older])
      expect(await found({ q: 'ström', release_id: 'draft' })).toEqual([older])

      await admin.put(`/item/${plain}/metadata`, { metadata: JSON.stringify({ keywords: 'scissors' }) })
      expect(await found({ q: 'cisso' })).toEqual([plain])
      const declared = idOf(await admin.post(`/app/${app}/extension`, { ...facts, baseName: 'Waiting' }))
      expect(await found({ q: 'waiting' })).toEqual([])
      expect(documents(await admin.get(`/app/${app}/extension`, { q: 'waiting' })).map(idIn)).toEqual([declared])
    })

    it('q finds what was published before there was an index of it, in the trash as well', async () => {
      const server = await startServer({ database })
      const { admin, app, extension, found } = await start(server)
      const said = await extension({ description: 'Ströme' })
      const gone = await extension({ baseName: 'Gone', description: 'Ströme', app_revision: '34609' })
      await admin.delete(`/app/${app}/extension/${gone}`)
      await server.db.write(async (tx) => {
        await sql`drop index package_by_name`.execute(tx)
        if (database.name === 'sqlite') await sql`drop table package_wording_parts`.execute(tx)
        await sql`drop table package_wording`.execute(tx)
        await wordings.up(tx)
      })
      expect(await found({ q: 'STRÖM', limit: 0 })).toEqual([said])
      await server.as.admin.restoreFromTrash({ app: 'viewer', id: gone })
      expect(await found({ q: 'STRÖM', limit: 0 })).toEqual([gone, said])
    })

    it('lists have all in their order, also where they are long and little of it is asked for', async () => {
      const server = await startServer({ database })
      const { nobody, app, extension, found } = await start(server)
      const first = await extension()
      const others = await copies(server, first, 2400, (at) => ({ description: at % 1200 === 7 ? 'Rare' : 'Tools' }))
      const newestFirst = [...others].reverse().concat(first)
      const rare = [others[1207], others[7]]

      expect(await found({ limit: 0 })).toEqual(newestFirst)
      expect(await found({})).toEqual(newestFirst.slice(0, 50))
      expect(await found({ offset: 2390 })).toEqual(newestFirst.slice(2390))
      expect(await found({ limit: 0, offset: 2399 })).toEqual(newestFirst.slice(2399))
      expect(await found({ limit: 1100, sortdir: 1 })).toEqual([first, ...others].slice(0, 1100))
      expect(await found({ limit: 2, sortdir: 1, offset: 1500 })).toEqual([first, ...others].slice(1500, 1502))
      expect(await found({ os: 'win' })).toEqual([])
      expect(await found({ baseName: 'SegmentTools', limit: 3 })).toEqual([first])
      expect(await found({ extension_name: 'PART00007' })).toEqual([others[7]])
      expect(await found({ sort: 'meta.baseName', sortdir: 1, limit: 0 })).toEqual([...others, first])
      expect(await found({ sort: 'meta.description', sortdir: 1, limit: 2 })).toEqual(
        [...rare].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      )
      // What was written past everything that knows wordings, is not known by them.
      const [app_id, kind] = [app, 'extension' as const]
      for (const [at, base_name] of [7, 1207].map((at) => [at, `Part${String(at).padStart(5, '0')}`] as const)) {
        const text = `${base_name}\u001fRare\u001f`.toLowerCase()
        await server.db.write((tx) =>
          tx
            .insertInto('package_wording')
            .values({ app_id, kind, base_name, digest: `${at}`, text })
            .execute(),
        )
      }
      expect(await found({ q: 'rar', limit: 0 })).toEqual(rare)
      expect(await found({ q: 'ra', limit: 1 })).toEqual(rare.slice(0, 1))
      const prefixed = await nobody.get('/resource/search', { q: 'part0000', mode: 'prefix', types: '["item"]' })
      expect((prefixed.value as { item: { name: string }[] }).item.map(({ name }) => name)).toEqual(
        Array.from({ length: 10 }, (_, at) => `Part0000${at}`),
      )
    })

    it('words find whole words, whatever their ending, and any of several; nobody finds what is private', async () => {
      const server = await startServer({ database })
      const { admin, nobody, app, extension } = await start(server)
      const tools = await extension({ description: 'Measures volumes', keywords: 'ruler' })
      const paint = await extension({ baseName: 'Paint', description: 'Brushes' })
      const items = async (text: string, client = nobody) => documents(await client.get('/item', { text })).map(idIn)
      const search = async (q: string, limit = 10) =>
        (await nobody.get('/resource/search', { q, types: '["item"]', limit })).value as { item: { _id: string }[] }

      expect(await items('volume')).toEqual([tools])
      expect(await items('RULERS')).toEqual([tools])
      expect(await items('nothing brush')).toEqual([paint])
      expect((await items('segment brush')).sort()).toEqual([tools, paint].sort())
      expect(await items('egment')).toEqual([])
      expect(await items('"!§')).toEqual([])
      const { name } = document(await nobody.get(`/item/${paint}`))
      expect(await items(name)).toEqual([paint])
      expect((await search('tools brush', 1)).item).toHaveLength(1)
      expect(await nobody.get('/resource/search', { q: 'a', limit: -1 })).toMatchObject({ status: 400 })
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      expect(await items('volume')).toEqual([])
      expect(await items(name)).toEqual([])
      expect((await search(name)).item).toEqual([])
      expect(await items('volume', admin)).toEqual([tools])
    })
  })
}

const idIn = ({ _id }: { _id: string }): string => _id
