/** The other clients in the field: what each sends, as it sends it, and the whole of what it reads. */
import { describe, expect, it } from 'vitest'
import { type Answer, databases, sha512, startServer } from '../harness/index.ts'
import { document, documents, girderClient, idOf, loggedIn } from './client.ts'
import { COMPILED_IN, slicer } from './slicer.ts'
import { Transcript } from './transcript.ts'

const ELSEWHERE = { origin: 'https://catalog.lab.test' }

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
}
