import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import {
  databases,
  extensionFacts,
  installerFacts,
  sha256,
  sha512,
  startServer,
  targets,
} from '../../../test/harness/index.ts'

const path = { app: 'viewer' }

for (const database of databases) {
  describe(`publishing on ${database.name}`, () => {
    it('takes every fact of an installer, and makes it visible with its bytes', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const facts = installerFacts({
        repositoryType: 'git',
        repositoryUrl: 'https://git.example/viewer',
        description: 'The viewer, for Ärzte',
        version: '5.8.1',
        preRelease: true,
        buildDate: '2026-02-03T04:05:06.000Z',
        fileName: 'Viewer 5.8.1 größer.tar.gz',
        contentType: 'application/x-viewer',
      })

      const answer = await as.uploader(app).putPackage(path, { ...facts, sha256: sha256('bytes') }, 'bytes')

      expect(answer.status).toBe(201)
      const { outcome, package: made } = answer.value
      expect(outcome).toBe('created')
      const { fileName, contentType, ...stated } = facts
      expect(made).toMatchObject({
        ...stated,
        app: 'viewer',
        release: { name: '100', stage: 'draft', revision: '100' },
        name: 'Viewer_linux_amd64_100',
        url: '/dl/viewer/100/Viewer%205.8.1%20gr%C3%B6%C3%9Fer.tar.gz',
        yanked: null,
        bytesChangedAt: null,
        file: {
          name: fileName,
          contentType,
          size: 5,
          sha256: sha256('bytes'),
          sha512: sha512('bytes'),
          replacedAt: null,
          url: `/dl/sha256:${sha256('bytes')}/Viewer%205.8.1%20gr%C3%B6%C3%9Fer.tar.gz`,
        },
      })
      expect((await as.anonymous.getPackage({ ...path, package: made.id })).value).toEqual(made)
      expect((await as.anonymous.listPackages(path)).value.items).toEqual([made])
      for (const url of [made.url, made.file.url]) expect((await as.anonymous.request('GET', url)).text).toBe('bytes')
    })

    it('takes every fact of an extension', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const facts = extensionFacts({
        repositoryType: 'git',
        repositoryUrl: 'https://git.example/tools',
        description: 'Tools',
        category: 'Segmentation',
        tier: 5,
        iconUrl: 'https://example.org/icon.png',
        homepage: 'https://example.org',
        screenshots: 'https://example.org/1.png https://example.org/2.png',
        contributors: 'Ada Lovelace (Somewhere), Charles Babbage',
        dependency: 'Base Other',
        recommends: 'More',
        license: 'Apache-2.0',
        developmentStatus: 'beta',
        enabled: false,
        dicomSupportRule: 'modality == "CT"',
        keywords: 'segment, cut',
      })

      const answer = await as.uploader(app).putExtension(path, facts, 'bytes')

      const { fileName: _, appRevision, ...stated } = facts
      expect(answer.value.extension).toMatchObject({ ...stated, release: { revision: appRevision, stage: 'draft' } })
      const { extension } = answer.value
      expect((await as.anonymous.getExtension({ ...path, extension: extension.id })).value).toEqual(extension)
      expect((await as.anonymous.listExtensions(path)).value.items).toEqual([extension])
    })

    it('says that what was not stated is not there', async () => {
      const { given } = await startServer({ database })
      const app = await given.app('Viewer')
      const before = Date.now()

      const tool = await given.extension(app)
      const made = await given.installer(app)

      expect(tool).toMatchObject({ category: null, tier: null, enabled: null, keywords: null, description: '' })
      expect(made).toMatchObject({ preRelease: false, repositoryType: '', description: '' })
      expect(Date.parse(made.buildDate)).toBeGreaterThanOrEqual(before)
      expect(made.file.contentType).toBe('application/gzip')
    })

    it.each(['arm64', 'i386', 'ppc64le', 'universal2', 'x86_64-v3', '0'])('takes the architecture %s', async (arch) => {
      const { given } = await startServer({ database })
      const app = await given.app('Viewer')
      expect((await given.installer(app, { arch })).arch).toBe(arch)
      expect((await given.extension(app, { arch })).arch).toBe(arch)
    })

    it.each([
      ['os', 'beos'],
      ['arch', 'AMD64'],
      ['arch', 'a/b'],
      ['baseName', ''],
      ['baseName', 'a/b'],
      ['baseName', '5f4474d0e1d8c75dfc705482'],
      ['revision', ''],
      ['version', '..'],
      ['fileName', '../x'],
      ['fileName', 'a\nb'],
      ['fileName', ''],
      ['sha256', 'x'],
      ['sha256', 'A'.repeat(64)],
      ['buildDate', '2026-02-30T00:00:00Z'],
      ['buildDate', 'yesterday'],
      ['contentType', 'text/html; charset=utf-8'],
      ['preRelease', 'perhaps'],
    ])('refuses the %s %j and says where', async (field, value) => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')

      const answer = await as.admin.putPackage(path, installerFacts(), 'bytes', { query: { [field]: value } })

      expect(answer).toMatchProblem('invalid_input', {
        fields: [field === 'baseName' && value.length === 24 ? field : `query.${field}`],
      })
      expect(await storedKeys()).toEqual([])
    })

    it('names every field that is missing or unknown', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')

      const put = await as.admin.request('PUT', '/api/v2/apps/viewer/extensions?os=linux&colour=red', { bytes: 'x' })
      const post = await as.admin.request('POST', '/api/v2/apps/viewer/packages', { body: { os: 7, colour: 'red' } })

      const missing = ['arch', 'appRevision', 'baseName', 'fileName', 'revision']
      expect(put).toMatchProblem('invalid_input', { fields: [...missing, 'colour'].map((field) => `query.${field}`) })
      expect(post).toMatchProblem('invalid_input', {
        fields: ['arch', 'baseName', 'colour', 'os', 'revision', 'upload', 'version'],
      })
      expect(post.problem.errors?.find(({ field }) => field === 'os')?.message).toContain('linux, win, macosx')
    })

    it('of the same again succeeds and changes nothing', async () => {
      const { as, given, travel, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const first = await given.installer(app)
      const tool = await given.extension(app, { tier: 3 })
      travel({ hours: 1 })

      const again = await as.uploader(app).putPackage(path, installerFacts(), `bytes of ${first.file.name}`)
      const more = await as.uploader(app).putExtension(path, extensionFacts({ tier: 3 }), `bytes of ${tool.file.name}`)

      expect(again.status).toBe(200)
      expect(again.value).toEqual({ outcome: 'unchanged', package: first })
      expect(more.value).toEqual({ outcome: 'unchanged', extension: tool })
      expect(await storedKeys()).toHaveLength(2)
      expect((await as.admin.listAudit({ actor: 'uploader-of-viewer' })).value.items).toEqual([])
    })

    it('of the same bytes with other facts updates the facts', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const first = await given.extension(app, { tier: 1, category: 'Old' })

      const answer = await as
        .uploader(app)
        .putExtension(path, extensionFacts({ tier: 2 }), `bytes of ${first.file.name}`)

      expect(answer.value).toMatchObject({ outcome: 'updated', extension: { id: first.id, tier: 2, category: null } })
      expect(answer.value.extension.file).toEqual(first.file)
      const [entry] = (await as.admin.listAudit({ action: 'extension.update' })).value.items
      expect(entry).toMatchObject({ before: { tier: 1, category: 'Old' }, after: { tier: 2, category: null } })
    })

    it('of other bytes replaces them in a draft; the id stays and the earlier file can be had by its digest', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      const first = await given.installer(app, { bytes: 'first' })
      travel({ minutes: 1 })

      const answer = await as.uploader(app).putPackage(path, installerFacts({ fileName: 'new.zip' }), 'second')

      expect(answer.status).toBe(200)
      const { outcome, package: now } = answer.value
      expect(outcome).toBe('replaced')
      expect(now).toMatchObject({ id: first.id, createdAt: first.createdAt, bytesChangedAt: null })
      expect(now.file).toMatchObject({ name: 'new.zip', sha256: sha256('second') })
      const files = (await as.anonymous.listPackageFiles({ ...path, package: first.id })).value.items
      expect(files.map((file) => [file.id, file.replacedAt === null])).toEqual([
        [now.file.id, true],
        [first.file.id, false],
      ])
      const text = async (url: string) => (await as.anonymous.request('GET', url)).text
      expect(await text(first.file.url)).toBe('first')
      expect(await text(`/dl/${first.file.id}`)).toBe('first')
      expect(await text(`/dl/${first.id}`)).toBe('second')
      expect(await text(now.url)).toBe('second')
      expect((await as.anonymous.request('GET', first.url)).status).toBe(404)
      const [entry] = (await as.admin.listAudit({ action: 'package.replace' })).value.items
      expect(entry).toMatchObject({ before: { sha256: sha256('first') }, after: { sha256: sha256('second') } })
    })

    it('of an extension of another revision supersedes it, in a stable release too', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      const first = await given.extension(app, { revision: 'a', bytes: 'first' })
      await as.admin.yankExtension({ ...path, extension: first.id }, { reason: 'it crashes' })

      const answer = await as.uploader(app).putExtension(path, extensionFacts({ revision: 'b' }), 'second')

      expect(answer.value).toMatchObject({
        outcome: 'replaced',
        extension: { id: first.id, revision: 'b', yanked: null, bytesChangedAt: null },
      })
      expect((await as.anonymous.request('GET', first.file.url)).text).toBe('first')
    })

    it('of other bytes under the same revision is refused in a stable release, naming what is there', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      const made = await given.installer(app, { bytes: 'first' })
      const tool = await given.extension(app, { bytes: 'tool' })

      const asUploader = await as.uploader(app).putPackage(path, installerFacts(), 'second')
      const asMaintainer = await as.maintainer(app).putPackage(path, installerFacts(), 'second')
      const extension = await as.uploader(app).putExtension(path, extensionFacts(), 'another')

      expect(asUploader).toMatchProblem('bytes_differ', {
        id: made.id,
        release: '5.8',
        sha256: sha256('first'),
        sha512: sha512('first'),
        received: sha256('second'),
      })
      expect(asUploader.problem.detail).toContain(sha256('first'))
      expect(asUploader.problem.detail).not.toContain('replace')
      expect(asMaintainer.problem.detail).toContain('replace')
      expect(extension).toMatchProblem('bytes_differ', { id: tool.id })
      expect(await storedKeys()).toHaveLength(2)
    })

    it('is refused before the bytes have come when their digest or their name says enough', async () => {
      const { as, given, url } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      const made = await given.installer(app, { bytes: 'first' })
      const key = await as.uploader(app).key()
      /** Announces 32 MiB, sends five bytes of it, and waits for the answer. */
      const begin = (facts: Record<string, string>) =>
        new Promise<{ status: number | undefined; problem: { code: string } }>((resolve, reject) => {
          const query = new URLSearchParams(facts)
          const outgoing = request(`${url}/api/v2/apps/viewer/packages?${query}`, {
            method: 'PUT',
            headers: { authorization: `Bearer ${key}`, 'content-length': 2 ** 25, 'content-type': 'application/gzip' },
          })
          outgoing.on('response', async (reply) => {
            const problem = (await json(reply)) as { code: string }
            outgoing.destroy()
            resolve({ status: reply.statusCode, problem })
          })
          outgoing.on('error', reject).write('other')
        })
      const facts = installerFacts() as unknown as Record<string, string>

      const otherBytes = await begin({ ...facts, sha256: sha256('second') })
      const sameName = await begin({ ...facts, baseName: 'Other', fileName: made.file.name })

      expect(otherBytes).toMatchObject({ status: 409, problem: { code: 'bytes_differ' } })
      expect(sameName).toMatchObject({ status: 409, problem: { code: 'name_taken' } })
    })

    it('of the same bytes brings back what the store has lost', async () => {
      const { as, given, blobs, storedKeys, log, expectTrouble } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: 'first' })
      const [lost = ''] = await storedKeys()
      await blobs.remove(lost)
      expectTrouble()

      const again = await as.uploader(app).putPackage(path, installerFacts(), 'first')

      expect(again.value.outcome).toBe('unchanged')
      expect((await as.anonymous.request('GET', made.url)).text).toBe('first')
      expect(await storedKeys()).not.toContain(lost)
      expect(log).toMatchObject([{ sha256: sha256('first'), lost }])
      const elsewhere = await as.uploader(app).putPackage(path, installerFacts({ os: 'win' }), 'first')
      expect(elsewhere.value.outcome).toBe('created')
      expect(await storedKeys()).toHaveLength(1)
    })

    it('in place of a stable installer is for maintainers who say so; it is shown, and on record', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      const made = await given.installer(app, { bytes: 'first' })
      travel({ minutes: 5 })
      const facts = { ...installerFacts(), replace: true }

      expect(await as.uploader(app).putPackage(path, facts, 'second')).toMatchProblem('forbidden', {
        action: 'package.replace',
      })
      const answer = await as.maintainer(app).putPackage(path, facts, 'second')

      expect(answer.value).toMatchObject({ outcome: 'replaced', package: { id: made.id } })
      const { bytesChangedAt } = (await as.anonymous.getPackage({ ...path, package: made.id })).value
      expect(Date.parse(bytesChangedAt ?? '')).toBeGreaterThan(Date.parse(made.createdAt))
      expect((await as.anonymous.request('GET', made.file.url)).text).toBe('first')
      const [entry] = (await as.admin.listAudit({ target: made.id, action: 'package.replace' })).value.items
      expect(entry).toMatchObject({
        actor: 'maintainer-of-viewer',
        before: { sha256: sha256('first'), size: 5 },
        after: { sha256: sha256('second'), size: 6 },
      })
      const again = await as.uploader(app).putPackage(path, installerFacts(), 'second')
      expect(again.value.package.bytesChangedAt).toBe(bytesChangedAt)
    })

    it('keeps one thing for each place: release, kind, base name, os and arch', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const target of targets) await given.installer(app, target)
      await given.installer(app, { baseName: 'Other' })
      await given.installer(app, { revision: '200' })
      await given.extension(app, { baseName: 'Viewer', bytes: 'an extension' })

      expect((await as.anonymous.listPackages(path)).value.items).toHaveLength(7)
      expect((await as.anonymous.getRelease({ ...path, release: '100' })).value).toMatchObject({
        packages: 6,
        extensions: 1,
      })
    })

    it('refuses a file name that another package of the release has', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const first = await given.installer(app, { fileName: 'viewer.zip' })

      const other = await as.admin.putPackage(path, installerFacts({ arch: 'arm64', fileName: 'viewer.zip' }), 'x')

      expect(other).toMatchProblem('name_taken', { id: first.id, fields: ['fileName'] })
      expect((await given.installer(app, { revision: '200', fileName: 'viewer.zip' })).file.name).toBe('viewer.zip')
    })

    it.each(['SHA256SUMS', 'SHA512SUMS'])('refuses the file name %s, under which the digests are', async (fileName) => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const answer = await as.admin.putPackage(path, installerFacts({ fileName }), 'x')
      expect(answer).toMatchProblem('invalid_input', { fields: ['fileName'] })
    })

    it('of bytes that are not those announced leaves nothing', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')
      const facts = installerFacts()

      const by256 = await as.admin.putPackage(path, { ...facts, sha256: sha256('other') }, 'bytes')
      const by512 = await as.admin.putPackage(path, { ...facts, sha512: sha512('other') }, 'bytes')

      expect(by256).toMatchProblem('digest_mismatch', {
        algorithm: 'sha256',
        expected: sha256('other'),
        received: sha256('bytes'),
      })
      expect(by512).toMatchProblem('digest_mismatch', { algorithm: 'sha512' })
      expect((await as.anonymous.listReleases(path)).value.items).toEqual([])
      expect(await storedKeys()).toEqual([])
    })

    it('that breaks off leaves nothing', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')
      const stop = new AbortController()
      async function* half() {
        yield Buffer.alloc(100_000)
        stop.abort()
        yield Buffer.alloc(10)
      }
      const query = installerFacts()
      const headers = { 'content-length': '200000' }
      const sending = as.admin.request('PUT', '/api/v2/apps/viewer/packages', {
        query,
        headers,
        bytes: half(),
        signal: stop.signal,
      })

      await expect(sending).rejects.toThrow()
      await expect.poll(storedKeys).toEqual([])
      expect((await as.anonymous.listPackages(path)).value.items).toEqual([])
    })

    it('refuses files that are too large, whether they say so or not', async () => {
      const { as, given, storedKeys } = await startServer({ database, limits: { maxUpload: 1000 } })
      await given.app('Viewer')
      async function* unannounced() {
        for (let at = 0; at < 20; at++) yield Buffer.alloc(100)
      }

      const announced = await as.admin.putPackage(path, installerFacts(), Buffer.alloc(1001))
      const streamed = await as.admin.putPackage(path, installerFacts(), unannounced())
      const right = await as.admin.putPackage(path, installerFacts(), Buffer.alloc(1000))

      expect(announced).toMatchProblem('too_large')
      expect(streamed).toMatchProblem('too_large')
      expect(right.status).toBe(201)
      expect(await storedKeys()).toHaveLength(1)
    })

    it('takes an empty file for what it is', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')

      const answer = await as.admin.putPackage(path, installerFacts(), '', {
        headers: { 'content-type': 'application/octet-stream' },
      })

      expect(answer.value.package.file).toMatchObject({ size: 0, sha256: sha256('') })
      expect((await as.anonymous.request('GET', answer.value.package.url)).text).toBe('')
    })

    it('takes bytes with any content type or none, JSON included', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      for (const [at, type] of [
        'application/json',
        'text/plain',
        'application/x-nonsense',
        'multipart/form-data',
      ].entries()) {
        const facts = installerFacts({ revision: String(at) })
        const answer = await as.admin.putPackage(path, facts, '{"a":1}', { headers: { 'content-type': type } })
        expect(answer.value.package.file.size, type).toBe(7)
      }
    })

    it('keeps the same bytes once, whoever published them', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      const [viewer, editor] = [await given.app('Viewer'), await given.app('Editor')]
      const made = await Promise.all([
        given.installer(viewer, { bytes: 'the same' }),
        given.installer(editor, { bytes: 'the same' }),
        given.extension(editor, { bytes: 'the same' }),
      ])

      expect(await storedKeys()).toHaveLength(1)
      for (const { url } of made) expect((await as.anonymous.request('GET', url)).text).toBe('the same')
    })

    it('refuses an uploader of another application before it takes the bytes', async () => {
      const { given, as, storedKeys } = await startServer({ database })
      const viewer = await given.app('Viewer')
      await given.app('Editor')

      const answer = await as.uploader(viewer).putPackage({ app: 'editor' }, installerFacts(), 'bytes')

      expect(answer).toMatchProblem('forbidden', { action: 'package.publish' })
      expect(await storedKeys()).toEqual([])
    })

    it('counts what a release holds', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.installer(app, { bytes: 'x'.repeat(1000) })
      await given.extension(app, { bytes: 'x'.repeat(10) })
      await given.extension(app, { baseName: 'More', bytes: 'x'.repeat(200) })
      await given.extension(app, { baseName: 'More', bytes: 'x'.repeat(20) })

      const draft = (await as.anonymous.getRelease({ ...path, release: '100' })).value
      expect(draft).toMatchObject({ packages: 1, extensions: 2, bytes: 1030 })
    })
  })

  describe(`publishing an upload on ${database.name}`, () => {
    it('makes it a package, once, and again without a change', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const by = as.uploader(app)
      const upload = await given.upload('the bytes', { by, fileName: 'viewer.zip' })
      const { fileName: _, ...facts } = installerFacts()

      const first = await by.publishPackage(path, { ...facts, upload: upload.id, sha256: sha256('the bytes') })
      const second = await by.publishPackage(path, { ...facts, upload: upload.id })

      expect(first.status).toBe(201)
      expect(first.value.package.file).toMatchObject({ name: 'viewer.zip', sha256: sha256('the bytes') })
      expect(second.status).toBe(200)
      expect(second.value).toEqual({ outcome: 'unchanged', package: first.value.package })
      expect(await storedKeys()).toHaveLength(1)
    })

    it('that is not complete is refused, and can go on', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const headers = { 'upload-length': '9', 'content-type': 'application/offset+octet-stream' }
      const { id } = (await as.admin.createUpload('the ', { headers })).value

      const early = await as.admin.publishExtension(path, { ...extensionFacts(), upload: id })
      expect(early).toMatchProblem('upload_incomplete', { offset: 4, size: 9 })
      const rest = { 'upload-offset': '4', 'content-type': 'application/offset+octet-stream' }
      await as.admin.appendUpload({ upload: id }, 'bytes', { headers: rest })

      expect((await as.admin.publishExtension(path, { ...extensionFacts(), upload: id })).status).toBe(201)
    })

    it('of somebody else, or of nobody, finds no such upload', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const { id } = await given.upload('the bytes')
      for (const upload of [id, 'f'.repeat(24)]) {
        const answer = await as.uploader(app).publishPackage(path, { ...installerFacts(), upload })
        expect(answer).toMatchProblem('upload_not_found', { upload })
      }
    })

    it('with other bytes than announced is refused, and the upload stays for another try', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const upload = await given.upload('the bytes')
      const input = { ...installerFacts(), upload: upload.id }

      const wrong = await as.admin.publishPackage(path, { ...input, sha512: sha512('other') })
      expect(wrong).toMatchProblem('digest_mismatch', { algorithm: 'sha512' })
      expect((await as.admin.publishPackage(path, input)).status).toBe(201)
    })

    it('needs a file name from one of the two', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const upload = await given.upload('the bytes')
      const { fileName: _, ...facts } = installerFacts()

      const answer = await as.admin.publishPackage(path, { ...facts, upload: upload.id })

      expect(answer).toMatchProblem('invalid_input', { fields: ['fileName'] })
    })

    it('of bytes that are there already keeps them once, and both uploads can be published', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')
      const [a, b] = [await given.upload('the bytes'), await given.upload('the bytes')]
      expect(await storedKeys()).toHaveLength(2)

      const first = await as.admin.publishPackage(path, { ...installerFacts(), upload: a.id })
      const second = await as.admin.publishPackage(path, { ...installerFacts({ revision: '200' }), upload: b.id })

      expect([first.status, second.status]).toEqual([201, 201])
      await expect.poll(storedKeys).toHaveLength(1)
    })

    it('may be given up afterwards; the package keeps its bytes', async () => {
      const { as, given, services, travel } = await startServer({ database })
      await given.app('Viewer')
      const [a, b] = [await given.upload('a bytes'), await given.upload('b bytes')]
      const made = (await as.admin.publishPackage(path, { ...installerFacts(), upload: a.id })).value.package
      const more = (await as.admin.publishExtension(path, { ...extensionFacts(), upload: b.id })).value.extension

      expect((await as.admin.deleteUpload({ upload: a.id })).status).toBe(204)
      travel({ days: 2 })
      await services.files.sweep(0)

      expect((await as.anonymous.request('GET', made.url)).text).toBe('a bytes')
      expect((await as.anonymous.request('GET', more.url)).text).toBe('b bytes')
    })

    it('again after its package was purged says that it is gone', async () => {
      const { as, given, services } = await startServer({ database })
      await given.app('Viewer')
      const upload = await given.upload('the bytes')
      const input = { ...installerFacts(), upload: upload.id }
      const { id } = (await as.admin.publishPackage(path, input)).value.package
      await as.admin.deletePackage({ ...path, package: id })
      await as.admin.purgeFromTrash({ ...path, id })
      await services.files.sweep(0)

      expect(await as.admin.publishPackage(path, input)).toMatchProblem('upload_not_found')
    })
  })
}
