import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`releases on ${database.name}`, () => {
    it('are created, and uploads of their revision go to them', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')

      const made = await as
        .maintainer(app)
        .createRelease({ app: app.slug }, { name: '5.8', revision: '33000', description: '# Notes' })
      const uploaded = await given.installer(app, { revision: '33000' })

      expect(made.status).toBe(201)
      expect(made.value).toMatchObject({
        app: 'viewer',
        stage: 'stable',
        name: '5.8',
        revision: '33000',
        description: '# Notes',
        public: true,
        pinned: false,
        packages: 0,
        targets: [],
        promotedFrom: null,
      })
      expect(made.value.releasedAt).not.toBeNull()
      expect(uploaded.release).toEqual({ id: made.value.id, name: '5.8', stage: 'stable', revision: '33000' })
    })

    it('make a draft of a revision that no release has, with the first upload', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')

      await given.extension(app, { appRevision: '33001' })
      await given.installer(app, { revision: '33001' })

      const drafts = (await as.anonymous.listReleases({ app: app.slug })).value.items
      expect(drafts).toMatchObject([
        { stage: 'draft', name: '33001', revision: '33001', releasedAt: null, packages: 1, extensions: 1 },
      ])
      const made = (await as.admin.listAudit({ action: 'draft.create' })).value.items
      expect(made).toHaveLength(1)
    })

    it('inherit from the application who may see them', async () => {
      const { given } = await startServer({ database })
      const app = await given.app('Viewer', { public: false })

      expect((await given.release(app, '5.8')).public).toBe(false)
      expect((await given.draft(app, '100')).public).toBe(false)
      expect((await given.release(app, '5.9', { public: true })).public).toBe(true)
    })

    it('are listed newest first, by stage and page by page, while others are made and deleted', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const revision of ['1', '2', '3', '4', '5']) {
        await given.draft(app, revision)
        travel({ minutes: 1 })
      }
      await given.release(app, '5.8')
      const path = { app: app.slug }

      const first = (await as.anonymous.listReleases(path, { limit: 3 })).value
      expect(first.items.map((release) => release.name)).toEqual(['5.8', '5', '4'])
      travel({ minutes: 1 })
      await given.draft(app, '6')
      await as.admin.deleteRelease({ ...path, release: '4' })
      const second = (await as.anonymous.listReleases(path, { limit: 3, cursor: first.cursor ?? '' })).value
      expect(second.items.map((release) => release.name)).toEqual(['3', '2', '1'])
      expect(second.cursor).toBeNull()

      const names = async (stage: 'draft' | 'stable') =>
        (await as.anonymous.listReleases(path, { stage })).value.items.map((release) => release.name)
      expect(await names('stable')).toEqual(['5.8'])
      expect(await names('draft')).toEqual(['6', '5', '3', '2', '1'])
    })

    it('are found by id, by name whatever its case, and by exact revision', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const release = await given.release(app, '5.8-Beta', { revision: 'AbC' })
      const draft = await given.draft(app, 'DeF')
      const find = (reference: string) => as.anonymous.getRelease({ app: app.slug, release: reference })

      for (const reference of [release.id, '5.8-Beta', '5.8-BETA', 'AbC']) {
        expect((await find(reference)).value.id, reference).toBe(release.id)
      }
      expect((await find('DeF')).value.id).toBe(draft.id)
      for (const reference of ['abc', 'def', '5.8', 'f'.repeat(24)]) {
        expect(await find(reference), reference).toMatchProblem('release_not_found')
      }
    })

    it('prefer the release by name to the draft by revision', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '100', { revision: 'r1' })

      expect(await as.admin.putExtension({ app: app.slug }, factsFor('100'), 'bytes')).toMatchProblem('name_taken', {
        release: '100',
      })
      expect((await as.anonymous.getRelease({ app: app.slug, release: '100' })).value.revision).toBe('r1')
    })

    it('refuse names that would lead to two things', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '33000' })
      await given.draft(app, '33001')
      const create = (name: string, revision = 'new') => as.admin.createRelease({ app: app.slug }, { name, revision })

      expect(await create('5.8')).toMatchProblem('name_taken', { fields: ['name'] })
      expect(await create('33001')).toMatchProblem('name_taken', { fields: ['name'] })
      expect(await create('Draft')).toMatchProblem('invalid_input', { fields: ['name'] })
      expect(await create('5f4474d0e1d8c75dfc705482')).toMatchProblem('invalid_input', { fields: ['name'] })
      expect(await create('5.9', '5f4474d0e1d8c75dfc705482')).toMatchProblem('invalid_input', { fields: ['revision'] })
      expect(await create('5.9', '33000')).toMatchProblem('revision_taken', { release: '5.8', fields: ['revision'] })
      expect(await create('5.9', '')).toMatchProblem('invalid_input', { fields: ['revision'] })
      for (const name of ['', ' ', '.', '..', 'a/b', 'a\\b', 'a\u0000b', 'x'.repeat(121)]) {
        expect(await create(name), name).toMatchProblem('invalid_input', { fields: ['name'] })
      }
    })

    it('refuse uploads whose draft would have such a name', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const revision of ['draft', 'DRAFT', '5f4474d0e1d8c75dfc705482']) {
        const answer = await as.admin.putExtension({ app: app.slug }, factsFor(revision), 'bytes')
        expect(answer, revision).toMatchProblem('invalid_input', { fields: ['revision'] })
      }
    })

    it('are renamed, described, hidden and pinned', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const release = await given.release(app, '5.8', { packages: 1 })
      const change = { name: '5.8.1', description: 'Notes', public: false, pinned: true }

      const changed = await as.maintainer(app).updateRelease({ app: app.slug, release: '5.8' }, change)

      expect(changed.value).toMatchObject({ id: release.id, ...change, packages: 1 })
      expect(await as.admin.getRelease({ app: app.slug, release: '5.8' })).toMatchProblem('release_not_found')
      const [entry] = (await as.admin.listAudit({ action: 'release.update' })).value.items
      expect(entry).toMatchObject({
        app: 'viewer',
        target: { kind: 'release', id: release.id, name: '5.8.1' },
        before: { name: '5.8', description: '', public: true, pinned: false },
        after: change,
      })
      expect((await as.admin.updateRelease({ app: app.slug, release: '5.8.1' }, change)).status).toBe(200)
      expect((await as.admin.listAudit({ action: 'release.update' })).value.items).toHaveLength(1)
    })

    it('change the case of their name, and not to the name of another', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, 'Beta')
      await given.release(app, 'Final')
      const rename = (release: string, name: string) => as.admin.updateRelease({ app: app.slug, release }, { name })

      expect((await rename('beta', 'BETA')).value.name).toBe('BETA')
      expect(await rename('BETA', 'final')).toMatchProblem('name_taken')
      await given.draft(app, '100')
      expect(await rename('100', 'Nightly')).toMatchProblem('invalid_input', { fields: ['name'] })
      expect((await as.admin.updateRelease({ app: app.slug, release: '100' }, { pinned: true })).value.pinned).toBe(
        true,
      )
    })

    it('say for which targets something was built', async () => {
      const { given } = await startServer({ database })
      const app = await given.app('Viewer')

      const release = await given.release(app, '5.8', { packages: 2, extensions: 7 })

      expect(release.targets).toEqual([
        { os: 'linux', arch: 'amd64', packages: 1, extensions: 2 },
        { os: 'linux', arch: 'arm64', packages: 0, extensions: 1 },
        { os: 'macosx', arch: 'amd64', packages: 0, extensions: 1 },
        { os: 'macosx', arch: 'arm64', packages: 0, extensions: 1 },
        { os: 'win', arch: 'amd64', packages: 1, extensions: 2 },
      ])
      expect(release.bytes).toBeGreaterThan(0)
    })

    it('go to the trash as the preview said, and come back with everything', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const release = await given.release(app, '5.8', { packages: 1, extensions: 2 })
      const [tool] = (await as.admin.listExtensions({ app: app.slug })).value.items
      if (tool === undefined) throw new Error('nothing was published')
      const path = { app: app.slug, release: '5.8' }

      const { restorableUntil: _, ...preview } = (await as.maintainer(app).previewReleaseDeletion(path)).value
      const { restorableUntil: until, ...deleted } = (await as.maintainer(app).deleteRelease(path)).value
      expect(deleted).toEqual(preview)
      expect(preview).toEqual({ releases: 1, drafts: 0, packages: 1, extensions: 2, files: 3, bytes: release.bytes })
      expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000)

      expect(await as.admin.getRelease(path)).toMatchProblem('release_not_found')
      expect((await as.anonymous.request('GET', tool.file.url)).status).toBe(404)
      expect(await as.admin.getExtension({ app: app.slug, extension: tool.id })).toMatchProblem('extension_not_found')

      expect((await as.maintainer(app).restoreFromTrash({ app: app.slug, id: release.id })).status).toBe(204)
      expect((await as.admin.getRelease(path)).value).toMatchObject({
        packages: 1,
        extensions: 2,
        bytes: release.bytes,
      })
      expect((await as.anonymous.request('GET', tool.file.url)).status).toBe(200)
    })
  })
}

const factsFor = (appRevision: string) => ({
  baseName: 'Tools',
  os: 'linux' as const,
  arch: 'amd64',
  revision: 'abc',
  appRevision,
  fileName: 'tools.tar.gz',
})
