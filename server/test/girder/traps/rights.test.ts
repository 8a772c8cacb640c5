/** Traps of the Slicer package manager's contract, by their number there: who may see and change what. */
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from '../client.ts'
import { extensionFacts, packageFacts } from '../facts.ts'
import { start } from './given.ts'

for (const database of databases) {
  describe(`traps on ${database.name}: rights`, () => {
    it('44, 45: keeps private applications and their releases private', async () => {
      const server = await startServer({ database })
      const admin = await loggedIn(server, server.as.admin)
      const nobody = girderClient(server)
      const stranger = await loggedIn(server, server.as.stranger)
      const app = idOf(await admin.post('/app', { name: 'Secret', public: 'false' }))
      const release = document(await admin.post(`/app/${app}/release`, { name: '1', app_revision: 'r1' }))
      expect(release.public).toBe(false)
      const id = (await server.as.stranger.account()).id
      for (const route of ['package', 'extension', 'release', 'draft', 'downloadstats']) {
        expect(await nobody.get(`/app/${app}/${route}`)).toMatchObject({
          status: 401,
          json: { message: `Read access denied for folder ${app} (user None).`, type: 'access' },
        })
        expect(await stranger.get(`/app/${app}/${route}`)).toMatchObject({
          status: 403,
          json: { message: `Read access denied for folder ${app} (user ${id}).`, type: 'access' },
        })
      }
      expect(documents(await nobody.get('/app'))).toEqual([])
      const text = (await admin.get(`/app/${app}/release`)).text
      expect(text).not.toMatch(/tempFile|sha512state|"level"/)
    })

    it('44: shows readers what is private, and nobody what readers were shown', async () => {
      const server = await startServer({ database })
      const { admin, app, nobody, ...given } = await start(server)
      const release = idOf(await given.release('hidden', '34610'))
      await given.extension()
      await admin.put(`/folder/${release}/access`, { public: 'false' })
      const reader = await loggedIn(server, server.as.reader('viewer'))
      const query = { app_revision: '34610', limit: 0 }
      expect(await given.list(reader, 'extension', query)).toHaveLength(1)
      expect(await given.list(nobody, 'extension', query)).toEqual([])
      expect(await given.list(reader, 'extension', query)).toHaveLength(1)
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      expect(await given.list(reader, 'extension', query)).toHaveLength(1)
      expect((await nobody.get(`/app/${app}/extension`, query)).status).toBe(401)
    })

    it('46: lets uploaders upload and maintainers release, and nobody else', async () => {
      const server = await startServer({ database })
      const { app } = await start(server)
      const uploader = await loggedIn(server, server.as.uploader('viewer'))
      const stranger = await loggedIn(server, server.as.stranger)
      const id = (await server.as.stranger.account()).id
      expect((await uploader.post(`/app/${app}/package`, packageFacts)).status).toBe(200)
      expect(await stranger.post(`/app/${app}/package`, packageFacts)).toMatchObject({
        status: 403,
        json: { message: `Admin access denied for folder ${app} (user ${id}).`, type: 'access' },
      })
      expect((await uploader.post(`/app/${app}/release`, { name: '1', app_revision: '1' })).status).toBe(403)
      expect((await stranger.post('/app', { name: 'Mine' })).status).toBe(403)
      const maintainer = await loggedIn(server, server.as.maintainer('viewer'))
      expect((await maintainer.post(`/app/${app}/release`, { name: '1', app_revision: '1' })).status).toBe(200)
    })

    it('46: a key that may only read is nobody where more is needed', async () => {
      const server = await startServer({ database })
      const { app, admin } = await start(server)
      const key = document(await admin.post('/api_key', { name: 'read', scope: '["core.data.read"]' }))
      expect(key.key).toMatch(/^[A-Za-z0-9]{40}$/)
      const { authToken } = (await girderClient(server).post('/api_key/token', { key: String(key.key) })).value as {
        authToken: { token: string; scope: string[] }
      }
      expect(authToken.scope).toEqual(['core.data.read'])
      const reader = girderClient(server, authToken.token)
      expect((await reader.get(`/app/${app}/release`)).status).toBe(200)
      expect((await reader.get('/user/me')).json).toBeNull()
      expect((await reader.post(`/app/${app}/package`, packageFacts)).status).toBe(401)
      await admin.delete(`/api_key/${key._id}`)
      expect((await reader.get('/token/current')).json).toBeNull()
    })

    it('47: deletes only what the route says, where it says', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const release = idOf(await given.release('6.2.0', '34512'))
      const { item } = await given.package()
      const extension = await given.extension()
      const other = idOf(await admin.post('/app', { name: 'Other' }))
      const foreign = idOf(await admin.post(`/app/${other}/release`, { name: '1', app_revision: '1' }))
      const refused = async (path: string) => expect((await admin.delete(path)).status, path).toBe(400)
      await refused(`/app/${given.app}/release/${foreign}`)
      await refused(`/app/${given.app}/release/nope`)
      await refused(`/app/${release}`)
      await refused(`/app/${given.app}/package/${extension.item}`)
      await refused(`/app/${given.app}/extension/${item}`)
      await refused(`/app/${other}/package/${item}`)
      expect((await admin.delete(`/app/${given.app}/release/draft`)).json).toEqual({
        message: 'Deleted release draft.',
      })
      expect(await given.list(admin, 'draft')).toEqual([])
      expect((await admin.post(`/app/${given.app}/package`, packageFacts)).status).toBe(200)
    })

    it('49: gives an item by id to everybody who may read it', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      const { item } = await given.package()
      expect(idOf(await nobody.get(`//resource/${item}`, { type: 'item' }))).toBe(item)
      expect((await nobody.get(`//resource/${'f'.repeat(24)}`, { type: 'item' })).json).toBeNull()
    })

    it('50: answers unknown ids with 400', async () => {
      const server = await startServer({ database })
      const { admin } = await start(server)
      const id = 'f'.repeat(24)
      const message = `Invalid folder id (${id}).`
      for (const [method, path, query] of [
        ['GET', `/app/${id}/release`, {}],
        ['GET', `/app/${id}/draft`, {}],
        ['GET', `/app/${id}/downloadstats`, {}],
        ['POST', `/app/${id}/package`, packageFacts],
        ['POST', `/app/${id}/extension`, extensionFacts],
      ] as const) {
        expect(await admin.call(method, path, query), path).toMatchObject({ status: 400, json: { message } })
      }
      expect((await admin.post('/app', { name: 'x', collection_id: id })).json).toMatchObject({
        message: `No such collection: ${id}`,
        type: 'validation',
        field: 'id',
      })
      expect((await admin.get(`/app/${id}/package`)).json).toEqual([])
      expect((await admin.get(`/app/${id}/extension`)).json).toEqual([])
      expect((await admin.get('/app', { app_id: id })).json).toBeNull()
    })
  })
}
