/** What people who make releases do with folders and items: create, move, copy, fetch, find, share. */
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from './client.ts'
import { slicer } from './slicer.ts'

for (const database of databases) {
  describe(`release managers on ${database.name}`, () => {
    it('make releases from folders with metadata, and promote by moving', async () => {
      const server = await startServer({ database })
      const { admin, app, draft } = await slicer(server)
      const folder = await admin.post('/folder', {
        parentId: app,
        name: '5.9.0',
        description: 'Summer',
        metadata: JSON.stringify({ revision: '33300', note: 'kept' }),
      })
      expect(document(folder)).toMatchObject({ name: '5.9.0', meta: { revision: '33300', note: 'kept' } })
      expect((await admin.post('/folder', { parentId: app, name: '5.9.0' })).status).toBe(400)
      expect(idOf(await admin.post('/folder', { parentId: app, name: '5.9.0', reuseExisting: 'true' }))).toBe(
        idOf(folder),
      )

      const resources = JSON.stringify({ item: [draft.item] })
      const moved = await admin.put('/resource/move', { resources, parentType: 'folder', parentId: idOf(folder) })
      expect([moved.status, moved.json]).toEqual([200, null])
      const item = document(await admin.get(`/item/${draft.item}`))
      expect(item).toMatchObject({ folderId: idOf(folder), meta: { release: '5.9.0' } })

      await admin.put(`/folder/${idOf(folder)}`, { name: '5.10.0' })
      expect(document(await admin.get(`/item/${draft.item}`)).meta.release).toBe('5.10.0')
      const path = '/collection/Applications/packages/Slicer/5.10.0/Slicer_linux_amd64_33300'
      expect(idOf(await admin.get('/resource/lookup', { path }))).toBe(draft.item)
    })

    it('promote a whole draft by moving its folder, and take it back', async () => {
      const server = await startServer({ database })
      const { admin, app } = await slicer(server)
      const [revision] = documents(await admin.get(`/app/${app}/draft`))
      const drafts = String(revision?.parentId)
      const move = (parentId: string) =>
        admin.put('/resource/move', {
          resources: JSON.stringify({ folder: [revision?._id] }),
          parentType: 'folder',
          parentId,
        })
      expect((await move(app)).status).toBe(200)
      const names = async () => documents(await admin.get(`/app/${app}/release`)).map((one) => one.name)
      expect((await names()).sort()).toEqual(['33300', '5.8.1'])
      expect((await move(drafts)).status).toBe(200)
      expect(await names()).toEqual(['5.8.1'])
    })

    it('find each folder by its id, with parents that lead back to the collection', async () => {
      const server = await startServer({ database })
      const { admin, tools } = await slicer(server)
      const names: unknown[] = []
      let next: string | undefined = String(document(await admin.get(`/item/${tools.item}`)).folderId)
      while (next !== undefined) {
        const folder: Record<string, unknown> = document(await admin.get(`/folder/${next}`))
        names.push(folder.name)
        next = folder.parentCollection === 'folder' ? String(folder.parentId) : undefined
        if (next === undefined) names.push(document(await admin.get(`/collection/${folder.parentId}`)).name)
      }
      expect(names).toEqual(['extensions', '5.8.1', 'Slicer', 'packages', 'Applications'])
    })

    it('copy items, and get several files as one zip', async () => {
      const server = await startServer({ database })
      const { admin, app, stable } = await slicer(server)
      const target = idOf(await admin.post(`/app/${app}/release`, { name: 'copy', app_revision: 'copy' }))
      const resources = JSON.stringify({ item: [stable.item] })
      expect((await admin.post('/resource/copy', { resources, parentType: 'folder', parentId: target })).status).toBe(
        200,
      )
      const [copy] = documents(await admin.get('/item', { folderId: target }))
      expect(copy).toMatchObject({ copyOfItem: stable.item, meta: { release: 'copy' } })
      expect((await admin.get(`/item/${copy?._id}/download`)).text).toBe('Slicer 33241')
      await admin.upload(String(copy?._id), 'notes.txt', 'notes')
      const zip = await admin.get(`/item/${copy?._id}/download`)
      expect(zip.headers['content-type']).toBe('application/zip')
      expect(zip.headers['content-disposition']).toBe('attachment; filename="Slicer_linux_amd64_33241.zip"')
      expect(zip.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
      for (const name of ['Slicer-5.8.1.tar.gz', 'notes.txt']) {
        expect(zip.bytes.includes(Buffer.from(`Slicer_linux_amd64_33241/${name}`))).toBe(true)
      }
      expect((await admin.get(`/item/${copy?._id}/download`, { format: 'tar' })).json).toEqual({
        message: 'Unsupported format: tar.',
        type: 'rest',
      })
    })

    it('copy items, drafts and extensions, all of it or nothing', async () => {
      const server = await startServer({ database })
      const { admin, app, draft, stable, tools } = await slicer(server)
      const { folderId } = document(await admin.get(`/item/${draft.item}`))
      const named = await admin.post(`/folder/${folderId}/copy`, { parentId: app, name: '5.9.0' })
      expect(document(named)).toMatchObject({ name: '5.9.0', parentId: app, meta: { revision: '33300' } })
      const [copy] = documents(await admin.get('/item', { folderId: idOf(named) }))
      expect(copy).toMatchObject({ copyOfItem: draft.item, meta: { release: '5.9.0' } })
      expect((await admin.get(`/item/${draft.item}`)).status).toBe(200)

      const target = idOf(await admin.post(`/app/${app}/release`, { name: 'copies', app_revision: 'copies' }))
      const alone = document(await admin.post(`/item/${stable.item}/copy`, { folderId: target, name: 'Alone' }))
      expect(alone).toMatchObject({ name: 'Alone', folderId: target, copyOfItem: stable.item })
      const again = await admin.post(`/item/${stable.item}/copy`, { folderId: target })
      expect(again).toMatchObject({ status: 400, json: { type: 'validation' } })

      const extensions = String(document(await admin.get(`/item/${tools.item}`)).folderId)
      const all = JSON.stringify({ folder: [extensions] })
      const into = { resources: all, parentType: 'folder', parentId: target }
      expect((await admin.post('/resource/copy', into)).json).toBeNull()
      const list = async () =>
        documents(await admin.get(`/app/${app}/extension`, { release_id: target })).map(({ meta }) => meta.baseName)
      expect((await list()).sort()).toEqual(['ColorKit', 'SegmentTools'])
      expect((await admin.post('/resource/copy', into)).status).toBe(400)
      expect(await list()).toHaveLength(2)
      expect((await admin.post(`/folder/${app}/copy`, { parentId: app })).status).toBe(400)

      const other = idOf(await admin.post('/app', { name: 'Other' }))
      const away = await admin.post(`/folder/${folderId}/copy`, { parentId: other })
      expect([away.status, away.text]).toEqual([400, expect.stringContaining('Items cannot leave their application.')])
      expect(documents(await admin.get(`/app/${other}/release`))).toEqual([])
    })

    it('copy a whole release as a further one, which gets a revision of its own and no upload of the first', async () => {
      const server = await startServer({ database })
      const { admin, app, stable, tools } = await slicer(server)
      const nobody = girderClient(server)
      const release = String(document(await admin.get(`/item/${stable.item}`)).folderId)
      const copied = await admin.post(`/folder/${release}/copy`, { description: 'Once more', public: false })
      expect(document(copied)).toMatchObject({
        name: '5.8.1 (1)',
        parentId: app,
        description: 'Once more',
        public: false,
        meta: { revision: '33241 (5.8.1 (1))' },
      })
      const copy = idOf(copied)
      expect((await nobody.get(`/folder/${copy}`)).status).toBe(401)
      const [item] = documents(await admin.get('/item', { folderId: copy }))
      expect(item).toMatchObject({ copyOfItem: stable.item, meta: { release: '5.8.1 (1)', revision: '33241' } })
      expect((await admin.get(`/item/${item?._id}/download`)).text).toBe('Slicer 33241')
      const extensions = documents(await admin.get(`/app/${app}/extension`, { release_id: copy }))
      expect(extensions.map(({ copyOfItem }) => copyOfItem)).toContain(tools.item)

      const metadata = JSON.stringify({ revision: '33242' })
      expect(document(await admin.put(`/folder/${copy}/metadata`, { metadata })).meta.revision).toBe('33242')
      const wish = JSON.stringify({ folder: [release] })
      const further = await admin.post('/resource/copy', { resources: wish, parentType: 'folder', parentId: app })
      expect(further.json).toBeNull()
      const names = documents(await admin.get(`/app/${app}/release`)).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(['5.8.1', '5.8.1 (1)', '5.8.1 (2)']))
      expect((await admin.post(`/folder/${release}/copy`, { name: '5.8.1' })).status).toBe(400)
      const uploader = await loggedIn(server, server.as.uploader({ slug: 'slicer' }))
      expect((await uploader.post(`/folder/${release}/copy`)).status).toBe(403)
      expect(documents(await admin.get(`/app/${app}/release`))).toHaveLength(names.length)
    })

    it('get folders and lists of things as one zip, of which each file that arrives is counted', async () => {
      const server = await startServer({ database })
      const { admin, app, stable, tools } = await slicer(server)
      const { folderId } = document(await admin.get(`/item/${stable.item}`))
      const nobody = girderClient(server)
      const folder = await nobody.get(`/folder/${folderId}/download`)
      expect(folder.headers['content-disposition']).toBe('attachment; filename="5.8.1.zip"')
      for (const path of [
        '5.8.1/Slicer_linux_amd64_33241/Slicer-5.8.1.tar.gz',
        '5.8.1/extensions/33241_SegmentTools_linux_amd64_abc1234/SegmentTools.tar.gz',
        'SegmentTools abc1234',
      ]) {
        expect(folder.bytes.includes(Buffer.from(path))).toBe(true)
      }
      const collection = String(document(await admin.get(`/folder/${app}`)).baseParentId)
      const resources = JSON.stringify({ item: [tools.item], folder: [folderId], collection: [collection] })
      for (const method of ['GET', 'POST']) {
        const zip = await nobody.call(method, '/resource/download', { resources })
        expect(zip.headers['content-disposition']).toBe('attachment; filename="Resources.zip"')
        expect(zip.bytes.includes(Buffer.from('Applications/packages/Slicer/draft/33300/'))).toBe(true)
      }
      const stats = (await nobody.get(`/app/${app}/downloadstats`)).json as Record<string, { extensions: unknown }>
      expect(stats['33241']?.extensions).toMatchObject({ SegmentTools: { linux: { amd64: 7 } } })
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      expect((await nobody.get(`/folder/${folderId}/download`)).status).toBe(401)
      const empty = await nobody.get('/resource/download', { resources: JSON.stringify({ collection: [collection] }) })
      expect(empty.bytes).toHaveLength(22)
    })

    it('break a zip off without being counted', async () => {
      const server = await startServer({ database })
      const { admin, app } = await slicer(server)
      const facts = { os: 'win', arch: 'amd64', repository_type: '', repository_url: '', version: '1' }
      const item = idOf(await admin.post(`/app/${app}/package`, { ...facts, baseName: 'Slicer', revision: '33241' }))
      // More than the buffers of both ends hold.
      await admin.upload(item, 'big.exe', Buffer.alloc(48 * 1024 * 1024, 'x'))
      const reply = await server.as.anonymous.open('GET', `/api/v1/item/${item}/download?format=zip`)
      const closed = new Promise((resolve) => reply.once('close', resolve))
      await new Promise((resolve) => reply.once('readable', resolve))
      reply.destroy()
      await closed
      await server.services.downloads.settle()
      const whole = (await girderClient(server).get(`/app/${app}/downloadstats`)).json
      expect(whole).not.toHaveProperty(['33241', 'applications', 'win'])
    })

    it('find items and folders by words, wherever they are', async () => {
      const server = await startServer({ database })
      const { admin, app, tools } = await slicer(server)
      const nobody = girderClient(server)
      const items = await nobody.get('/item', { text: 'segmenttools' })
      expect(documents(items).map(({ _id }) => _id)).toEqual([tools.item])
      expect(items.headers['girder-total-count']).toBe('1')
      expect(documents(await nobody.get('/folder', { text: 'slicer' })).map(({ _id }) => _id)).toEqual([app])
      expect((await nobody.get('/item')).status).toBe(400)
      await admin.put(`/folder/${app}/access`, { public: 'false' })
      for (const route of ['/item', '/folder']) expect((await nobody.get(route, { text: 'slicer' })).json).toEqual([])
    })

    it('give and take rights', async () => {
      const server = await startServer({ database })
      const { admin, app } = await slicer(server)
      const stranger = await server.as.stranger.account()
      const access = (users: unknown[]) => JSON.stringify({ users, groups: [] })
      const me = { id: (await server.as.admin.account()).id, level: 2 }
      expect(
        (await admin.put(`/folder/${app}/access`, { access: access([me, { id: stranger.id, level: 1 }]) })).status,
      ).toBe(200)
      const client = await loggedIn(server, server.as.stranger)
      expect(document(await client.get(`/folder/${app}`))._accessLevel).toBe(1)
      await admin.put(`/folder/${app}/access`, { access: access([me]), public: 'false' })
      expect((await client.get(`/folder/${app}`)).status).toBe(403)
    })
  })
}
