/** Many at once: whatever the order, one story comes out that could have happened one after the other. */
import { describe, expect, it } from 'vitest'
import { type Answer, databases, extensionFacts, installerFacts, sha256, startServer } from './harness/index.ts'

const path = { app: 'viewer' }
const statuses = (answers: Answer[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
const times = <T>(number: number, make: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: number }, (_, at) => make(at)))

for (const database of databases) {
  describe(`at the same time on ${database.name}`, () => {
    it('fifty publish the same extension: one creates it, the others find it there', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      const app = await given.app('Viewer')
      const uploader = as.uploader(app)

      const answers = await times(50, () => uploader.putExtension(path, extensionFacts(), 'the bytes'))

      expect(statuses(answers)).toEqual({ 200: 49, 201: 1 })
      expect(new Set(answers.map((answer) => answer.value.extension.id)).size).toBe(1)
      expect(answers.filter((answer) => answer.value.outcome === 'unchanged')).toHaveLength(49)
      const files = await as.admin.listExtensionFiles({ ...path, extension: answers[0]?.value.extension.id ?? '' })
      expect(files.value.items).toHaveLength(1)
      expect(await storedKeys()).toHaveLength(1)
    })

    it('fifty publish other bytes of the same extension: each has its turn, the last one stays', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')

      const answers = await times(50, (at) => as.uploader(app).putExtension(path, extensionFacts(), `bytes ${at}`))

      expect(statuses(answers)).toEqual({ 200: 49, 201: 1 })
      const { id, file } = (await as.anonymous.listExtensions(path)).value.items[0] ?? { id: '', file: { sha256: '' } }
      const files = (await as.admin.listExtensionFiles({ ...path, extension: id })).value.items
      expect(files).toHaveLength(50)
      expect(files.filter((one) => one.replacedAt === null).map((one) => one.sha256)).toEqual([file.sha256])
      expect((await as.anonymous.getRelease({ ...path, release: '100' })).value).toMatchObject({ extensions: 1 })
    })

    it('fifty publish the same upload: one package comes of it', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      const upload = await given.upload('the bytes')

      const answers = await times(50, () => as.admin.publishPackage(path, { ...installerFacts(), upload: upload.id }))

      expect(statuses(answers)).toEqual({ 200: 49, 201: 1 })
    })

    it('thirty publish the first of a revision: there is one draft', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')

      const answers = await times(30, (at) =>
        as.uploader(app).putExtension(path, extensionFacts({ baseName: `E${at}` }), `bytes ${at}`),
      )

      expect(statuses(answers)).toEqual({ 201: 30 })
      const releases = (await as.anonymous.listReleases(path)).value.items
      expect(releases).toMatchObject([{ stage: 'draft', revision: '100', extensions: 30 }])
      expect((await as.admin.listAudit({ action: 'draft.create' })).value.items).toHaveLength(1)
    })

    it('the same name is given to one only', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const apps = await times(10, () => as.admin.createApp({ name: 'Same', collection: 'New' }))
      const collections = await times(10, () => as.admin.createCollection({ name: 'Same' }))
      const accounts = await times(10, () => as.admin.createAccount({ login: 'same' }))
      const releases = await times(10, (at) =>
        as.maintainer(app).createRelease(path, { name: '5.8', revision: `r${at}` }),
      )
      for (const answers of [apps, collections, accounts, releases])
        expect(statuses(answers)).toEqual({ 201: 1, 409: 9 })
      for (const answer of [...apps, ...collections, ...accounts, ...releases]) {
        if (!answer.ok) expect(answer).toMatchProblem('name_taken')
      }
    })

    it('a draft is promoted while extensions are published into it: none is lost, none is there twice', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.extension(app, { baseName: 'First' })
      const publish = (at: number) =>
        as.uploader(app).putExtension(path, extensionFacts({ baseName: `E${at}` }), `bytes ${at}`)

      const [before, promoted, after] = await Promise.all([
        times(15, publish),
        as.maintainer(app).promoteDraft({ ...path, release: '100' }, { name: '5.8' }),
        times(15, (at) => publish(at + 15)),
      ])

      expect(promoted.status).toBe(201)
      expect(statuses([...before, ...after])).toEqual({ 201: 30 })
      const releases = (await as.anonymous.listReleases(path)).value.items
      expect(releases).toMatchObject([{ name: '5.8', stage: 'stable', extensions: 31 }])
      expect((await as.anonymous.listExtensions(path, { release: '5.8' })).value.items).toHaveLength(31)
    })

    it('two promote the same draft under two names: one of them does', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100', { extensions: 5 })

      const answers = await times(4, (at) =>
        as.maintainer(app).promoteDraft({ ...path, release: '100' }, { name: `5.${at}` }),
      )

      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      expect((await as.anonymous.listReleases(path)).value.items).toHaveLength(1)
    })

    it('an upload goes on while its draft is promoted, and is published into the release', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100')
      const uploader = as.uploader(app)
      const sending = times(10, async (at) => {
        const { id } = await given.upload(`bytes ${at}`, { by: uploader })
        return uploader.publishExtension(path, { ...extensionFacts({ baseName: `E${at}` }), upload: id })
      })
      const promoting = as.maintainer(app).promoteDraft({ ...path, release: '100' }, { name: '5.8' })

      const [answers, promoted] = await Promise.all([sending, promoting])

      expect(promoted.status).toBe(201)
      expect(statuses(answers)).toEqual({ 201: 10 })
      expect((await as.anonymous.getRelease({ ...path, release: '5.8' })).value.extensions).toBe(11)
    })

    it('a package is deleted and purged while it is downloaded: who has begun gets all of it', async () => {
      const { as, given, services } = await startServer({ database })
      const app = await given.app('Viewer')
      const bytes = Buffer.alloc(12_000_000, 'x')
      const made = await given.installer(app, { bytes })
      const downloads = await times(5, () => as.anonymous.open('GET', made.url))

      await as.admin.deletePackage({ ...path, package: made.id })
      await as.admin.purgeFromTrash({ ...path, id: made.id })
      await services.files.sweep(0)

      expect((await as.anonymous.request('GET', made.url)).status).toBe(404)
      for (const reply of downloads) {
        const chunks: Buffer[] = []
        for await (const chunk of reply) chunks.push(chunk as Buffer)
        expect(sha256(Buffer.concat(chunks))).toBe(made.file.sha256)
      }
    })

    it('retention runs while drafts are published into: what was acknowledged is there or in the trash', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const revision of ['1', '2', '3']) await given.draft(app, revision)
      const rules = { enabled: false, keepLast: 1, keepDays: null, keepMonthly: false, keepReplacedDays: 0 }
      await as.admin.setRetention(path, rules)
      const publish = (at: number) =>
        as
          .uploader(app)
          .putExtension(path, extensionFacts({ baseName: `E${at}`, appRevision: String((at % 3) + 1) }), `b${at}`)

      const [answers, ran] = await Promise.all([times(30, publish), times(3, () => as.admin.runRetention(path))])

      expect(statuses(ran)).toEqual({ 200: 3 })
      expect(statuses(answers)).toEqual({ 201: 30 })
      const live = (await as.admin.listExtensions(path, { limit: 1000 })).value.items.length
      const trash = (await as.admin.listTrash(path)).value.items
      for (const { id } of [...trash].reverse()) await as.admin.restoreFromTrash({ ...path, id })
      const restored = (await as.admin.listExtensions(path, { limit: 1000 })).value.items.length
      expect(live).toBeLessThanOrEqual(33)
      expect(restored).toBeGreaterThanOrEqual(live)
      for (const release of (await as.admin.listReleases(path)).value.items) {
        const there = (await as.admin.listExtensions(path, { release: release.id })).value.items.length
        expect(release.extensions, release.name).toBe(there)
      }
    })

    it('the sweep runs while the same bytes are published and purged again and again', async () => {
      const { as, given, services } = await startServer({ database })
      const app = await given.app('Viewer')
      const work = times(4, async (worker) => {
        for (let round = 0; round < 8; round++) {
          const { id } = await given.installer(app, { baseName: `P${worker}`, bytes: 'the same' })
          await as.admin.deletePackage({ ...path, package: id })
          await as.admin.purgeFromTrash({ ...path, id })
        }
        return given.installer(app, { baseName: `P${worker}`, bytes: 'the same' })
      })
      let working = true
      const sweeping = (async () => {
        while (working) await services.files.sweep(60_000)
      })()

      const made = await work.finally(() => (working = false))
      await sweeping

      for (const { url } of made) expect((await as.anonymous.request('GET', url)).text).toBe('the same')
    })

    it('more requests come than there are connections to the database', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.draft(app, '100', { extensions: 10 })

      const answers = await times<Answer>(150, (at) =>
        at % 3 === 0
          ? as.uploader(app).putExtension(path, extensionFacts({ baseName: `E${at}` }), `bytes ${at}`)
          : at % 3 === 1
            ? as.anonymous.listExtensions(path, { q: `tools${at}` })
            : as.anonymous.getRelease({ ...path, release: '100' }),
      )

      expect(statuses(answers)).toEqual({ 200: 100, 201: 50 })
    })
  })
}
