/** Publishing what is there already: the same, other bytes, another build. */
import { describe, expect, it } from 'vitest'
import { databases, extensionFacts, installerFacts, sha256, sha512, startServer } from '../../../test/harness/index.ts'

const path = { app: 'viewer' }

for (const database of databases) {
  describe(`publishing on ${database.name}`, () => {
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
  })
}
