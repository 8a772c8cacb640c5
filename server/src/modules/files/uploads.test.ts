import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type Caller, databases, sha256, sha512, startServer } from '../../../test/harness/index.ts'

const VERSION = { 'tus-resumable': '1.0.0' }
const PIECE = { ...VERSION, 'content-type': 'application/offset+octet-stream' }
const checksum = (algorithm: string, bytes: string) =>
  `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}`

const begin = async (by: Caller, size: number, headers: Record<string, string> = {}) =>
  (await by.createUpload(undefined, { headers: { ...VERSION, 'upload-length': String(size), ...headers } })).value
const send = (by: Caller, upload: string, offset: number, bytes: string, headers: Record<string, string> = {}) =>
  by.appendUpload({ upload }, bytes, { headers: { ...PIECE, 'upload-offset': String(offset), ...headers } })
const head = (by: Caller, upload: string) => by.request('HEAD', `/api/v2/uploads/${upload}`, { headers: VERSION })

for (const database of databases) {
  describe(`resumable uploads on ${database.name}`, () => {
    it('say what they can', async () => {
      const { as } = await startServer({ database, limits: { maxUpload: 1234 } })

      const answer = await as.anonymous.getUploadCapabilities()

      expect(answer.status).toBe(204)
      expect(answer.headers).toMatchObject({
        'tus-resumable': '1.0.0',
        'tus-version': '1.0.0',
        'tus-extension': 'creation,creation-with-upload,expiration,termination,checksum',
        'tus-max-size': '1234',
        'tus-checksum-algorithm': 'sha1,sha256,sha512,md5',
      })
    })

    it('begin, go on piece by piece, and are complete with the digests of the whole', async () => {
      const { as } = await startServer({ database })
      const metadata = `filename ${Buffer.from('größe.zip').toString('base64')},other`

      const made = await as.stranger.createUpload(undefined, {
        headers: { ...VERSION, 'upload-length': '9', 'upload-metadata': metadata },
      })
      const { id } = made.value
      expect(made.status).toBe(201)
      expect(made.headers).toMatchObject({
        location: `/api/v2/uploads/${id}`,
        'upload-offset': '0',
        'tus-resumable': '1.0.0',
      })
      expect(made.value).toMatchObject({ size: 9, offset: 0, fileName: 'größe.zip', complete: false, sha256: null })

      const piece = await send(as.stranger, id, 0, 'the ')
      expect([piece.status, piece.headers['upload-offset']]).toEqual([204, '4'])
      const asked = await head(as.stranger, id)
      expect(asked.headers).toMatchObject({
        'upload-offset': '4',
        'upload-length': '9',
        'upload-metadata': metadata,
        'cache-control': 'no-store',
      })
      expect(Date.parse(String(asked.headers['upload-expires']))).toBeGreaterThan(Date.now() + 23 * 3_600_000)
      expect((await send(as.stranger, id, 4, 'bytes')).headers['upload-offset']).toBe('9')

      expect((await as.stranger.getUpload({ upload: id })).value).toMatchObject({
        offset: 9,
        complete: true,
        sha256: sha256('the bytes'),
        sha512: sha512('the bytes'),
      })
    })

    it('take the first piece along with the beginning, all of it if it fits', async () => {
      const { as } = await startServer({ database })
      const create = (length: string, bytes: string) =>
        as.stranger.createUpload(bytes, { headers: { ...PIECE, 'upload-length': length } })

      const part = await create('9', 'the ')
      const whole = await create('9', 'the bytes')
      const nothing = await create('0', '')

      expect(part.value).toMatchObject({ offset: 4, complete: false })
      expect(part.headers['upload-offset']).toBe('4')
      expect(whole.value).toMatchObject({ offset: 9, complete: true, sha256: sha256('the bytes') })
      expect(nothing.value).toMatchObject({ offset: 0, complete: true, sha256: sha256('') })
    })

    it('leave nothing when their first piece is refused', async () => {
      const { as, storedKeys, db } = await startServer({ database })
      const create = (bytes: string, headers: Record<string, string>) =>
        as.stranger.createUpload(bytes, { headers: { ...PIECE, 'upload-length': '9', ...headers } })

      expect(await create('far too many bytes', {})).toMatchProblem('size_mismatch')
      const damaged = await create('the ', { 'upload-checksum': checksum('sha1', 'other') })
      expect(damaged).toMatchProblem('checksum_mismatch')
      expect(await create('the ', { 'upload-checksum': 'crc32 abcd' })).toMatchProblem('invalid_input')

      expect(await storedKeys()).toEqual([])
      expect(await db.read.selectFrom('upload').select('id').execute()).toEqual([])
    })

    it.each([
      [{}, 'upload-length'],
      [{ 'upload-length': '-1' }, 'upload-length'],
      [{ 'upload-length': '1.5' }, 'upload-length'],
      [{ 'upload-length': 'many' }, 'upload-length'],
      [{ 'upload-length': '1e3' }, 'upload-length'],
      [{ 'upload-length': '9'.repeat(30) }, 'upload-length'],
      [{ 'upload-length': '5', 'upload-metadata': `filename ${btoa('../../etc/passwd')}` }, 'upload-metadata'],
      [{ 'upload-length': '5', 'upload-metadata': `filename ${btoa('a\nb')}` }, 'upload-metadata'],
      [{ 'upload-length': '5', 'upload-metadata': `filename ${btoa('a\0b')}` }, 'upload-metadata'],
      [{ 'upload-length': '5', 'upload-metadata': `filename ${btoa('x'.repeat(256))}` }, 'upload-metadata'],
    ])('do not begin with %j', async (headers, field) => {
      const { as, storedKeys } = await startServer({ database })

      const answer = await as.stranger.createUpload(undefined, { headers: { ...VERSION, ...headers } })

      expect(answer).toMatchProblem('invalid_input', { fields: [field] })
      expect(await storedKeys()).toEqual([])
    })

    it('refuse what is larger than the server takes', async () => {
      const { as } = await startServer({ database, limits: { maxUpload: 1000 } })

      const answer = await as.stranger.createUpload(undefined, { headers: { ...VERSION, 'upload-length': '1001' } })

      expect(answer).toMatchProblem('too_large', { maxSize: 1000 })
    })

    it('refuse a wrong offset and say the right one', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)
      await send(as.stranger, id, 0, 'the ')

      for (const offset of [0, 3, 5, 9, 100]) {
        expect(await send(as.stranger, id, offset, 'bytes')).toMatchProblem('upload_offset', { offset: 4 })
      }
      expect((await send(as.stranger, id, 4, 'bytes')).status).toBe(204)
    })

    it('refuse more than was announced, and go on from where they were', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)
      await send(as.stranger, id, 0, 'the ')

      expect(await send(as.stranger, id, 4, 'bytes and more')).toMatchProblem('size_mismatch', { size: 9, offset: 4 })
      expect((await head(as.stranger, id)).headers['upload-offset']).toBe('4')
      expect((await send(as.stranger, id, 4, 'bytes')).status).toBe(204)
      expect((await send(as.stranger, id, 9, '')).headers['upload-offset']).toBe('9')
    })

    it.each(['sha1', 'sha256', 'sha512', 'md5'])('check each piece by %s when asked to', async (algorithm) => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)

      const damaged = await send(as.stranger, id, 0, 'teh ', { 'upload-checksum': checksum(algorithm, 'the ') })
      expect(damaged).toMatchProblem('checksum_mismatch', { offset: 0 })
      expect((await head(as.stranger, id)).headers['upload-offset']).toBe('0')
      const right = { 'upload-checksum': checksum(algorithm, 'the ') }
      expect((await send(as.stranger, id, 0, 'the ', right)).headers['upload-offset']).toBe('4')
    })

    it.each(['crc32 AAAA', 'sha256', 'sha256 ', 'sha256 nonsense'])('refuse the checksum %j', async (value) => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)

      const answer = await send(as.stranger, id, 0, 'the ', { 'upload-checksum': value })

      expect([400, 460]).toContain(answer.problem.status)
      expect((await head(as.stranger, id)).headers['upload-offset']).toBe('0')
    })

    it('keep what had come when a connection breaks, and resume there', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 300_000)
      const stop = new AbortController()
      async function* half() {
        yield Buffer.alloc(100_000, 'a')
        await expect.poll(async () => (await head(as.admin, id)).status).toBe(404)
        stop.abort()
        yield Buffer.alloc(10)
      }
      const headers = { ...PIECE, 'upload-offset': '0', 'content-length': '300000' }
      const sending = as.stranger.request('PATCH', `/api/v2/uploads/${id}`, {
        headers,
        bytes: half(),
        signal: stop.signal,
      })
      await expect(sending).rejects.toThrow()

      const offset = async () => Number((await head(as.stranger, id)).headers['upload-offset'])
      await expect.poll(offset).toBeGreaterThan(0)
      const at = await offset()
      const rest = await send(as.stranger, id, at, 'a'.repeat(100_000 - Math.min(at, 100_000)) + 'b'.repeat(200_000))

      expect(rest.headers['upload-offset']).toBe('300000')
      const { sha256: digest } = (await as.stranger.getUpload({ upload: id })).value
      expect(digest).toBe(sha256('a'.repeat(100_000) + 'b'.repeat(200_000)))
    })

    it('let a client that comes back take over from its earlier request', async () => {
      const { as } = await startServer({ database })
      const part = 'a'.repeat(8_000_000)
      const { id } = await begin(as.stranger, part.length + 5)
      let more = () => {}
      const waiting = new Promise<void>((resolve) => (more = resolve))
      async function* slow() {
        yield Buffer.from(part)
        await waiting
        yield Buffer.from('bytes')
      }
      const headers = { ...PIECE, 'upload-offset': '0', 'content-length': String(part.length + 5) }
      const sending = { headers, bytes: slow() }
      const first = as.stranger.request('PATCH', `/api/v2/uploads/${id}`, sending).catch(() => undefined)
      const offset = async () => Number((await head(as.stranger, id)).headers['upload-offset'])
      await expect.poll(offset).toBeGreaterThan(0)

      // What the earlier request had in its hands counts as well: where to go on is known when it has ended.
      const early = await send(as.stranger, id, 1, '')
      expect(early).toMatchProblem('upload_offset')
      const at = Number(early.problem.details?.offset)
      const second = await send(as.stranger, id, at, `${part}bytes`.slice(at))
      more()
      await first

      expect(second.status).toBe(204)
      expect((await as.stranger.getUpload({ upload: id })).value.sha256).toBe(sha256(`${part}bytes`))
    })

    it.each([{}, { 'upload-checksum': checksum('sha256', 'something else') }])(
      'answer an earlier request whose upload was taken over, and what its client asks next on the connection (%j)',
      async (extra) => {
        const { as, url } = await startServer({ database })
        const bytes = Buffer.alloc(16_000_000, 'a')
        const { id } = await begin(as.stranger, bytes.length)
        const agent = new Agent({ keepAlive: true, maxSockets: 1 })
        const authorization = `Bearer ${await as.stranger.key()}`
        const path = `${url}/api/v2/uploads/${id}`
        const headers = {
          ...PIECE,
          ...extra,
          'upload-offset': '0',
          'content-length': String(bytes.length),
          authorization,
        }
        const earlier = request(path, { agent, method: 'PATCH', headers })
        const answered = once(earlier, 'response')
        earlier.write(bytes.subarray(0, 8_000_000))
        const offset = async () => Number((await head(as.stranger, id)).headers['upload-offset'])
        await expect.poll(offset).toBeGreaterThan(0)

        const later = await send(as.stranger, id, 1, '')
        const [reply] = (await answered) as [IncomingMessage]
        reply.resume()
        earlier.end(bytes.subarray(8_000_000))
        const next = request(path, { agent, headers: { authorization } }).end()
        const [answer] = (await once(next, 'response')) as [IncomingMessage]
        agent.destroy()

        expect(later).toMatchProblem('upload_offset')
        expect([reply.statusCode, answer.statusCode]).toEqual([423, 200])
      },
    )

    it('of others are not there', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)
      for (const other of [as.person('other'), as.admin]) {
        expect(await other.getUpload({ upload: id })).toMatchProblem('upload_not_found')
        expect((await head(other, id)).status).toBe(404)
        expect(await send(other, id, 0, 'the ')).toMatchProblem('upload_not_found')
        expect(await other.deleteUpload({ upload: id })).toMatchProblem('upload_not_found')
      }
      expect(await as.anonymous.getUpload({ upload: id })).toMatchProblem('login_required')
      expect(await as.key({ scopes: ['read'], of: as.stranger }).getUpload({ upload: id })).toMatchProblem('forbidden')
    })

    it('are given up with their bytes', async () => {
      const { as, storedKeys } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)
      await send(as.stranger, id, 0, 'the ')

      const answer = await as.stranger.deleteUpload({ upload: id })

      expect([answer.status, answer.headers['tus-resumable']]).toEqual([204, '1.0.0'])
      expect(await storedKeys()).toEqual([])
      expect(await as.stranger.getUpload({ upload: id })).toMatchProblem('upload_not_found')
    })

    it('expire when nothing comes for a day, counted from the last byte', async () => {
      const { as, travel, services, storedKeys } = await startServer({ database })
      const [used, unused] = [await begin(as.stranger, 9), await begin(as.stranger, 9)]
      travel({ hours: 20 })
      await send(as.stranger, used.id, 0, 'the ')
      travel({ hours: 20 })

      expect(await as.stranger.getUpload({ upload: unused.id })).toMatchProblem('upload_not_found')
      expect((await as.stranger.getUpload({ upload: used.id })).value.offset).toBe(4)
      await services.files.sweep(0)
      expect(await storedKeys()).toHaveLength(1)
      travel({ hours: 5 })
      await services.files.sweep(0)
      expect(await storedKeys()).toEqual([])
    })

    it('speak one version of the protocol, and to clients that name none', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)
      const other = { 'tus-resumable': '0.2.2' }

      expect(await send(as.stranger, id, 0, 'the ', other)).toMatchProblem('version_unsupported')
      const created = await as.stranger.createUpload(undefined, { headers: { ...other, 'upload-length': '9' } })
      expect(created).toMatchProblem('version_unsupported')
      const { 'tus-resumable': _, ...silent } = PIECE
      const answer = await as.stranger.appendUpload({ upload: id }, 'the ', {
        headers: { ...silent, 'upload-offset': '0' },
      })
      expect(answer.status).toBe(204)
    })

    it('take pieces by their own content type only', async () => {
      const { as } = await startServer({ database })
      const { id } = await begin(as.stranger, 9)

      const answer = await send(as.stranger, id, 0, 'the ', { 'content-type': 'application/octet-stream' })

      expect(answer).toMatchProblem('media_type_unsupported')
      const none = await as.stranger.appendUpload({ upload: id }, 'the ', { headers: PIECE })
      expect(none).toMatchProblem('invalid_input', { fields: ['upload-offset'] })
    })
  })

  describe(`the sweep on ${database.name}`, () => {
    it('takes what nobody owns when it is old enough, and leaves what may be on its way', async () => {
      const { blobs, services, storedKeys, travel } = await startServer({ database })
      await blobs.stage(
        (async function* () {
          yield Buffer.from('lost')
        })(),
        { limit: 100 },
      )
      const day = 86_400_000

      expect(await services.files.sweep(day)).toMatchObject({ orphans: 0 })
      travel({ hours: 25 })
      expect(await services.files.sweep(day)).toMatchObject({ orphans: 1, bytes: 4 })
      expect(await storedKeys()).toEqual([])
    })

    it('is done every hour by the server', async () => {
      const { as, services, storedKeys, travel, runJobs } = await startServer({ database })
      await begin(as.stranger, 9)
      await services.jobs.start()
      await services.jobs.stop()
      travel({ days: 2 })

      await runJobs()

      expect(await storedKeys()).toEqual([])
    })
  })
}
