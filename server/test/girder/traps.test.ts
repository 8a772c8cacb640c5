/** The traps of the Slicer package manager's contract, by their number there: what surprises, and what we do instead. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { databases, sha512, startServer, type TestServer } from '../harness/index.ts'
import {
  chunkOptions,
  document,
  documents,
  type GirderClient,
  girderClient,
  idOf,
  loggedIn,
  type Parameters,
} from './client.ts'

const web = fileURLToPath(new URL('../../../web', import.meta.url))

const packageFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'Viewer',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/viewer.git',
  revision: '34610',
  version: '6.3.0',
} as const
const extensionFacts = {
  os: 'linux',
  arch: 'amd64',
  baseName: 'SegmentTools',
  repository_type: 'git',
  repository_url: 'https://git.lab.test/tools.git',
  revision: '9fc31aa',
  app_revision: '34610',
  description: 'Tools',
} as const

type Item = { item: string; file: string }

async function start(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const nobody = girderClient(server)
  const app = idOf(await admin.post('//app', { name: 'Viewer' }))
  const put = async (route: string, facts: Parameters, name: string, bytes: string): Promise<Item> => {
    const item = idOf(await admin.post(`//app/${app}/${route}`, facts))
    return { item, file: idOf(await admin.upload(item, name, bytes)) }
  }
  return {
    admin,
    nobody,
    app,
    release: (name: string, revision: string) => admin.post(`//app/${app}/release`, { name, app_revision: revision }),
    package: (facts: Parameters = {}, bytes = 'installer') =>
      put('package', { ...packageFacts, ...facts }, 'Viewer.tar.gz', bytes),
    extension: (facts: Parameters = {}, bytes = 'extension') =>
      put('extension', { ...extensionFacts, ...facts }, 'SegmentTools.zip', bytes),
    list: async (client: GirderClient, route: string, query: Parameters = {}) =>
      documents(await client.get(`/app/${app}/${route}`, query)),
  }
}

/** Runs the two jobs that tidy up. */
async function sweep({ db, services, runJobs }: TestServer): Promise<void> {
  for (const kind of ['packages.sweep_declared', 'files.sweep']) {
    await db.write((tx) => services.jobs.enqueue(tx, kind, null))
  }
  await runJobs()
}

