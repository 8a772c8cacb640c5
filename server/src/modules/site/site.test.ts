import { describe, expect, it } from 'vitest'
import { databases, installerFacts, startServer } from '../../../test/harness/index.ts'

for (const database of databases) {
  describe(`the site on ${database.name}`, () => {
    it('shows its name and banner to everybody, and records who set them', async () => {
      const { as } = await startServer({ database })
      const banner = { text: 'We move on Sunday', tone: 'warning' } as const
      await as.admin.updateSiteSettings({ name: 'Harbour', banner })

      expect((await as.anonymous.getServerInfo()).value).toMatchObject({ name: 'Harbour', banner, readOnly: false })
      await as.admin.updateSiteSettings({ banner: null })
      expect((await as.anonymous.getServerInfo()).value).toMatchObject({ name: 'Harbour', banner: null })
      const entries = (await as.admin.listAudit({ action: 'site.update' })).value.items
      expect(entries).toHaveLength(2)
      expect(entries[0]).toMatchObject({ actor: 'admin', before: { banner }, after: { banner: null } })
      expect(await as.admin.updateSiteSettings({ name: '  ' })).toMatchProblem('invalid_input')
      const wide = await as.admin.request('PATCH', '/api/v2/site/settings', { body: { colour: 'red' } })
      expect(wide).toMatchProblem('invalid_input')
    })

    it('refuses every change while it is read-only, whichever way it comes, and serves all the same', async () => {
      const { as, given, travel, runJobs } = await startServer({ database })
      const app = await given.app('Viewer')
      const installer = await given.installer(app)
      await as.admin.deletePackage({ app: app.slug, package: (await given.installer(app, { revision: '9' })).id })
      const key = await as.admin.key()
      await as.admin.updateSiteSettings({ readOnly: true, banner: { text: 'Back at noon.', tone: 'info' } })

      const native = await as.admin.putPackage({ app: app.slug }, installerFacts({ revision: '2' }), 'bytes')
      expect(native).toMatchProblem('read_only')
      expect(native.problem.detail).toContain('Back at noon.')
      expect(await as.admin.updateApp({ app: app.slug }, { description: 'x' })).toMatchProblem('read_only')
      const token = await as.anonymous.request('POST', `/api/v1/api_key/token?key=${key}`)
      expect(token.status).toBe(200)
      const headers = { 'girder-token': (token.json as { authToken: { token: string } }).authToken.token }
      const girder = await as.anonymous.request('POST', '/api/v1/app?name=New', { headers })
      expect(girder.status).toBe(403)
      const spk = await as.anonymous.request('POST', '/api/packages', { bytes: 'spk' })
      expect(spk.status).toBe(403)
      expect((await as.admin.request('POST', '/api/v2/nothing', { body: {} })).status).toBe(404)

      expect((await as.anonymous.request('GET', installer.url)).status).toBe(200)
      expect((await as.browser().getSession()).value.account?.login).toBe('admin')
      travel({ days: 60 })
      await runJobs()
      expect((await as.admin.listTrash({ app: app.slug })).value.items).toHaveLength(1)
      await as.admin.updateSiteSettings({ readOnly: false })
      expect((await as.admin.updateApp({ app: app.slug }, { description: 'x' })).status).toBe(200)
    })

    it('says how much each application stores, and how that grew', async () => {
      const { as, given, services, travel } = await startServer({ database })
      const viewer = await given.app('Viewer')
      await given.app('Empty')
      await given.installer(viewer, { bytes: 'x'.repeat(1000) })
      await services.storageLedger.note()
      travel({ days: 1 })
      await given.installer(viewer, { revision: '2', bytes: 'y'.repeat(500) })
      await services.storageLedger.note()
      await services.storageLedger.note()

      const use = (await as.admin.getStorageUse()).value
      expect(use).toMatchObject({ storedBytes: 1500, storedFiles: 2, uploadBytes: 0 })
      expect(use.apps.map(({ slug, bytes, files }) => ({ slug, bytes, files }))).toEqual([
        { slug: 'viewer', bytes: 1500, files: 2 },
        { slug: 'empty', bytes: 0, files: 0 },
      ])
      expect(use.apps[0]?.days.map(({ bytes }) => bytes)).toEqual([1000, 1500])
      expect((await as.maintainer(viewer).getAppStorage({ app: 'viewer' })).value, 'of one').toEqual(use.apps[0])
      expect(await as.uploader(viewer).getAppStorage({ app: 'viewer' })).toMatchProblem('forbidden')
      expect(await as.anonymous.getAppStorage({ app: 'viewer' })).toMatchProblem('login_required')
      expect(await as.admin.getAppStorage({ app: 'nothing' })).toMatchProblem('app_not_found')
      travel({ days: 200 })
      await services.storageLedger.note()
      expect((await as.admin.getStorageUse()).value.apps[0]?.days).toHaveLength(1)
    })

    it('shows jobs, and runs one again that failed for good', async () => {
      const { as, db, services, runJobs } = await startServer({ database })
      await db.write((tx) => services.jobs.enqueue(tx, 'storage.note', null, { once: 'storage.note' }))
      await db.direct
        .updateTable('job')
        .set({ state: 'failed', attempts: 8, last_error: 'no disk', finished_at: 1 })
        .execute()
      expect((await as.admin.getJobSummary()).value).toMatchObject({ failed: 1, waiting: 0 })
      const [job] = (await as.admin.listJobs({ state: 'failed' })).value.items
      expect(job).toMatchObject({ kind: 'storage.note', error: 'no disk', attempts: 8 })

      expect((await as.admin.retryJob({ id: job?.id ?? '' })).value).toMatchObject({ state: 'waiting', attempts: 0 })
      await runJobs()
      expect((await as.admin.listJobs({ kind: 'storage.note', state: 'done' })).value.items).toMatchObject([
        { id: job?.id, error: null },
      ])
      expect((await as.admin.retryJob({ id: job?.id ?? '' })).value.state).toBe('done')
      expect(await as.admin.retryJob({ id: '0'.repeat(24) })).toMatchProblem('job_not_found')
    })

    it('makes the same work due that waits already when a job that failed is to run again', async () => {
      const { as, db, services } = await startServer({ database })
      const enqueue = (runAt?: number) =>
        db.write((tx) =>
          services.jobs.enqueue(tx, 'storage.note', null, { once: 'storage.note', ...(runAt && { runAt }) }),
        )
      await enqueue()
      await db.direct.updateTable('job').set({ state: 'failed', attempts: 8, finished_at: 1 }).execute()
      await enqueue(Date.now() + 3_600_000)
      expect((await as.admin.getJobSummary()).value).toMatchObject({ failed: 1, planned: 1, waiting: 0 })
      const [failed] = (await as.admin.listJobs({ state: 'failed' })).value.items

      const again = (await as.admin.retryJob({ id: failed?.id ?? '' })).value
      expect([again.state, again.id === failed?.id]).toEqual(['waiting', false])
      expect((await as.admin.getJobSummary()).value).toMatchObject({ failed: 1, planned: 0, waiting: 1 })
      await db.write((tx) => tx.deleteFrom('job').execute())
    })

    it('tells administrators what does not answer', async () => {
      const { as, db, services } = await startServer({ database, mail: { url: 'smtp://127.0.0.1:1' } })
      const checks = async () =>
        Object.fromEntries((await as.admin.getHealth()).value.checks.map(({ name, state }) => [name, state]))

      expect(await checks()).toEqual({ database: 'good', files: 'good', jobs: 'good', mail: 'bad' })
      await db.write((tx) => services.jobs.enqueue(tx, 'storage.note', null, { runAt: 1 }))
      expect(await checks()).toMatchObject({ jobs: 'bad' })
      const silent = await startServer({ database })
      expect((await silent.as.admin.getHealth()).value).toMatchObject({ database: database.name.toLowerCase() })
    })
  })
}
