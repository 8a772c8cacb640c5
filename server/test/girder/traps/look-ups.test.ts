/** Traps of the Slicer package manager's contract, by their number there: ids, names and what is found by them. */
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../harness/index.ts'
import { document, documents, idOf } from '../client.ts'
import { extensionFacts, packageFacts } from '../facts.ts'
import { start } from './given.ts'

for (const database of databases) {
  describe(`traps on ${database.name}: identity and look-ups`, () => {
    it('8: answers to a further id of an application, with its own id in the documents', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      await given.extension()
      const alias = '5f4474d0e1d8c75dfc705482'
      expect((await nobody.put(`/app/${given.app}/alias/${alias}`)).status).toBe(401)
      expect(idOf(await admin.put(`/app/${given.app}/alias/${alias}`))).toBe(given.app)
      const [found] = documents(
        await nobody.get(`/app/${alias}/extension`, { app_revision: '34610', arch: 'amd64', limit: 0, os: 'linux' }),
      )
      expect(found?.meta.app_id).toBe(given.app)
      for (const route of ['release', 'draft', 'package', 'downloadstats']) {
        expect((await nobody.get(`/app/${alias}/${route}`)).status).toBe(200)
      }
      expect((await admin.post(`/app/${alias}/package`, packageFacts)).status).toBe(200)
    })

    it('9: keeps the id of an item when its file is replaced', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const { item, file } = await given.package({}, 'first')
      const fresh = idOf(await admin.upload(item, 'new_file', 'second'))
      await admin.delete(`//file/${file}`)
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('second')
      expect(fresh).not.toBe(file)
      expect((await nobody.get(`/file/${file}`)).status).toBe(400)
    })

    it('10: leads from addresses of the older web interface to the page of what they are about', async () => {
      const server = await startServer({ database })
      const { admin, app, nobody, ...given } = await start(server)
      const release = idOf(await given.release('6.3', '34610'))
      const { item } = await given.package()
      const tools = await given.extension()
      const folder = String(document(await admin.get(`/item/${tools.item}`)).folderId)
      const draft = idOf(await admin.get(`/app/${app}/release`, { release_id_or_name: 'draft' }))
      const collection = String(document(await admin.get(`/folder/${app}`)).baseParentId)
      const pageOf = async (id: string) => {
        const answer = await server.as.anonymous.request('GET', `/page-of/${id}`)
        return [answer.status, answer.headers.location]
      }
      expect(await pageOf(item)).toEqual([302, `/apps/viewer/packages/${item}`])
      expect(await pageOf(tools.item)).toEqual([302, `/apps/viewer/extensions/${tools.item}`])
      for (const id of [release, folder]) expect(await pageOf(id)).toEqual([302, `/apps/viewer/releases/${release}`])
      for (const id of [app, draft]) expect(await pageOf(id)).toEqual([302, '/apps/viewer'])
      expect(await pageOf(collection)).toEqual([302, '/apps'])
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      const unknown = 'f'.repeat(24)
      for (const id of [item, release, unknown]) expect(await pageOf(id)).toEqual([302, `/apps/${id}`])
    })

    it('11: falls back to the whole application when a draft is asked for that is none', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      await given.release('6.2.0', '34610')
      const { item } = await given.extension()
      const draft = idOf(await admin.get(`/app/${given.app}/release`, { release_id_or_name: 'draft' }))
      const found = await given.list(admin, 'extension', { release_id: draft, app_revision: '34610' })
      expect(found.map((one) => one._id)).toEqual([item])
    })

    it('12, 13: lists all drafts in one order, with one offset and limit, and limit 0 for all', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      const items: string[] = []
      for (const revision of ['1', '2', '3']) items.unshift((await given.package({ revision })).item)
      const extensions: string[] = []
      for (const revision of ['1', '2']) extensions.unshift((await given.extension({ app_revision: revision })).item)
      const page = await given.list(nobody, 'package', { release_id_or_name: 'draft', offset: 1, limit: 1 })
      expect(page.map((one) => one._id)).toEqual([items[1]])
      const all = await given.list(nobody, 'extension', { release_id: 'draft', limit: 0 })
      expect(all.map((one) => one._id)).toEqual(extensions)
    })

    it('14, 16: finds nothing by what does not exist, and takes names and ids alike', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      const id = idOf(await given.release('6.2.0', '34512'))
      await given.package({ revision: '34512' })
      await given.extension({ app_revision: '34512' })
      expect(await given.list(nobody, 'package', { release_id_or_name: 'nope' })).toEqual([])
      expect(await given.list(nobody, 'package', { package_id: 'nope' })).toEqual([])
      expect(await given.list(nobody, 'extension', { extension_id: 'nope' })).toEqual([])
      expect(await given.list(nobody, 'extension', { release_id: 'f'.repeat(24) })).toEqual([])
      for (const release of [id, '6.2.0']) {
        expect(await given.list(nobody, 'package', { release_id_or_name: release })).toHaveLength(1)
        expect(await given.list(nobody, 'extension', { release_id: release })).toHaveLength(1)
      }
    })

    it('15: filters by version', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      await given.package()
      expect(await given.list(nobody, 'package', { version: '6.3.0' })).toHaveLength(1)
      expect(await given.list(nobody, 'package', { version: '6.4.0' })).toHaveLength(0)
    })

    it('17, 18, 19, 20: refuses names and revisions that would mislead', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      await given.package()
      await given.release('Spring', '34512')
      for (const [name, revision] of [
        ['f'.repeat(24), '1'],
        ['draft', '1'],
        ['34610', '1'],
        ['SPRING', '1'],
        ['Summer', '34512'],
        ['Summer', ''],
      ] as const) {
        expect((await given.release(name, revision)).status, `${name} ${revision}`).toBe(400)
      }
      expect((await given.release('Spring', '9')).json).toEqual({
        field: 'name',
        message: 'A folder with that name already exists here.',
        type: 'validation',
      })
      expect((await admin.post(`/app/${given.app}/package`, { ...packageFacts, revision: '' })).status).toBe(400)
      expect((await admin.post(`/app/${given.app}/extension`, { ...extensionFacts, app_revision: '' })).status).toBe(
        400,
      )
    })

    it('21: a draft stays beside a release of its revision until it is promoted', async () => {
      const server = await startServer({ database })
      const { admin, nobody, app, ...given } = await start(server)
      const early = await given.package()
      const release = idOf(await given.release('6.3.0', '34610'))
      const late = await given.package()
      expect(late.item).not.toBe(early.item)
      const listed = await given.list(nobody, 'package', { revision: '34610' })
      expect(listed.map(({ _id }) => _id).sort()).toEqual([early.item, late.item].sort())
      await admin.delete(`/app/${app}/package/${late.item}`)
      const resources = JSON.stringify({ item: [early.item] })
      await admin.put('/resource/move', { resources, parentType: 'folder', parentId: release })
      expect(document(await nobody.get(`/item/${early.item}`))).toMatchObject({
        folderId: release,
        meta: { release: '6.3.0' },
      })
    })

    it('22: sorts revisions of digits as numbers', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      for (const revision of ['9999', '34512', 'abc']) await given.package({ revision })
      const sorted = await given.list(nobody, 'package', { sort: 'meta.revision', sortdir: 1 })
      expect(sorted.map((one) => one.meta.revision)).toEqual(['9999', '34512', 'abc'])
      const [newest] = await given.list(nobody, 'package', { sort: 'meta.revision', limit: 1 })
      expect(newest?.meta.revision).toBe('abc')
    })

    it('23: warns whoever uploads a revision that is no number, and takes it', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const said = async (revision: string) => {
        const { status, headers } = await admin.post(`/app/${app}/package`, { ...packageFacts, revision })
        return [status, String(headers.warning ?? '')]
      }
      expect(await said('34610')).toEqual([200, ''])
      expect(await said('9fc31aa')).toEqual([200, expect.stringMatching(/^299 - "The revision is not a number;/)])
    })

    it('25: lists packages of all releases and extensions of any tier, unless somebody asks for less', async () => {
      const server = await startServer({ database })
      const { nobody, app, ...given } = await start(server)
      await given.release('6.2.0', '34512')
      for (const revision of ['34512', '34610']) await given.package({ revision })
      for (const tier of [0, 5]) await given.extension({ baseName: `Tier${tier}`, tier })
      expect(await given.list(nobody, 'package')).toHaveLength(2)
      expect(await given.list(nobody, 'extension')).toHaveLength(2)
      const stats = (await nobody.get(`/app/${app}/downloadstats`)).text
      expect(stats).not.toContain('downloadExtensions')
    })

    it('24: lists nothing without a revision or a version', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      await given.release('6.2.0', '34512')
      await given.package()
      for (const one of await given.list(admin, 'release')) expect(one.meta.revision).toBeTypeOf('string')
      for (const one of await given.list(admin, 'package')) expect(one.meta.version).toBeTypeOf('string')
    })
  })
}
