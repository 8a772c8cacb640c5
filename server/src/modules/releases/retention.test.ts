import type { RetentionRules } from '@slipway/contract'
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'

const off: RetentionRules = {
  enabled: false,
  keepLast: null,
  keepDays: null,
  keepMonthly: false,
  keepReplacedDays: 90,
}

/** Drafts 1 to 6, made in the middle of the first six months of 2027; it is the 20th of June then. */
async function halfAYear(database: (typeof databases)[number]) {
  const server = await startServer({ database })
  const app = await server.given.app('Viewer')
  for (let month = 1; month <= 6; month++) {
    server.travel({ days: (Date.UTC(2027, month - 1, 15) - Date.now()) / 86_400_000 })
    await server.given.draft(app, String(month))
  }
  server.travel({ days: 5 })
  const path = { app: app.slug }
  return {
    ...server,
    app,
    path,
    /** what rules would delete, oldest first */
    deletes: async (rules: Partial<RetentionRules>) => {
      const preview = (await server.as.admin.tryRetention(path, { ...off, ...rules })).value
      return preview.deletes.map((draft) => draft.revision).reverse()
    },
  }
}

for (const database of databases) {
  describe(`retention on ${database.name}`, () => {
    it('deletes nothing until somebody says what is to be kept', async () => {
      const { as, path, app, deletes } = await halfAYear(database)

      expect((await as.maintainer(app).getRetention(path)).value).toEqual(off)
      expect(await deletes({})).toEqual([])
      const ran = (await as.admin.runRetention(path)).value
      expect(ran.deletes).toEqual([])
      expect(new Set(ran.keeps.map((draft) => draft.why))).toEqual(new Set(['no rule']))
    })

    it('keeps the last, the young, one of each month and the pinned: whatever any rule keeps', async () => {
      const { as, path, app, given, deletes } = await halfAYear(database)

      expect(await deletes({ keepLast: 2 })).toEqual(['1', '2', '3', '4'])
      expect(await deletes({ keepLast: 0 })).toEqual(['1', '2', '3', '4', '5', '6'])
      expect(await deletes({ keepDays: 40 })).toEqual(['1', '2', '3', '4'])
      expect(await deletes({ keepMonthly: true })).toEqual([])
      expect(await deletes({ keepLast: 1, keepDays: 70 })).toEqual(['1', '2', '3'])

      await given.draft(app, '7')
      expect(await deletes({ keepMonthly: true })).toEqual(['6'])
      await as.admin.updateRelease({ ...path, release: '1' }, { pinned: true })
      expect(await deletes({ keepLast: 1 })).toEqual(['2', '3', '4', '5', '6'])
      const preview = (await as.admin.tryRetention(path, { ...off, keepLast: 1, keepDays: 6 })).value
      expect(preview.keeps.map(({ revision, why }) => [revision, why])).toEqual([
        ['7', 'last'],
        ['6', 'young'],
        ['1', 'pinned'],
      ])
    })

    it('does what its preview says, and leaves stable releases alone', async () => {
      const { as, path, app, given } = await halfAYear(database)
      await given.release(app, '5.6', { extensions: 1 })
      await as.admin.setRetention(path, { ...off, keepLast: 2 })

      const preview = (await as.admin.previewRetention(path)).value
      const ran = (await as.maintainer(app).runRetention(path)).value

      expect(ran).toEqual(preview)
      expect(ran.deletes.map((draft) => draft.extensions)).toEqual([1, 1, 1, 1])
      expect(ran.bytes).toBe(ran.deletes.reduce((sum, draft) => sum + draft.bytes, 0))
      const left = (await as.anonymous.listReleases(path)).value.items.map((release) => release.name)
      expect(left).toEqual(['5.6', '6', '5'])
      const trash = (await as.admin.listTrash(path)).value.items
      expect(trash.map((entry) => entry.id).sort()).toEqual(preview.deletes.map((draft) => draft.id).sort())
      expect(trash[0]).toMatchObject({ kind: 'draft', deletedBy: 'maintainer-of-viewer' })
      expect((await as.admin.runRetention(path)).value.deletes).toEqual([])

      const once = (await as.maintainer(app).runOtherRetention(path, { ...off, keepLast: 1 })).value
      expect(once.deletes.map(({ revision }) => revision)).toEqual(['5'])
      expect((await as.admin.getRetention(path)).value).toEqual({ ...off, keepLast: 2 })
    })

    it('is set by maintainers, on record, and refuses nonsense', async () => {
      const { as, path, app } = await halfAYear(database)
      const rules = { ...off, keepLast: 3 }

      expect((await as.maintainer(app).setRetention(path, rules)).value).toEqual(rules)
      expect((await as.admin.getRetention(path)).value).toEqual(rules)
      await as.admin.setRetention(path, rules)
      const entries = (await as.admin.listAudit({ action: 'retention.set' })).value.items
      expect(entries).toMatchObject([{ before: { keepLast: null }, after: { keepLast: 3 } }])
      for (const wrong of [{ keepLast: -1 }, { keepLast: 1.5 }, { keepDays: 1e9 }, { keepReplacedDays: null }]) {
        const answer = await as.admin.setRetention(path, { ...off, ...wrong } as RetentionRules)
        expect(answer).toMatchProblem('invalid_input', { fields: Object.keys(wrong) })
      }
    })

    it('forgets replaced files when their time is over, and then their bytes go', async () => {
      const { as, given, travel, services, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const first = await given.installer(app, { bytes: 'first' })
      await given.installer(app, { bytes: 'second' })
      const path = { app: app.slug }
      await as.admin.setRetention(path, { ...off, keepReplacedDays: 10 })

      travel({ days: 9 })
      await as.admin.runRetention(path)
      await services.files.sweep(0)
      expect((await as.anonymous.request('GET', first.file.url)).text).toBe('first')

      travel({ days: 2 })
      await as.admin.runRetention(path)
      expect((await as.anonymous.request('GET', first.file.url)).status).toBe(404)
      expect((await as.anonymous.request('GET', `/dl/${first.id}`)).text).toBe('second')
      expect((await as.admin.listPackageFiles({ ...path, package: first.id })).value.items).toHaveLength(1)
      await services.files.sweep(0)
      expect(await storedKeys()).toHaveLength(1)
    })

    it('is run every day by the server, where it is switched on', async () => {
      const { as, given, services, travel, runJobs } = await startServer({ database })
      const [on, other] = [await given.app('On'), await given.app('Off')]
      for (const app of [on, other]) for (const revision of ['1', '2']) await given.draft(app, revision)
      await as.admin.setRetention({ app: on.slug }, { ...off, enabled: true, keepLast: 1 })
      await as.admin.setRetention({ app: other.slug }, { ...off, enabled: false, keepLast: 1 })
      await services.jobs.start()
      await services.jobs.stop()

      travel({ hours: 25 })
      await runJobs()

      const drafts = async (app: string) => (await as.admin.listReleases({ app })).value.items.length
      expect(await drafts(on.slug)).toBe(1)
      expect(await drafts(other.slug)).toBe(2)
      expect((await as.admin.listTrash({ app: on.slug })).value.items).toMatchObject([{ deletedBy: null }])
      const [entry] = (await as.admin.listAudit({ action: 'draft.delete' })).value.items
      expect(entry?.actor).toBeNull()
    })
  })
}
