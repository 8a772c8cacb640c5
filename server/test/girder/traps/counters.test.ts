/** Traps of the Slicer package manager's contract, by their number there: counts of downloads, and platforms. */
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../harness/index.ts'
import { document, documents, idOf, loggedIn, type Parameters } from '../client.ts'
import { extensionFacts } from '../facts.ts'
import { start } from './given.ts'

for (const database of databases) {
  describe(`traps on ${database.name}: counters and platforms`, () => {
    it('48, 51, 52: counts private downloads, adds draft and release, keeps names with dots, survives deletion', async () => {
      const server = await startServer({ database })
      const admin = await loggedIn(server, server.as.admin)
      const app = idOf(await admin.post('/app', { name: 'Viewer', public: 'false' }))
      const put = async (facts: Parameters) => {
        const item = idOf(await admin.post(`/app/${app}/extension`, { ...extensionFacts, baseName: 'A.b', ...facts }))
        await admin.upload(item, 'x.zip', `bytes ${JSON.stringify(facts)}`)
        return item
      }
      const draft = await put({ app_revision: '5.0.1' })
      expect((await admin.get(`/item/${draft}/download`)).status).toBe(200)
      await admin.post(`/app/${app}/release`, { name: 'five', app_revision: '5.0.1' })
      const stable = await put({ app_revision: '5.0.1', revision: 'other' })
      expect(stable).not.toBe(draft)
      await admin.get(`/item/${stable}/download`)
      await admin.call('GET', `/item/${stable}/download`, {}, { headers: { range: 'bytes=0-2' } })
      await admin.call('HEAD', `/item/${stable}/download`)
      const wanted = { '5.0.1': { extensions: { 'A.b': { linux: { amd64: 2 } } } } }
      expect((await admin.get(`/app/${app}/downloadstats`)).json).toEqual(wanted)
      const [release] = documents(await admin.get(`/app/${app}/release`))
      expect(release?.meta.downloadStats).toEqual(wanted['5.0.1'])
      await admin.delete(`/app/${app}/release/five`)
      expect((await admin.get(`/app/${app}/downloadstats`)).json).toEqual(wanted)
    })

    it('53: knows the architectures an operator names', async () => {
      const server = await startServer({ database, girder: { arches: ['i386', 'amd64', 'arm64', 'ppc'] } })
      const { nobody, ...given } = await start(server)
      await given.package({ os: 'macosx', arch: 'ppc' })
      expect(await given.list(nobody, 'package', { arch: 'ppc' })).toHaveLength(1)
      expect((await nobody.get(`/app/${given.app}/extension`, { arch: 'mips' })).json).toEqual({
        message: 'Invalid value for arch: "mips". Allowed values: i386, amd64, arm64, ppc.',
        type: 'rest',
      })
    })

    it('54, 55, 56: looks in the collection that is named, and refuses with an error what the client did not see', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const other = idOf(await admin.post('//app', { name: 'Viewer', collection_name: 'Lab' }))
      const collection = String(document(await admin.get(`/folder/${other}`)).baseParentId)
      expect(documents(await admin.get('//app', { name: 'Viewer' })).map(({ _id }) => _id)).toEqual([app])
      const named = documents(await admin.get('//app', { name: 'Viewer', collection_id: collection }))
      expect(named.map(({ _id }) => _id)).toEqual([other])
      expect(await admin.post('//app', { name: 'Viewer', collection_id: collection })).toMatchObject({
        status: 400,
        json: { message: 'A folder with that name already exists here.', type: 'validation', field: 'name' },
      })
    })

    it('53: knows arm64', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      await given.package({ os: 'macosx', arch: 'arm64' })
      expect(await given.list(nobody, 'package', { arch: 'arm64' })).toHaveLength(1)
      expect((await nobody.get(`/app/${given.app}/package`, { arch: 'mips' })).json).toEqual({
        message: 'Invalid value for arch: "mips". Allowed values: i386, amd64, arm64.',
        type: 'rest',
      })
    })
  })
}
