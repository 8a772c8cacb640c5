/** What Girder's own programs ask besides: the ways to things, who there is, several things at once. */
import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from './client.ts'

const facts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'Viewer',
  repository_type: '',
  repository_url: '',
  version: '6.2.0',
}

/** A release with one installer of ten bytes, and a draft. */
async function start(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const app = document(await admin.post('/app', { name: 'Viewer', app_description: 'Volume viewer' }))
  const release = idOf(await admin.post(`/app/${app._id}/release`, { name: '6.2.0', app_revision: '34512' }))
  const item = idOf(await admin.post(`/app/${app._id}/package`, { ...facts, revision: '34512' }))
  const file = idOf(await admin.upload(item, 'Viewer.tar.gz', '0123456789'))
  const drafted = document(await admin.post(`/app/${app._id}/package`, { ...facts, revision: '34610' }))
  await admin.upload(drafted._id, 'Viewer.tar.gz', 'abc')
  const ids = {
    app: app._id,
    packages: String(app.parentId),
    collection: String(app.baseParentId),
    release,
    item,
    file,
  }
  return { admin, nobody: girderClient(server), ...ids, draft: String(drafted.folderId) }
}

for (const database of databases) {
  describe(`programs that browse on ${database.name}`, () => {
    it('find the way to a folder and to an item, and how much is there', async () => {
      const { nobody, app, release, item, file, draft, collection, packages } = await start(
        await startServer({ database }),
      )
      const way = async (path: string) =>
        ((await nobody.get(path)).value as { type: string; object: { name: string } }[]).map(
          ({ type, object }) => `${type} ${object.name}`,
        )
      expect(await way(`/folder/${packages}/rootpath`)).toEqual(['collection Applications'])
      const above = ['collection Applications', 'folder packages', 'folder Viewer']
      expect(await way(`/folder/${release}/rootpath`)).toEqual(above)
      expect(await way(`/folder/${draft}/rootpath`)).toEqual([...above, 'folder draft'])
      expect(await way(`/item/${item}/rootpath`)).toEqual([...above, 'folder 6.2.0'])

      expect((await nobody.get(`/folder/${app}/details`)).json).toEqual({ nFolders: 2, nItems: 0 })
      expect((await nobody.get(`/folder/${release}/details`)).json).toEqual({ nFolders: 1, nItems: 1 })
      expect((await nobody.get(`/collection/${collection}/details`)).json).toEqual({ nFolders: 1 })
      expect((await nobody.get('/collection/details')).json).toEqual({ nCollections: 1 })
      expect(document(await nobody.get(`/collection/${collection}`)).size).toBe(13)

      const path = '/collection/Applications/packages/Viewer/6.2.0/Viewer_linux_amd64_34512/Viewer.tar.gz'
      expect((await nobody.get(`/resource/${file}/path`, { type: 'file' })).json).toBe(path)
      expect(idOf(await nobody.get('/resource/lookup', { path }))).toBe(file)
      expect((await nobody.get(`/resource/${collection}/path`, { type: 'collection' })).json).toBe(
        '/collection/Applications',
      )
      expect((await nobody.get('/resource/lookup', { path: '/collection/None', test: 'true' })).json).toBeNull()
      expect((await nobody.get('/resource/lookup', { path: '/collection/None' })).status).toBe(400)
    })

    it('search by words and by beginnings', async () => {
      const { nobody } = await start(await startServer({ database }))
      const search = async (q: string, mode: string, types: string[]) => {
        const found = (await nobody.get('/resource/search', { q, mode, types: JSON.stringify(types) })).value
        return Object.entries(found as Record<string, { name: string }[]>).map(([type, all]) => [
          type,
          all.map(({ name }) => name),
        ])
      }
      expect(await search('volumes', 'text', ['folder'])).toEqual([['folder', ['Viewer']]])
      expect(await search('6.2', 'prefix', ['folder'])).toEqual([['folder', ['6.2.0']]])
      expect(await search('viewer_LIN', 'prefix', ['item', 'user'])).toEqual([
        ['item', ['Viewer_linux_amd64_34512', 'Viewer_linux_amd64_34610']],
        ['user', []],
      ])
    })

    it('see the people they may see', async () => {
      const server = await startServer({ database })
      const { admin, nobody, collection } = await start(server)
      const stranger = await loggedIn(server, server.as.stranger)
      const [mine, theirs] = [(await server.as.stranger.account()).id, (await server.as.admin.account()).id]
      expect(documents(await admin.get('/user')).map(({ _id }) => _id)).toEqual(expect.arrayContaining([mine, theirs]))
      expect(documents(await stranger.get('/user')).map(({ _id }) => _id)).toEqual([mine])
      expect(documents(await nobody.get('/user'))).toEqual([])
      expect(idOf(await stranger.get(`/user/${mine}`))).toBe(mine)
      expect(await stranger.get(`/user/${theirs}`)).toMatchObject({
        status: 403,
        json: { message: `Read access denied for user ${theirs} (user ${mine}).`, type: 'access' },
      })
      expect((await nobody.get(`/user/${theirs}`)).status).toBe(401)
      expect((await admin.get(`/collection/${collection}/access`)).json).toEqual({ groups: [], users: [] })
      expect((await stranger.get(`/collection/${collection}/access`)).status).toBe(403)
    })

    it('delete several things at once, or nothing of what they may not', async () => {
      const server = await startServer({ database })
      const { admin, nobody, app, release, item, draft } = await start(server)
      const resources = JSON.stringify({ item: [item], folder: [draft] })
      const uploader = await loggedIn(server, server.as.stranger)
      expect((await uploader.delete('/resource', { resources })).status).toBe(403)
      expect((await nobody.delete('/resource', { resources })).status).toBe(401)
      expect(documents(await nobody.get(`/app/${app}/package`))).toHaveLength(2)
      expect((await admin.delete('/resource', { resources, progress: 'true' })).json).toBeNull()
      expect(documents(await nobody.get(`/app/${app}/package`))).toEqual([])
      expect((await admin.delete('/resource', { resources: JSON.stringify({ folder: [release] }) })).status).toBe(200)
      expect(documents(await nobody.get(`/app/${app}/release`))).toEqual([])
    })

    it('empty `draft` and `extensions`, which stay', async () => {
      const { admin, nobody, app, release } = await start(await startServer({ database }))
      const children = async (id: string) =>
        new Map(documents(await admin.get('/folder', { parentId: id })).map(({ _id, name }) => [name, _id]))
      const drafts = (await children(app)).get('draft') ?? ''
      expect((await admin.delete(`/folder/${drafts}`)).json).toEqual({ message: 'Deleted folder draft.' })
      expect(documents(await nobody.get(`/app/${app}/draft`))).toEqual([])
      const extension = { ...facts, baseName: 'Tools', revision: 'a', app_revision: '34512', description: '' }
      const item = idOf(await admin.post(`/app/${app}/extension`, extension))
      await admin.upload(item, 'Tools.zip', 'tools')
      const extensions = (await children(release)).get('extensions') ?? ''
      expect((await admin.delete(`/folder/${extensions}`)).json).toEqual({ message: 'Deleted folder extensions.' })
      expect(documents(await nobody.get(`/app/${app}/extension`))).toEqual([])
      expect([...(await children(app)).keys(), ...(await children(release)).keys()]).toEqual([
        '6.2.0',
        'draft',
        'extensions',
      ])
    })

    it('set the rights of a whole tree, which are those of the application', async () => {
      const server = await startServer({ database })
      const { admin, app, release } = await start(server)
      const stranger = { id: (await server.as.stranger.account()).id, level: 0 }
      const access = async (id: string) => (await admin.get(`/folder/${id}/access`)).value as { users: unknown[] }
      const all = { groups: [], users: [...(await access(app)).users, stranger] }
      const set = (id: string, wish: unknown) =>
        admin.put(`/folder/${id}/access`, { access: JSON.stringify(wish), public: 'true' })
      const drafts = documents(await admin.get('/folder', { parentId: app, name: 'draft' }))[0]?._id ?? ''
      for (const id of [app, drafts, release]) expect((await set(id, all)).status).toBe(200)
      expect((await set(release, { users: [], groups: [] })).status).toBe(400)
      expect((await admin.put(`/folder/${drafts}/access`, { public: 'false' })).status).toBe(400)
      expect((await access(release)).users).toHaveLength(all.users.length)
    })

    it('lose nothing when a collection cannot go, and make nothing with a template that is none', async () => {
      const { admin, nobody, app, collection, packages } = await start(await startServer({ database }))
      expect(await admin.delete(`/collection/${collection}`)).toMatchObject({ status: 400, json: { type: 'rest' } })
      expect((await nobody.get(`/folder/${app}`)).status).toBe(200)
      const metadata = JSON.stringify({ applicationPackageNameTemplate: '{baseName' })
      const made = await admin.post('/folder', { parentId: packages, name: 'Broken', metadata })
      expect(made).toMatchObject({ status: 400, json: { type: 'rest' } })
      expect(documents(await nobody.get('/app', { name: 'Broken' }))).toEqual([])
    })

    it('copy a draft or a release beside the releases under a name that is free', async () => {
      const { admin, nobody, app, release, draft } = await start(await startServer({ database }))
      const copy = (folder: string) =>
        admin.post('/resource/copy', {
          resources: JSON.stringify({ folder: [folder] }),
          parentType: 'folder',
          parentId: app,
        })
      expect((await copy(draft)).json).toBeNull()
      const releases = documents(await nobody.get(`/app/${app}/release`))
      expect(releases.map(({ name, meta }) => [name, meta.revision])).toEqual([
        ['34610 (1)', '34610'],
        ['6.2.0', '34512'],
      ])
      expect((await copy(release)).json).toBeNull()
      expect(documents(await nobody.get(`/app/${app}/release`))[0]).toMatchObject({
        name: '6.2.0 (1)',
        meta: { revision: '34512 (6.2.0 (1))' },
      })
    })
  })

  describe(`keys that were asked for with Girder's scopes on ${database.name}`, () => {
    it.each([
      [['core.data.read'], { reads: true, writes: false, knows: false }],
      [['core.data.read', 'core.data.write'], { reads: true, writes: true, knows: false }],
      [['core.user_info.read'], { reads: false, writes: false, knows: true }],
      [['core.data.read', 'core.user_info.read'], { reads: true, writes: false, knows: true }],
    ])('%j', async (scope, can) => {
      const server = await startServer({ database })
      const { admin, app, nobody } = await start(server)
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      const made = document(await admin.post('/api_key', { name: 'ci', scope: JSON.stringify(scope) }))
      expect(made.scope).toEqual(scope)
      const token = (await nobody.post('/api_key/token', { key: String(made.key) })).value as {
        authToken: { token: string; scope: string[] }
      }
      expect(token.authToken.scope).toEqual(scope)
      const client = girderClient(server, token.authToken.token)
      expect((await client.get(`/app/${app}/package`)).status).toBe(can.reads ? 200 : 401)
      const write = await client.post(`/app/${app}/release`, { name: '7.0.0', app_revision: '7' })
      expect(write.status).toBe(can.writes ? 200 : 401)
      expect((await client.get('/user/me')).json === null).toBe(!can.knows)
      expect((await client.delete('/user/authentication')).json).toEqual({ message: 'Logged out.' })
      expect((await client.get('/token/current')).json).toBeNull()
    })
  })
}
