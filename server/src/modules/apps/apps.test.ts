import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`collections on ${database.name}`, () => {
    it('are made, shown, changed and deleted', async () => {
      const { as } = await startServer({ database })

      const made = (await as.admin.createCollection({ name: 'Tools', description: 'Small ones' })).value
      expect(made).toMatchObject({ name: 'Tools', description: 'Small ones', public: true })
      expect((await as.anonymous.getCollection({ collection: 'TOOLS' })).value).toEqual(made)
      expect((await as.anonymous.getCollection({ collection: made.id })).value).toEqual(made)

      const changed = await as.admin.updateCollection({ collection: 'tools' }, { name: 'Utilities', public: false })
      expect(changed.value).toMatchObject({ id: made.id, name: 'Utilities', public: false })
      expect(await as.anonymous.getCollection({ collection: 'Utilities' })).toMatchProblem('collection_not_found')

      expect((await as.admin.deleteCollection({ collection: made.id })).status).toBe(204)
      expect(await as.admin.getCollection({ collection: made.id })).toMatchProblem('collection_not_found')
    })

    it('have names of their own, whatever their case', async () => {
      const { as, given } = await startServer({ database })
      await given.collection('Tools')
      await given.collection('Other')

      expect(await as.admin.createCollection({ name: 'TOOLS' })).toMatchProblem('name_taken', { fields: ['name'] })
      expect(await as.admin.updateCollection({ collection: 'other' }, { name: 'tools' })).toMatchProblem('name_taken')
      expect((await as.admin.updateCollection({ collection: 'other' }, { name: 'OTHER' })).value.name).toBe('OTHER')
    })

    it('are listed by name, page by page; private ones to administrators', async () => {
      const { as, given } = await startServer({ database })
      for (const name of ['delta', 'Alpha', 'charlie']) await given.collection(name)
      await given.collection('Bravo', { public: false })

      const names = async (caller: typeof as.admin) => {
        const all: string[] = []
        let cursor: string | null = null
        do {
          const page: { items: { name: string }[]; cursor: string | null } = (
            await caller.listCollections({ limit: 2, ...(cursor !== null && { cursor }) })
          ).value
          all.push(...page.items.map((collection) => collection.name))
          cursor = page.cursor
        } while (cursor !== null)
        return all
      }
      expect(await names(as.anonymous)).toEqual(['Alpha', 'charlie', 'delta'])
      expect(await names(as.admin)).toEqual(['Alpha', 'Bravo', 'charlie', 'delta'])
    })

    it('are deleted only when nothing is in them, not even in the trash', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer', { collection: 'Tools' })
      const isEmpty = async () => (await as.admin.getCollection({ collection: 'Tools' })).value.empty

      expect(await isEmpty()).toBe(false)
      expect(await as.admin.deleteCollection({ collection: 'Tools' })).toMatchProblem('conflict')
      await as.admin.deleteApp({ app: 'viewer' })
      expect(await isEmpty()).toBe(false)
      expect(await as.admin.deleteCollection({ collection: 'Tools' })).toMatchProblem('conflict')
    })
  })

  describe(`applications on ${database.name}`, () => {
    it('are made with what was said and sensible rest', async () => {
      const { as } = await startServer({ database })

      const answer = await as.admin.createApp({ name: '3D Viewer für Ärzte' })

      expect(answer.status).toBe(201)
      expect(answer.value).toMatchObject({
        slug: '3d-viewer-fur-arzte',
        name: '3D Viewer für Ärzte',
        collection: 'Applications',
        public: true,
        description: '',
        homepage: null,
        applicationPackageNameTemplate: '{baseName}_{os}_{arch}_{revision}',
        extensionPackageNameTemplate: '{app_revision}_{baseName}_{os}_{arch}_{revision}',
      })
      expect(answer.value.permissions).toContain('app.delete')
    })

    it('are found by slug, name and id, whatever the case', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('My Viewer', { slug: 'mv' })

      for (const reference of ['mv', 'MV', 'My Viewer', 'my viewer', app.id]) {
        expect((await as.anonymous.getApp({ app: reference })).value.id, reference).toBe(app.id)
      }
      expect(await as.anonymous.getApp({ app: 'viewer' })).toMatchProblem('app_not_found', { app: 'viewer' })
    })

    it('show each caller what this one may do', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const may = async (caller: typeof as.admin) => (await caller.getApp({ app: app.slug })).value.permissions

      expect(await may(as.anonymous)).toEqual(['app.read', 'release.read', 'spk.read', 'collection.read'])
      expect(await may(as.uploader(app))).toContain('package.publish')
      expect(await may(as.uploader(app))).not.toContain('package.yank')
      expect(await may(as.maintainer(app))).toContain('package.replace')
      expect(await may(as.key({ scopes: ['read'] }))).not.toContain('package.publish')
    })

    it('have names of their own within a collection, and slugs of their own', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')

      expect(await as.admin.createApp({ name: 'VIEWER' })).toMatchProblem('name_taken', { fields: ['name'] })
      const slug = await as.admin.createApp({ name: 'Other', slug: 'viewer' })
      expect(slug).toMatchProblem('name_taken', { fields: ['slug'] })
      expect((await as.admin.createApp({ name: 'Viewer', collection: 'Tools' })).value.slug).toBe('viewer-2')
      await given.app('Editor')
      expect(await as.admin.updateApp({ app: 'editor' }, { name: 'viewer' })).toMatchProblem('name_taken')
      expect(await as.admin.updateApp({ app: 'editor' }, { slug: 'viewer' })).toMatchProblem('name_taken')
    })

    it('are never called like an id', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const id = '5f4474d0e1d8c75dfc705482'

      expect(await as.admin.createApp({ name: id })).toMatchProblem('invalid_input', { fields: ['name'] })
      expect(await as.admin.createApp({ name: 'X', slug: id })).toMatchProblem('invalid_input', { fields: ['slug'] })
      expect(await as.admin.updateApp({ app: 'viewer' }, { name: id })).toMatchProblem('invalid_input')
      expect(await as.admin.updateApp({ app: 'viewer' }, { slug: id })).toMatchProblem('invalid_input', {
        fields: ['slug'],
      })
      expect((await as.admin.createApp({ name: `${id}!` })).value.slug).not.toBe(id)
    })

    it.each(['', ' ', '.', '..', 'a/b', 'a\\b', 'a\nb', ' a', 'a ', 'x'.repeat(121)])(
      'cannot have the name %j',
      async (name) => {
        const { as } = await startServer({ database })
        expect(await as.admin.createApp({ name })).toMatchProblem('invalid_input', { fields: ['name'] })
      },
    )

    it('change, and say so in the audit', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer', { homepage: 'https://viewer.example' })

      const changed = await as
        .owner(app)
        .updateApp({ app: app.slug }, { name: 'Looker', slug: 'looker', homepage: null, public: false })

      expect(changed.value).toMatchObject({ id: app.id, name: 'Looker', slug: 'looker', homepage: null, public: false })
      expect(await as.anonymous.getApp({ app: 'looker' })).toMatchProblem('app_not_found')
      const [entry] = (await as.admin.listAudit({ app: app.id, action: 'app.update' })).value.items
      expect(entry?.before).toEqual({
        name: 'Viewer',
        slug: 'viewer',
        homepage: 'https://viewer.example',
        public: true,
      })
      expect(entry?.after).toEqual({ name: 'Looker', slug: 'looker', homepage: null, public: false })
    })

    it('that do not change leave no trace of it', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')

      expect((await as.admin.updateApp({ app: app.slug }, { name: 'Viewer' })).value).toEqual(app)
      expect((await as.admin.listAudit({ action: 'app.update' })).value.items).toEqual([])
    })

    it('are listed by name, page by page, as far as one may know of them', async () => {
      const { as, given } = await startServer({ database })
      for (const name of ['Delta', 'alpha', 'Charlie']) await given.app(name)
      const bravo = await given.app('Bravo', { public: false })
      await given.app('Echo', { collection: 'Tools' })
      const names = async (caller: typeof as.admin, query: { collection?: string } = {}) => {
        const first = (await caller.listApps({ limit: 3, ...query })).value
        if (first.cursor === null) return first.items.map((app) => app.name)
        const second = (await caller.listApps({ limit: 3, ...query, cursor: first.cursor })).value
        return [...first.items, ...second.items].map((app) => app.name)
      }

      expect(await names(as.anonymous)).toEqual(['alpha', 'Charlie', 'Delta', 'Echo'])
      expect(await names(as.stranger)).toEqual(['alpha', 'Charlie', 'Delta', 'Echo'])
      expect(await names(as.reader(bravo))).toEqual(['alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'])
      expect(await names(as.admin)).toEqual(['alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'])
      expect(await names(as.anonymous, { collection: 'TOOLS' })).toEqual(['Echo'])
    })

    it('say beforehand what goes when they are deleted, and then exactly that goes', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { packages: 2, extensions: 3 })
      await given.draft(app, '200', { packages: 1, extensions: 1 })
      // Other bytes in a draft: the earlier file is still there.
      await given.installer(app, { revision: '200', bytes: 'other bytes' })
      const gone = (await as.admin.listPackages({ app: app.slug }, { release: '200' })).value.items[0]

      const preview = (await as.owner(app).previewAppDeletion({ app: app.slug })).value
      expect(preview).toMatchObject({ releases: 1, drafts: 1, packages: 3, extensions: 4, files: 8 })
      const { restorableUntil: _until, ...deleted } = (await as.owner(app).deleteApp({ app: app.slug })).value
      const { restorableUntil: _also, ...promised } = preview
      expect(deleted).toEqual(promised)

      expect(await as.admin.getApp({ app: app.slug })).toMatchProblem('app_not_found')
      expect((await as.anonymous.request('GET', gone?.url ?? '')).status).toBe(404)
      expect((await as.anonymous.request('GET', gone?.file.url ?? '')).status).toBe(404)
      expect((await as.admin.listApps()).value.items).toEqual([])

      const [entry] = (await as.admin.listDeletedApps()).value.items
      expect(entry).toMatchObject({ id: app.id, kind: 'app', name: 'Viewer', deletedBy: 'owner-of-viewer' })
      travel({ days: 29 })
      expect((await as.admin.restoreApp({ id: app.id })).status).toBe(204)
      expect((await as.anonymous.request('GET', gone?.url ?? '')).text).toBe('other bytes')
      expect((await as.admin.listReleases({ app: app.slug })).value.items).toHaveLength(2)
    })

    it('stay deleted when another has taken the name', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await as.admin.deleteApp({ app: app.slug })
      await given.app('Viewer')

      expect(await as.admin.restoreApp({ id: app.id })).toMatchProblem('cannot_restore')
      expect(await as.admin.restoreApp({ id: 'f'.repeat(24) })).toMatchProblem('trash_not_found')
    })

    it('go for good after their time in the trash, and their bytes with them', async () => {
      const { as, given, travel, services, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { packages: 2 })
      await as.admin.deleteApp({ app: app.slug })
      await services.trash.empty()
      await services.files.sweep(0)
      expect(await storedKeys()).toHaveLength(2)

      travel({ days: 31 })
      expect(await services.trash.empty()).toBe(1)
      await services.files.sweep(0)

      expect(await storedKeys()).toEqual([])
      expect((await as.admin.listDeletedApps()).value.items).toEqual([])
    })
  })

  describe(`naming templates on ${database.name}`, () => {
    it.each([
      ['{baseName}-{version}', 'Viewer-1.0.0'],
      ['{{{baseName}}}', '{Viewer}'],
      ['{{literal}} {baseName}', '{literal} Viewer'],
      ['{os}/{arch}', 'linux_arm64'],
      ['{baseName}_{build_date:%Y%m%d-%H%M%S}', 'Viewer_20260203-040506'],
      ['{build_date:%y %j %F %T %s %%}', '26 034 2026-02-03 04:05:06 1770091506 %'],
      ['{build_date}', '2026-02-03 04:05:06'],
      ['{baseName}{pre_release}', 'Viewertrue'],
      ['{repository_type}:{repository_url}', 'git:https:__example.org_viewer'],
    ])('%s gives %s', async (template, name) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('App', { applicationPackageNameTemplate: template })

      const made = await given.installer(app, {
        os: 'linux',
        arch: 'arm64',
        preRelease: true,
        buildDate: '2026-02-03T04:05:06Z',
        repositoryType: 'git',
        repositoryUrl: 'https://example.org/viewer',
      })

      expect(made.name).toBe(name)
      expect((await as.anonymous.getPackage({ app: app.slug, package: made.id })).value.name).toBe(name)
    })

    it('may use every fact of an extension', async () => {
      const { given } = await startServer({ database })
      const app = await given.app('App', {
        extensionPackageNameTemplate:
          '{app_revision}|{baseName}|{revision}|{category}|{tier}|{enabled}|{license}|{homepage}',
      })

      const made = await given.extension(app, { category: 'Tools', tier: 5, enabled: false, license: 'MIT' })

      expect(made.name).toBe('100|Tools|abc123|Tools|5|false|MIT|')
    })

    it.each([
      ['{nonsense}', 'nonsense'],
      ['{app_revision}', 'app_revision'],
      ['{baseName.x}', 'baseName.x'],
      ['{baseName[0]}', 'baseName[0]'],
      ['{baseName!r}', 'baseName!r'],
      ['{baseName:>10}', 'baseName'],
      ['{baseName}{build_date:%Q}', '%Q'],
      ['{__proto__}', '__proto__'],
      ['{constructor}', 'constructor'],
      ['{}', '{}'],
      ['{baseName', '{'],
      ['baseName}', '}'],
      ['always the same', 'key'],
      ['{{always}}', 'key'],
      ['', 'key'],
    ])('refuses %j, naming template and key', async (template, named) => {
      const { as, given } = await startServer({ database })
      const app = await given.app('App')
      const attempts = [
        await as.admin.createApp({ name: 'More', applicationPackageNameTemplate: template }),
        await as.owner(app).updateApp({ app: app.slug }, { applicationPackageNameTemplate: template }),
      ]
      for (const answer of attempts) {
        expect(answer).toMatchProblem('template_invalid', { template, fields: ['applicationPackageNameTemplate'] })
        expect(answer.problem.detail).toContain(JSON.stringify(template))
        expect(answer.problem.detail).toContain(named)
      }
    })

    it('hold from then on, for what is published then', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('App')
      const before = await given.installer(app, { arch: 'amd64' })
      await as.admin.updateApp({ app: app.slug }, { applicationPackageNameTemplate: 'new {baseName} {arch}' })

      expect((await given.installer(app, { arch: 'arm64' })).name).toBe('new Viewer arm64')
      expect((await as.admin.getPackage({ app: app.slug, package: before.id })).value.name).toBe(before.name)
    })
  })
}