for (const database of databases) {
  describe(`traps on ${database.name}: transport`, () => {
    it('1: takes double slashes, an empty token, and a trailing slash', async () => {
      const server = await startServer({ database })
      const { nobody } = await start(server)
      for (const path of ['//app', '/app', '/app/']) expect((await nobody.get(path)).status).toBe(200)
      expect((await server.as.anonymous.request('GET', '//api/v1/app')).status).not.toBe(200)
    })

    it('2, 3, 4: streams in place with honest ranges', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      const { item, file } = await given.package({}, '0123456789')
      for (const path of [`/item/${item}/download`, `/file/${file}/download`, `/file/${file}/download/Viewer.tar.gz`]) {
        const range = (value: string) => nobody.call('GET', path, {}, { headers: { range: value } })
        expect(await nobody.get(path)).toMatchObject({ status: 200, text: '0123456789' })
        const part = await range('bytes=2-4')
        expect(part).toMatchObject({ status: 206, text: '234' })
        expect(part.headers['content-range']).toBe('bytes 2-4/10')
        expect(await range('bytes=nonsense')).toMatchObject({ status: 200, text: '0123456789' })
        const none = await range('bytes=50-')
        expect(none.status).toBe(416)
        expect(none.headers['content-range']).toBe('bytes */10')
        expect(await nobody.get(path, { offset: 7 })).toMatchObject({ text: '789' })
        expect(await nobody.get(path, { offset: 1, endByte: 3 })).toMatchObject({ text: '12' })
        expect((await nobody.call('HEAD', path)).headers['content-length']).toBe('10')
      }
    })

    it('5, 6: ignores sortDir, refuses what is given twice', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const first = await given.package()
      const second = await given.package({ revision: '34611' })
      const listed = await given.list(admin, 'package', { sort: 'created', sortDir: 1 })
      expect(listed.map((one) => one._id)).toEqual([second.item, first.item])
      expect(await admin.get(`/app/${given.app}/package?os=linux&os=win`)).toMatchObject({
        status: 400,
        json: { message: 'Parameter "os" must not be specified multiple times.', type: 'rest' },
      })
    })

    it('7: says what is wrong with the status of an error', async () => {
      // The pages answer whatever else is asked for, but nothing below the protocol's address.
      const server = await startServer({ database, web })
      const { admin, nobody, app } = await start(server)
      const said = async (answer: Promise<{ status: number; json: unknown }>) => {
        const { status, json } = await answer
        return [status, (json as { message: string }).message, (json as { type: string }).type]
      }
      const id = 'f'.repeat(24)
      expect(await said(nobody.get('/app', { limit: 'abc' }))).toEqual([
        400,
        'Invalid value for integer parameter limit: abc.',
        'rest',
      ])
      expect(await said(nobody.get('/app', { sortdir: '3' }))).toEqual([
        400,
        'Invalid value for sortdir: "3". Allowed values: 1, -1.',
        'rest',
      ])
      expect(await said(nobody.get(`/app/${app}/package`, { os: 'bsd' }))).toEqual([
        400,
        'Invalid value for os: "bsd". Allowed values: linux, win, macosx.',
        'rest',
      ])
      expect(await said(nobody.get(`/app/${app}/package`, { os: '' }))).toEqual([
        400,
        'Invalid value for os: "". Allowed values: linux, win, macosx.',
        'rest',
      ])
      expect(await said(nobody.get('/app/zzz/extension'))).toEqual([400, 'Invalid ObjectId: zzz', 'validation'])
      expect(await said(nobody.get('/item/zzz'))).toEqual([400, 'Invalid item id (zzz).', 'rest'])
      expect(await said(nobody.get(`/folder/${id}`))).toEqual([400, `Invalid folder id (${id}).`, 'rest'])
      expect(await said(nobody.get('/app/x/y/z'))).toEqual([400, 'No matching route for "GET app/x/y/z"', 'rest'])
      expect(await said(nobody.get('/nothing'))).toEqual([404, 'No matching route for "GET nothing"', 'rest'])
      expect(await said(nobody.post('/app'))).toEqual([400, 'Parameter "name" is required.', 'rest'])
      expect(await said(nobody.post('/app', { name: 'x' }))).toEqual([401, 'You must be logged in.', 'access'])
      expect(await said(nobody.delete('/item/zzz'))).toEqual([401, 'You must be logged in.', 'access'])
      expect(await said(admin.call('POST', '/app', {}, { body: { name: 'x' } }))).toEqual([
        400,
        'Parameter "name" is required.',
        'rest',
      ])
    })
  })

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

  describe(`traps on ${database.name}: updates`, () => {
    it('26, 27, 28, 29, 30: merges what is sent again', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const { item } = await given.extension({ keywords: 'mask', homepage: 'https://x.test' })
      await admin.call('PUT', `/item/${item}/metadata`, {}, { body: { note: 'x' } })
      const again = { ...extensionFacts, repository_url: '', keywords: '', homepage: '', description: 'Other' }
      const updated = document(await admin.post(`/app/${given.app}/extension`, again))
      expect(updated._id).toBe(item)
      expect(updated.description).toBe('Other')
      expect(updated.meta).toMatchObject({
        keywords: 'mask',
        homepage: 'https://x.test',
        repository_url: '',
        note: 'x',
      })
      await admin.call('PUT', `/item/${item}/metadata`, {}, { body: { keywords: null } })
      expect(document(await admin.get(`/item/${item}`)).meta).not.toHaveProperty('keywords')

      const marked = await given.package({ pre_release: 'True', build_date: '2021-06-21 11:37:36 -0400' })
      const before = document(await admin.get(`/item/${marked.item}`)).meta
      expect(before).toMatchObject({ pre_release: true, build_date: '2021-06-21T15:37:36+00:00' })
      const after = document(await admin.post(`/app/${given.app}/package`, packageFacts)).meta
      expect(after).not.toHaveProperty('pre_release')
      expect(after.build_date).not.toBe(before.build_date)
    })

    it('31: shows an item without its file to those who may write, and takes it away after a while', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const item = idOf(await admin.post(`/app/${given.app}/extension`, extensionFacts))
      expect(await given.list(nobody, 'extension')).toEqual([])
      expect(await given.list(admin, 'extension')).toHaveLength(1)
      expect((await nobody.get(`/item/${item}`)).status).toBe(400)
      expect((await admin.get(`/item/${item}/download`)).status).toBe(404)
      // A second try is an update, not "existing without any binary file".
      expect(idOf(await admin.post(`/app/${given.app}/extension`, extensionFacts))).toBe(item)

      const begun = await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size: 5 })
      server.travel({ hours: 2 })
      await sweep(server)
      expect((await admin.get(`/item/${item}`)).status, 'an upload is alive').toBe(200)
      await admin.delete(`/file/upload/${idOf(begun)}`)
      server.travel({ hours: 2 })
      await sweep(server)
      expect((await admin.get(`/item/${item}`)).status).toBe(400)
    })

    it('32, 33: never shows readers two files or none, and never a file called new_file', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const { item, file } = await given.extension({}, 'first')
      await admin.upload(item, 'new_file', 'second')
      const seen = async () => documents(await nobody.get(`/item/${item}/files`)).map((one) => one.name)
      expect(await seen()).toEqual(['SegmentTools.zip'])
      expect(documents(await admin.get(`/item/${item}/files`))).toHaveLength(2)
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('first')
      await admin.delete(`/file/${file}`)
      expect(await seen()).toEqual(['SegmentTools.zip'])
      expect((await nobody.get(`/item/${item}/download`)).text).toBe('second')
    })

    it('35: forgets half uploads', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const { item } = await given.package()
      const upload = idOf(await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size: 9 }))
      expect((await admin.get('/file/offset', { uploadId: upload })).json).toEqual({ offset: 0 })
      server.travel({ days: 2 })
      await sweep(server)
      expect(await server.storedKeys()).toHaveLength(1)
      expect((await admin.get('/file/offset', { uploadId: upload })).json).toEqual({
        message: `Invalid upload id (${upload}).`,
        type: 'rest',
      })
    })

    it('36, 39: makes one draft and one item when many ask at once', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => admin.post(`/app/${given.app}/extension`, extensionFacts)),
      )
      expect(new Set(answers.map(idOf)).size).toBe(1)
      expect(await given.list(admin, 'draft')).toHaveLength(1)
      expect(document(answers[0] as never).name).toBe('34610_SegmentTools_linux_amd64_9fc31aa')
    })

    it('37, 38: finds bytes by digest, also those that were replaced', async () => {
      const server = await startServer({ database })
      const { admin, nobody, ...given } = await start(server)
      const { item, file } = await given.extension({}, 'first')
      await admin.upload(item, 'new_file', 'second')
      await admin.delete(`/file/${file}`)
      for (const bytes of ['first', 'second']) {
        expect(await nobody.get(`/file/hashsum/SHA512/${sha512(bytes).toUpperCase()}/download`)).toMatchObject({
          status: 200,
          text: bytes,
        })
      }
      expect(documents(await nobody.get(`/file/hashsum/sha512/${sha512('second')}`))).toHaveLength(1)
      expect((await nobody.get(`/file/hashsum/sha512/${'0'.repeat(128)}`)).json).toEqual([])
      expect(await nobody.get(`/file/hashsum/sha512/${'0'.repeat(128)}/download`)).toMatchObject({
        status: 404,
        json: { message: 'File not found.', type: 'rest' },
      })
      expect((await nobody.get('/file/hashsum/md5/x')).json).toEqual({
        message: 'Invalid value for algo: "md5". Allowed values: sha512.',
        type: 'rest',
      })
    })

    it('40: refuses templates that reach further than they may, naming them', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const set = (template: string) =>
        admin.call('PUT', `/folder/${app}/metadata`, {}, { body: { applicationPackageNameTemplate: template } })
      for (const template of ['{baseName.__class__}', '{unknown}', '{os', '{0}']) {
        const answer = await set(template)
        expect(answer.status, template).toBe(400)
        expect((answer.json as { message: string }).message).toContain('applicationPackageNameTemplate')
      }
      expect((await set('{baseName}-{build_date:%Y%m%d}')).status).toBe(200)
      const made = document(await admin.post(`/app/${app}/package`, { ...packageFacts, build_date: '2021-06-21' }))
      expect(made.name).toBe('Viewer-20210621')
    })

    it('41: leaves out what has no tier when one is asked for', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      await given.extension()
      await given.extension({ baseName: 'Zero', tier: 0 })
      await given.extension({ baseName: 'Three', tier: 3 })
      const names = async (query: Parameters) =>
        (await given.list(nobody, 'extension', { ...query, sort: 'meta.baseName', sortdir: 1 })).map(
          (one) => one.meta.baseName,
        )
      expect(await names({})).toEqual(['SegmentTools', 'Three', 'Zero'])
      expect(await names({ tier: 2 })).toEqual(['Zero'])
      expect(await names({ tier: 3, tier_compare: 'exact' })).toEqual(['Three'])
      expect(await names({ tier: 1, tier_compare: 'gte' })).toEqual(['Three'])
      expect((await nobody.get(`/app/${given.app}/extension`, { tier: 'x' })).json).toEqual({
        message: 'Invalid value for integer parameter tier: x.',
        type: 'rest',
      })
    })

    it('42, 43: takes `enabled` as a truth and keeps keys it does not know', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const made = document(await admin.post(`/app/${given.app}/extension`, { ...extensionFacts, enabled: 'True' }))
      expect(made.meta.enabled).toBe(true)
      await admin.call('PUT', `/item/${made._id}/metadata`, {}, { body: { foo: [1, { a: null }] } })
      const again = document(await admin.post(`/app/${given.app}/extension`, extensionFacts))
      expect(again.meta).toMatchObject({ foo: [1, { a: null }], enabled: true })
    })
  })

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

  describe(`chunks on ${database.name}`, () => {
    it('are refused in the words that clients know', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const item = idOf(await admin.post(`/app/${app}/package`, packageFacts))
      const size = 6 * 1024 * 1024
      const upload = document(await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size }))
      const chunk = (client: GirderClient, offset: number, bytes: Buffer, headers: Record<string, string> = {}) =>
        client.call(
          'POST',
          '/file/chunk',
          { uploadId: upload._id, offset },
          {
            bytes,
            headers: { ...chunkOptions(bytes).headers, ...headers },
          },
        )
      const said = async (answer: ReturnType<typeof chunk>) => [
        (await answer).status,
        ((await answer).json as Error).message,
      ]
      expect(await said(chunk(admin, 7, Buffer.alloc(10)))).toEqual([
        400,
        'Server has received 0 bytes, but client sent offset 7.',
      ])
      expect(await said(chunk(admin, 0, Buffer.alloc(size + 1)))).toEqual([400, 'Received too many bytes.'])
      expect(await said(chunk(admin, 0, Buffer.alloc(10)))).toEqual([400, 'Chunk is smaller than the minimum size.'])
      expect(
        await said(chunk(admin, 0, Buffer.alloc(10), { 'content-type': 'multipart/form-data; boundary=x' })),
      ).toEqual([
        400,
        'Multipart encoding is no longer supported. Send the chunk in the request body, and other parameters in the query string.',
      ])
      const uploader = await loggedIn(server, server.as.uploader('viewer'))
      expect(await said(chunk(uploader, 0, Buffer.alloc(10)))).toEqual([403, 'You did not initiate this upload.'])
      expect((await admin.post('/file/completion', { uploadId: upload._id })).json).toEqual({
        message: `Server has only received 0 bytes, but the file should be ${size} bytes.`,
        type: 'rest',
      })
      expect((await admin.delete(`/file/upload/${upload._id}`)).json).toEqual({ message: 'Upload canceled.' })
      expect(await said(chunk(admin, 0, Buffer.alloc(10)))).toEqual([400, `Invalid upload id (${upload._id}).`])
      const nothing = document(
        await admin.post('/file', { parentType: 'item', parentId: item, name: 'empty', size: 0 }),
      )
      expect(nothing).toMatchObject({ _modelType: 'file', size: 0, name: 'empty' })
    })
  })
}
