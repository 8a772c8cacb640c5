import { describe, expect, it, vi } from 'vitest'
import { databases, extensionFacts, installerFacts, sha256, sha512, startServer } from '../../../test/harness/index.ts'

const path = { app: 'viewer' }

for (const database of databases) {
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

    it('by two at once looks at its bytes once, since they may be elsewhere for the second', async () => {
      const { as, given, blobs, db } = await startServer({ database })
      await given.app('Viewer')
      const upload = await given.upload('the bytes')
      // As a server leaves it that was killed before it could say that all had come.
      await db.write((tx) => tx.updateTable('upload').set({ sha256: null, sha512: null }).execute())
      const { finish } = blobs
      let goOn = () => {}
      const held = new Promise<void>((resolve) => (goOn = resolve))
      const looks = vi.spyOn(blobs, 'finish').mockImplementation(async (...given) => {
        await held
        return finish.apply(blobs, given)
      })

      const publish = () => as.admin.publishExtension(path, { ...extensionFacts(), upload: upload.id })
      const first = publish()
      await expect.poll(() => looks.mock.calls.length).toBe(1)
      const second = publish()
      // Asked later and answered, so the second is at it by now.
      await as.admin.getUpload({ upload: upload.id })
      goOn()

      expect([(await first).status, (await second).status].sort()).toEqual([200, 201])
      expect(looks).toHaveBeenCalledOnce()
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
