import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`the trash on ${database.name}`, () => {
    it('shows what was deleted, the last first, with who did it and until when it can come back', async () => {
      const { as, given, travel } = await startServer({ database })
      const app = await given.app('Viewer')
      const release = await given.release(app, '5.8', { packages: 1 })
      const tool = await given.extension(app, { appRevision: '100' })
      await as.maintainer(app).deleteRelease({ app: app.slug, release: '5.8' })
      travel({ minutes: 1 })
      await as.maintainer(app).deleteExtension({ app: app.slug, extension: tool.id })

      const { items } = (await as.maintainer(app).listTrash({ app: app.slug })).value

      expect(items).toMatchObject([
        { id: tool.id, kind: 'extension', name: tool.name, bytes: tool.file.size, deletedBy: 'maintainer-of-viewer' },
        { id: release.id, kind: 'release', name: '5.8', bytes: release.bytes },
      ])
      const [first] = items
      expect(Date.parse(first?.purgedAt ?? '') - Date.parse(first?.deletedAt ?? '')).toBe(30 * 86_400_000)
    })

    it('gives back a package to its place', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app)
      const path = { app: app.slug, package: made.id }
      expect((await as.maintainer(app).deletePackage(path)).status).toBe(204)
      expect(await as.admin.getPackage(path)).toMatchProblem('package_not_found')
      expect(await as.maintainer(app).deletePackage(path)).toMatchProblem('package_not_found')
      expect((await as.admin.getRelease({ app: app.slug, release: '100' })).value).toMatchObject({
        packages: 0,
        bytes: 0,
      })

      expect((await as.maintainer(app).restoreFromTrash({ app: app.slug, id: made.id })).status).toBe(204)

      expect((await as.admin.getPackage(path)).value).toMatchObject({ id: made.id, file: made.file })
      expect((await as.admin.getRelease({ app: app.slug, release: '100' })).value.packages).toBe(1)
      const again = await as.admin.restoreFromTrash({ app: app.slug, id: made.id })
      expect(again).toMatchProblem('trash_not_found')
    })

    it('keeps a package whose place, or whose file name, another has taken', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const [first, second] = [await given.installer(app), await given.extension(app, { fileName: 'tools.zip' })]
      await as.admin.deletePackage({ app: app.slug, package: first.id })
      await as.admin.deleteExtension({ app: app.slug, extension: second.id })
      await given.installer(app)
      await given.extension(app, { baseName: 'Other', fileName: 'tools.zip' })

      for (const { id } of [first, second]) {
        const answer = await as.admin.restoreFromTrash({ app: app.slug, id })
        expect(answer).toMatchProblem('cannot_restore')
      }
    })

    it('keeps a package as long as its release is in there', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app)
      await as.admin.deletePackage({ app: app.slug, package: made.id })
      const { id } = (await as.admin.getRelease({ app: app.slug, release: '100' })).value
      await as.admin.deleteRelease({ app: app.slug, release: '100' })

      expect(await as.admin.restoreFromTrash({ app: app.slug, id: made.id })).toMatchProblem('cannot_restore')
      await as.admin.restoreFromTrash({ app: app.slug, id })
      expect((await as.admin.getRelease({ app: app.slug, release: '100' })).value.packages).toBe(0)
      expect((await as.admin.restoreFromTrash({ app: app.slug, id: made.id })).status).toBe(204)
    })

    it('keeps a release whose name or revision another has by now', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const byName = await given.release(app, '5.8', { revision: 'a' })
      const byRevision = await given.release(app, '5.9', { revision: 'b' })
      for (const { id } of [byName, byRevision]) await as.admin.deleteRelease({ app: app.slug, release: id })
      await given.release(app, '5.8', { revision: 'c' })
      await given.release(app, '6.0', { revision: 'b' })

      for (const { id } of [byName, byRevision]) {
        expect(await as.admin.restoreFromTrash({ app: app.slug, id })).toMatchProblem('cannot_restore')
      }
    })

    it('forgets for good what an owner purges, and the sweep frees its bytes', async () => {
      const { as, given, services, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const draft = await given.draft(app, '100', { packages: 1, extensions: 1 })
      const kept = await given.installer(app, { revision: '200' })
      await as.admin.deleteRelease({ app: app.slug, release: '100' })
      await as.admin.deletePackage({ app: app.slug, package: kept.id })
      await services.files.sweep(0)
      expect(await storedKeys()).toHaveLength(3)

      expect((await as.owner(app).purgeFromTrash({ app: app.slug, id: draft.id })).status).toBe(204)
      await services.files.sweep(0)
      expect(await storedKeys()).toHaveLength(1)
      expect((await as.owner(app).purgeFromTrash({ app: app.slug, id: kept.id })).status).toBe(204)
      await services.files.sweep(0)

      expect(await storedKeys()).toEqual([])
      expect((await as.admin.listTrash({ app: app.slug })).value.items).toEqual([])
      expect(await as.owner(app).purgeFromTrash({ app: app.slug, id: kept.id })).toMatchProblem('trash_not_found')
      expect((await as.admin.listAudit({ action: 'trash.purge' })).value.items).toHaveLength(2)
    })

    it('is emptied by the server when the time of things is over', async () => {
      const { as, given, services, travel, runJobs, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const old = await given.installer(app, { revision: '100' })
      await as.admin.deletePackage({ app: app.slug, package: old.id })
      travel({ days: 20 })
      await given.draft(app, '200')
      await as.admin.deleteRelease({ app: app.slug, release: '200' })
      await services.jobs.start()
      await services.jobs.stop()

      travel({ days: 11 })
      await runJobs()
      expect((await as.admin.listTrash({ app: app.slug })).value.items).toMatchObject([{ kind: 'draft', name: '200' }])
      travel({ days: 20 })
      await runJobs()
      await services.files.sweep(0)

      expect((await as.admin.listTrash({ app: app.slug })).value.items).toEqual([])
      expect(await storedKeys()).toEqual([])
    })

    it('keeps bytes that something living has as well', async () => {
      const { as, given, services, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const [a, b] = [
        await given.installer(app, { revision: '1', bytes: 'the same' }),
        await given.installer(app, { revision: '2', bytes: 'the same' }),
      ]
      expect(await storedKeys()).toHaveLength(1)
      await as.admin.deletePackage({ app: app.slug, package: a.id })
      await as.admin.purgeFromTrash({ app: app.slug, id: a.id })
      await services.files.sweep(0)

      expect((await as.anonymous.request('GET', b.url)).text).toBe('the same')
    })

    it('knows only the things of the application asked for', async () => {
      const { as, given } = await startServer({ database })
      const [viewer, editor] = [await given.app('Viewer'), await given.app('Editor')]
      const made = await given.installer(viewer)
      await as.admin.deletePackage({ app: viewer.slug, package: made.id })

      expect((await as.admin.listTrash({ app: editor.slug })).value.items).toEqual([])
      for (const call of ['restoreFromTrash', 'purgeFromTrash'] as const) {
        expect(await as.owner(editor)[call]({ app: editor.slug, id: made.id })).toMatchProblem('trash_not_found')
      }
    })
  })
}
