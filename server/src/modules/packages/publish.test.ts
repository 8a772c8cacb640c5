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
}
