/** The bytes on their way in: what is refused, breaks off, or is already there. */
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { databases, installerFacts, sha256, sha512, startServer } from '../../../test/harness/index.ts'

const path = { app: 'viewer' }

for (const database of databases) {
  describe(`publishing on ${database.name}`, () => {
    it('is refused before the bytes have come when their digest or their name says enough', async () => {
      const { as, given, url } = await startServer({ database })
      const app = await given.app('Viewer')
      await given.release(app, '5.8', { revision: '100' })
      const made = await given.installer(app, { bytes: 'first' })
      const key = await as.uploader(app).key()
      /** Announces 32 MiB, sends five bytes of it, and waits for the answer. */
      const begin = (facts: Record<string, string>) =>
        new Promise<{ status: number | undefined; problem: { code: string } }>((resolve, reject) => {
          const query = new URLSearchParams(facts)
          const outgoing = request(`${url}/api/v2/apps/viewer/packages?${query}`, {
            method: 'PUT',
            headers: { authorization: `Bearer ${key}`, 'content-length': 2 ** 25, 'content-type': 'application/gzip' },
          })
          outgoing.on('response', async (reply) => {
            const problem = (await json(reply)) as { code: string }
            outgoing.destroy()
            resolve({ status: reply.statusCode, problem })
          })
          outgoing.on('error', reject).write('other')
        })
      const facts = installerFacts() as unknown as Record<string, string>

      const otherBytes = await begin({ ...facts, sha256: sha256('second') })
      const sameName = await begin({ ...facts, baseName: 'Other', fileName: made.file.name })

      expect(otherBytes).toMatchObject({ status: 409, problem: { code: 'bytes_differ' } })
      expect(sameName).toMatchObject({ status: 409, problem: { code: 'name_taken' } })
    })

    it('of bytes that are not those announced leaves nothing', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')
      const facts = installerFacts()

      const by256 = await as.admin.putPackage(path, { ...facts, sha256: sha256('other') }, 'bytes')
      const by512 = await as.admin.putPackage(path, { ...facts, sha512: sha512('other') }, 'bytes')

      expect(by256).toMatchProblem('digest_mismatch', {
        algorithm: 'sha256',
        expected: sha256('other'),
        received: sha256('bytes'),
      })
      expect(by512).toMatchProblem('digest_mismatch', { algorithm: 'sha512' })
      expect((await as.anonymous.listReleases(path)).value.items).toEqual([])
      expect(await storedKeys()).toEqual([])
    })

    it('that breaks off leaves nothing', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      await given.app('Viewer')
      const stop = new AbortController()
      async function* half() {
        yield Buffer.alloc(100_000)
        stop.abort()
        yield Buffer.alloc(10)
      }
      const query = installerFacts()
      const headers = { 'content-length': '200000' }
      const sending = as.admin.request('PUT', '/api/v2/apps/viewer/packages', {
        query,
        headers,
        bytes: half(),
        signal: stop.signal,
      })

      await expect(sending).rejects.toThrow()
      await expect.poll(storedKeys).toEqual([])
      expect((await as.anonymous.listPackages(path)).value.items).toEqual([])
    })

    it('refuses files that are too large, whether they say so or not', async () => {
      const { as, given, storedKeys } = await startServer({ database, limits: { maxUpload: 1000 } })
      await given.app('Viewer')
      async function* unannounced() {
        for (let at = 0; at < 20; at++) yield Buffer.alloc(100)
      }

      const announced = await as.admin.putPackage(path, installerFacts(), Buffer.alloc(1001))
      const streamed = await as.admin.putPackage(path, installerFacts(), unannounced())
      const right = await as.admin.putPackage(path, installerFacts(), Buffer.alloc(1000))

      expect(announced).toMatchProblem('too_large')
      expect(streamed).toMatchProblem('too_large')
      expect(right.status).toBe(201)
      expect(await storedKeys()).toHaveLength(1)
    })

    it('takes an empty file for what it is', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')

      const answer = await as.admin.putPackage(path, installerFacts(), '', {
        headers: { 'content-type': 'application/octet-stream' },
      })

      expect(answer.value.package.file).toMatchObject({ size: 0, sha256: sha256('') })
      expect((await as.anonymous.request('GET', answer.value.package.url)).text).toBe('')
    })

    it('takes bytes with any content type or none, JSON included', async () => {
      const { as, given } = await startServer({ database })
      await given.app('Viewer')
      for (const [at, type] of [
        'application/json',
        'text/plain',
        'application/x-nonsense',
        'multipart/form-data',
      ].entries()) {
        const facts = installerFacts({ revision: String(at) })
        const answer = await as.admin.putPackage(path, facts, '{"a":1}', { headers: { 'content-type': type } })
        expect(answer.value.package.file.size, type).toBe(7)
      }
    })

    it('keeps the same bytes once, whoever published them', async () => {
      const { as, given, storedKeys } = await startServer({ database })
      const [viewer, editor] = [await given.app('Viewer'), await given.app('Editor')]
      const made = await Promise.all([
        given.installer(viewer, { bytes: 'the same' }),
        given.installer(editor, { bytes: 'the same' }),
        given.extension(editor, { bytes: 'the same' }),
      ])

      expect(await storedKeys()).toHaveLength(1)
      for (const { url } of made) expect((await as.anonymous.request('GET', url)).text).toBe('the same')
    })

    it('refuses an uploader of another application before it takes the bytes', async () => {
      const { given, as, storedKeys } = await startServer({ database })
      const viewer = await given.app('Viewer')
      await given.app('Editor')

      const answer = await as.uploader(viewer).putPackage({ app: 'editor' }, installerFacts(), 'bytes')

      expect(answer).toMatchProblem('forbidden', { action: 'package.publish' })
      expect(await storedKeys()).toEqual([])
    })
  })
}
