/** The other clients in the field: what each sends, as it sends it, and the whole of what it reads. */
import { describe, expect, it } from 'vitest'
import { type Answer, databases, sha512, startServer, type TestServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from './client.ts'
import { Transcript } from './transcript.ts'

const COMPILED_IN = '5f4474d0e1d8c75dfc705482'
const ELSEWHERE = { origin: 'https://catalog.lab.test' }

/** An application as the Slicer project has it: one release, one draft, a few extensions. */
async function slicer(server: TestServer) {
  const admin = await loggedIn(server, server.as.admin)
  const app = idOf(await admin.post('/app', { name: 'Slicer' }))
  await admin.put(`/app/${app}/alias/${COMPILED_IN}`)
  await admin.post(`/app/${app}/release`, { name: '5.8.1', app_revision: '33241' })
  const put = async (route: string, facts: Record<string, string | number>, name: string, bytes: string) => {
    const common = { os: 'linux', arch: 'amd64', repository_type: 'git', repository_url: 'https://git.lab.test/x.git' }
    const item = idOf(await admin.post(`/app/${app}/${route}`, { ...common, ...facts }))
    return { item, file: idOf(await admin.upload(item, name, bytes)) }
  }
  const installer = (revision: string, version: string) =>
    put('package', { baseName: 'Slicer', revision, version }, `Slicer-${version}.tar.gz`, `Slicer ${revision}`)
  const extension = (baseName: string, revision: string) =>
    put(
      'extension',
      {
        baseName,
        app_revision: '33241',
        revision,
        description: `About <b>${baseName}</b>`,
        category: 'Segmentation',
        icon_url: 'https://ext.lab.test/i.png',
        homepage: 'https://ext.lab.test',
        contributors: 'A. Person',
        screenshots: '',
        dependency: 'NA',
        tier: 3,
      },
      `${baseName}.tar.gz`,
      `${baseName} ${revision}`,
    )
  const stable = await installer('33241', '5.8.1')
  const draft = await installer('33300', '5.9.0')
  const tools = await extension('SegmentTools', 'abc1234')
  const colors = await extension('ColorKit', 'def5678')
  const transcript = new Transcript()
  transcript.name(app, 'app')
  transcript.name((await server.as.admin.account()).id, 'admin')
  return { admin, app, stable, draft, tools, colors, transcript }
}

for (const database of databases) {
  describe(`clients in the field on ${database.name}`, () => {
    it('the Slicer application lists, checks for updates and installs without any login', async () => {
      const server = await startServer({ database })
      const { tools, transcript } = await slicer(server)
      const { anonymous } = server.as
      const get = async (path: string) => {
        const answer = await anonymous.request('GET', `/api/v1${path}`)
        transcript.note(`GET ${path}`, answer)
        return answer
      }

      const list = `/app/${COMPILED_IN}/extension?app_revision=33241&arch=amd64&limit=0&os=linux`
      const found = documents(await get(list))
      await get(`/app/${COMPILED_IN}/extension?extension_id=${tools.item}`)
      await get(`/app/${COMPILED_IN}/extension?app_revision=33241&arch=amd64&baseName=SegmentTools&os=linux`)
      const files = documents(await get(`/item/${tools.item}/files`))
      const bytes = await anonymous.request('GET', `/api/v1/file/${files[0]?._id}/download`)

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/slicer-application.txt')
      expect(found).toHaveLength(2)
      expect(files).toHaveLength(1)
      expect(bytes).toMatchObject({ status: 200, text: 'SegmentTools abc1234' })
      expect(bytes.headers.location).toBeUndefined()
    })

    it('the list of a starting Slicer is kept ready, renewed with each change, and answered with 304', async () => {
      const server = await startServer({ database })
      const { admin, tools } = await slicer(server)
      const { anonymous } = server.as
      const path = `/api/v1/app/${COMPILED_IN}/extension?app_revision=33241&arch=amd64&limit=0&os=linux`
      const first = await anonymous.request('GET', path)
      const etag = String(first.headers.etag)
      expect((await anonymous.request('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304)
      await admin.call('PUT', `/item/${tools.item}/metadata`, {}, { body: { category: 'Other' } })
      const second = await anonymous.request('GET', path, { headers: { 'if-none-match': etag } })
      expect(second.status).toBe(200)
      expect(documents(second).find((one) => one._id === tools.item)?.meta.category).toBe('Other')
    })

    it('the CMake scripts send a nightly build and its extension, and link both by digest', async () => {
      const server = await startServer({ database })
      const transcript = new Transcript()
      transcript.name((await server.as.admin.account()).id, 'admin')
      const admin = await loggedIn(server, server.as.admin)
      await admin.post('//app', { name: 'Slicer' })
      const client = await loggedIn(server, server.as.admin, (request, answer) => transcript.note(request, answer))
      const page = { limit: 50, sort: 'created', sortDir: -1 }
      const target = { os: 'linux', arch: 'amd64' }
      const repository = { repository_type: 'git', repository_url: 'https://git.lab.test/slicer.git' }
      const installer = { ...target, baseName: 'Slicer', ...repository, revision: '33400', version: '5.9.0-2026-11-20' }
      const extension = {
        ...target,
        baseName: 'SegmentTools',
        ...repository,
        revision: 'abc1234',
        app_revision: '33400',
        description: '',
        icon_url: '',
        homepage: '',
        category: '',
        tier: 1,
        screenshots: '',
        contributors: '',
        dependency: '',
        recommends: '',
        dicom_support_rule: '',
        keywords: '',
      }
      const send = async (item: string, name: string, bytes: string) => {
        await client.get(`/item/${item}/files`, { id: item, offset: 0, limit: 50 })
        await client.upload(item, name, bytes)
      }

      const [app] = documents(await client.get('//app', { name: 'Slicer' }))
      await client.get('//app', { name: 'Slicer' })
      await client.get(`//app/${app?._id}/package`, { ...target, baseName: 'Slicer', revision: '33400', ...page })
      const built = await client.post(`//app/${app?._id}/package`, {
        ...installer,
        description: '',
        pre_release: 'True',
      })
      await send(idOf(built), 'Slicer-5.9.0-linux-amd64.tar.gz', 'the nightly build')

      for (let time = 0; time < 3; time++) await client.get('//app', { name: 'Slicer' })
      const draft = idOf(await client.get(`//app/${app?._id}/release`, { release_id_or_name: 'draft' }))
      const wanted = { ...target, baseName: 'SegmentTools', app_revision: '33400', release_id: draft, ...page }
      expect(documents(await client.get(`//app/${app?._id}/extension`, wanted))).toEqual([])
      await send(
        idOf(await client.post(`//app/${app?._id}/extension`, extension)),
        'SegmentTools.tar.gz',
        'an extension',
      )
      // The next night finds the same revision, and sends nothing.
      const [known] = documents(await client.get(`//app/${app?._id}/extension`, wanted))
      expect(known?.meta.revision).toBe('abc1234')

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/cmake-scripts.txt')
      for (const [bytes, name] of [
        ['the nightly build', 'Slicer-5.9.0-linux-amd64.tar.gz'],
        ['an extension', 'SegmentTools.tar.gz'],
      ] as const) {
        const link = `/api/v1/file/hashsum/SHA512/${sha512(bytes)}/download`
        const answer = await server.as.anonymous.request('GET', link)
        expect(answer).toMatchObject({ status: 200, text: bytes })
        expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}"`)
      }
    })

    it('the catalogue in a browser reads from another origin', async () => {
      const server = await startServer({ database })
      const { app, transcript } = await slicer(server)
      const { anonymous } = server.as
      const get = async (path: string) => {
        const answer = await anonymous.request('GET', `/api/v1/${path}`, { headers: ELSEWHERE })
        transcript.note(`GET ${path}`, answer)
        expect(answer.headers['access-control-allow-origin']).toBe('*')
        return answer
      }

      const newest = documents(await get(`app/${app}/package?os=linux&limit=1&sort=meta.revision`))
      const page = `app_revision=33241&os=linux&arch=amd64&q=&limit=0&sort=meta.baseName&sortdir=1`
      const listed = documents(await get(`app/${app}/extension?${page}`))
      await get(`app/${app}/extension?baseName=ColorKit&os=linux&arch=amd64&app_revision=33241`)
      const preflight = await anonymous.request('OPTIONS', `/api/v1/app/${app}/extension`, { headers: ELSEWHERE })
      const searched = documents(await get(`app/${app}/extension?app_revision=33241&os=linux&q=sEgMeNtT&limit=0`))

      await expect(transcript.text).toMatchFileSnapshot('./transcripts/catalogue.txt')
      expect(newest.map((one) => one.meta.revision)).toEqual(['33300'])
      expect(listed.map((one) => one.meta.baseName)).toEqual(['ColorKit', 'SegmentTools'])
      expect(searched.map((one) => one.meta.baseName)).toEqual(['SegmentTools'])
      expect(preflight.status).toBe(200)
      expect(preflight.headers['access-control-allow-methods']).toBe('GET, POST, PUT, HEAD, DELETE')
    })

    it.each([
      [['*'], ELSEWHERE.origin, '*', undefined],
      [[ELSEWHERE.origin], ELSEWHERE.origin, ELSEWHERE.origin, 'true'],
      [[ELSEWHERE.origin], 'https://evil.test', undefined, undefined],
      [[], ELSEWHERE.origin, undefined, undefined],
    ])(
      'pages of other origins read as the operator allows: %j for %s',
      async (origins, origin, allowed, credentials) => {
        const server = await startServer({ database, girder: { origins } })
        for (const method of ['GET', 'OPTIONS']) {
          const { headers } = await girderClient(server).call(method, '/app', {}, { headers: { origin } })
          expect(headers['access-control-allow-origin']).toBe(allowed)
          expect(headers['access-control-allow-credentials']).toBe(credentials)
        }
      },
    )

    it('the download site harvests all packages, and sends its visitors to the item', async () => {
      const server = await startServer({ database })
      const { transcript } = await slicer(server)
      const { anonymous } = server.as
      for (const path of [`/app/${COMPILED_IN}/package?limit=0`, `/app/${COMPILED_IN}/release?limit=0`]) {
        transcript.note(`GET ${path}`, await anonymous.request('GET', `/api/v1${path}`))
      }
      await expect(transcript.text).toMatchFileSnapshot('./transcripts/download-site.txt')
    })

    it('lists of a whole application come in one piece, however they are sorted and cut', async () => {
      const server = await startServer({ database })
      const { app, stable, draft } = await slicer(server)
      const nobody = girderClient(server)
      const ids = async (query: Record<string, string | number>) =>
        documents(await nobody.get(`/app/${app}/package`, query)).map((one) => one._id)
      expect(await ids({ limit: 0 })).toEqual([draft.item, stable.item])
      expect(await ids({ limit: 0, offset: 1 })).toEqual([stable.item])
      expect(await ids({ limit: 0, os: 'win' })).toEqual([])
      expect(await ids({ limit: 1, sort: 'meta.revision', sortdir: 1 })).toEqual([stable.item])
      expect(await ids({ limit: 0, sort: 'meta.revision', sortdir: 1 })).toEqual([stable.item, draft.item])
      expect(await ids({ limit: 5, sort: 'meta.revision', offset: 1 })).toEqual([stable.item])
    })

    it('the Docker script finds and fetches without following a redirect', async () => {
      const server = await startServer({ database })
      await slicer(server)
      const nobody = girderClient(server)
      const [app] = documents(await nobody.get('/app', { name: 'Slicer', limit: 1 }))
      const [release] = documents(await nobody.get(`/app/${app?._id}/release`, { sort: 'meta.revision', sortdir: -1 }))
      const query = { release_id_or_name: String(release?.lowerName), os: 'linux', arch: 'amd64', limit: 1 }
      const [found] = documents(await nobody.get(`/app/${app?._id}/package`, query))
      expect(await nobody.get(`/item/${found?._id}/download`)).toMatchObject({ status: 200, text: 'Slicer 33241' })
    })

    it('the consumers that only look: the download page, the Docker script, the statistics module', async () => {
      const server = await startServer({ database })
      const { app, stable, tools, transcript } = await slicer(server)
      const nobody = girderClient(server, '', (request, answer) => transcript.note(request, answer))
      await girderClient(server).get(`/item/${tools.item}/download`)
      await nobody.get(`/app/${app}/release`)
      await nobody.get('/app', { name: 'Slicer', limit: 1 })
      await nobody.get(`/app/${app}/release`, { sort: 'meta.revision', sortdir: -1 })
      const target = { os: 'linux', arch: 'amd64', limit: 1 }
      await nobody.get(`/app/${app}/package`, { release_id_or_name: '5.8.1', ...target })
      await nobody.get(`/app/${app}/extension`, { baseName: 'SegmentTools', app_revision: '33241', ...target })
      await nobody.get(`/app/${app}/downloadstats`)
      await expect(transcript.text).toMatchFileSnapshot('./transcripts/onlookers.txt')
      expect((await girderClient(server).get(`/item/${stable.item}/download`)).status).toBe(200)
    })

    it('the generic client uploads to a folder, and finds what it has uploaded before', async () => {
      const server = await startServer({ database })
      const { app, transcript } = await slicer(server)
      const client = await loggedIn(server, server.as.admin, (request, answer) => transcript.note(request, answer))
      const release = document(await client.get(`/app/${app}/release`, { release_id_or_name: '5.8.1' }))._id
      await client.get(`/folder/${release}`)
      await client.get('/item', { folderId: release, name: 'notes.txt' })
      const item = idOf(await client.post('/item', { folderId: release, name: 'notes.txt', reuseExisting: 'True' }))
      await client.get(`/item/${item}/files`)
      await client.upload(item, 'notes.txt', 'what is new')
      await client.post('/item', { folderId: release, name: 'notes.txt', reuseExisting: 'True' })
      await client.get(`/item/${item}/files`)
      await client.delete(`/item/${item}`)
      await expect(transcript.text).toMatchFileSnapshot('./transcripts/generic-client.txt')
    })

    it('people log in with Basic and out again', async () => {
      const server = await startServer({ database })
      await server.given.account('relmgr', { password: 'a long password', name: 'Rel Manager', email: 'rel@lab.test' })
      const nobody = girderClient(server)
      const basic = (text: string) => ({ headers: { 'girder-authorization': `Basic ${btoa(text)}` } })
      const transcript = new Transcript()
      const note = (request: string, answer: Answer): Answer => {
        transcript.note(request, answer)
        return answer
      }
      for (const login of ['RELMGR', 'rel@lab.test']) {
        const answer = note(
          `GET /user/authentication as ${login}`,
          await nobody.call('GET', '/user/authentication', {}, basic(`${login}:a long password`)),
        )
        const { token } = (answer.value as { authToken: { token: string } }).authToken
        expect(token).toMatch(/^[A-Za-z0-9]{64}$/)
        expect(String(answer.headers['set-cookie'])).toContain(`girderToken=${token}; Path=/; Expires=`)
        const client = girderClient(server, token, note)
        await client.get('/user/me')
        await client.get('/token/current')
        await client.delete('/user/authentication')
        await client.get('/user/me')
      }
      note(
        'GET /user/authentication, wrong',
        await nobody.call('GET', '/user/authentication', {}, basic('relmgr:wrong')),
      )
      note('GET /user/authentication, nobody', await nobody.get('/user/authentication'))
      note('POST /api_key/token, wrong', await nobody.post('/api_key/token', { key: 'x'.repeat(40) }))
      await expect(transcript.text).toMatchFileSnapshot('./transcripts/basic-login.txt')
    })
  })

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
