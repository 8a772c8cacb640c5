import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

const path = { app: 'viewer' }

for (const database of databases) {
  describe(`packages on ${database.name}`, () => {
    it('have their facts changed, and the name that follows from them', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer', { applicationPackageNameTemplate: '{baseName}-{version}' })
      const made = await given.installer(app)

      const changed = await as
        .uploader(app)
        .updatePackage({ ...path, package: made.id }, { version: '2.0', preRelease: true, description: 'New' })

      expect(changed.value).toMatchObject({
        id: made.id,
        version: '2.0',
        preRelease: true,
        description: 'New',
        name: 'Viewer-2.0',
        file: made.file,
      })
      const [entry] = (await as.admin.listAudit({ action: 'package.update' })).value.items
      expect(entry).toMatchObject({ before: { version: '1.0.0' }, after: { version: '2.0' }, target: { id: made.id } })
      const same = await as.uploader(app).updatePackage({ ...path, package: made.id }, { version: '2.0' })
      expect(same.value).toEqual(changed.value)
      expect((await as.admin.listAudit({ action: 'package.update' })).value.items).toHaveLength(1)
    })

    it('have fields cleared by null', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { category: 'Old', tier: 3, enabled: true, keywords: 'a b' })

      const changed = await as
        .uploader(app)
        .updateExtension({ ...path, extension: made.id }, { category: null, tier: null, enabled: null, keywords: '' })

      expect(changed.value).toMatchObject({ category: null, tier: null, enabled: null, keywords: null })
    })

    it('are found by what their changed words say', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { keywords: 'segment' })
      await as.admin.updateExtension({ ...path, extension: made.id }, { keywords: 'registration' })
      const found = async (q: string) => (await as.anonymous.listExtensions(path, { q })).value.items.length

      expect(await found('registration')).toBe(1)
      expect(await found('segment')).toBe(0)
    })

    it('are yanked with a reason that everybody sees, stay downloadable, and are un-yanked', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const [made, tool] = [await given.installer(app), await given.extension(app)]
      const maintainer = as.maintainer(app)

      await maintainer.yankPackage({ ...path, package: made.id }, { reason: 'It loses data' })
      await maintainer.yankExtension({ ...path, extension: tool.id }, { reason: 'It crashes' })

      const shown = (await as.anonymous.getPackage({ ...path, package: made.id })).value
      expect(shown.yanked).toMatchObject({ reason: 'It loses data' })
      expect((await as.anonymous.request('GET', made.url)).status).toBe(200)
      const listed = async (yanked?: boolean) =>
        (await as.anonymous.listExtensions(path, yanked === undefined ? {} : { yanked })).value.items.length
      expect([await listed(), await listed(true), await listed(false)]).toEqual([1, 1, 0])

      await maintainer.unyankPackage({ ...path, package: made.id })
      await maintainer.unyankPackage({ ...path, package: made.id })
      expect((await as.anonymous.getPackage({ ...path, package: made.id })).value.yanked).toBeNull()
      const actions = (await as.admin.listAudit({ target: made.id })).value.items.map((entry) => entry.action)
      expect(actions).toEqual(['package.unyank', 'package.yank', 'package.publish'])
      const noReason = await maintainer.yankPackage({ ...path, package: made.id }, { reason: ' ' })
      expect(noReason).toMatchProblem('invalid_input', { fields: ['reason'] })
    })

    it('are known only by the application and the kind they belong to', async () => {
      const { as, given } = await startServer({ database })
      const [viewer] = [await given.app('Viewer'), await given.app('Editor')]
      const [made, tool] = [await given.installer(viewer), await given.extension(viewer)]

      const elsewhere = await as.admin.getPackage({ app: 'editor', package: made.id })
      expect(elsewhere).toMatchProblem('package_not_found', { package: made.id })
      expect(await as.admin.getPackage({ ...path, package: tool.id })).toMatchProblem('package_not_found')
      expect(await as.admin.getExtension({ ...path, extension: made.id })).toMatchProblem('extension_not_found')
      expect(await as.admin.deleteExtension({ ...path, extension: made.id })).toMatchProblem('extension_not_found')
      expect(await as.admin.getPackage({ ...path, package: 'nonsense' })).toMatchProblem('invalid_input')
    })

    it('change without being uploaded anew, and only by their own fields', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app)
      for (const field of ['os', 'baseName', 'file', 'revision', 'id']) {
        const answer = await as.admin.request('PATCH', `/api/v2/apps/viewer/packages/${made.id}`, {
          body: { [field]: 'linux' },
        })
        expect(answer).toMatchProblem('invalid_input', { fields: [field] })
      }
    })
  })
}
