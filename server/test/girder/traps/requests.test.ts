/** Traps of the Slicer package manager's contract, by their number there: how requests, errors and chunks of bytes travel. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { databases, startServer } from '../../harness/index.ts'
import { chunkOptions, document, type GirderClient, idOf, loggedIn } from '../client.ts'
import { packageFacts } from '../facts.ts'
import { start } from './given.ts'

const web = fileURLToPath(new URL('../../../../web', import.meta.url))

for (const database of databases) {
  describe(`traps on ${database.name}: transport`, () => {
    it('1: takes double slashes, an empty token, and a trailing slash', async () => {
      const server = await startServer({ database })
      const { nobody } = await start(server)
      for (const path of ['//app', '/app', '/app/']) expect((await nobody.get(path)).status).toBe(200)
      expect((await server.as.anonymous.request('GET', '//api/v1/app')).status).not.toBe(200)
    })

    it('2, 3, 4: streams in place with honest ranges', async () => {
      const server = await startServer({ database })
      const { nobody, ...given } = await start(server)
      const { item, file } = await given.package({}, '0123456789')
      for (const path of [`/item/${item}/download`, `/file/${file}/download`, `/file/${file}/download/Viewer.tar.gz`]) {
        const range = (value: string) => nobody.call('GET', path, {}, { headers: { range: value } })
        expect(await nobody.get(path)).toMatchObject({ status: 200, text: '0123456789' })
        const part = await range('bytes=2-4')
        expect(part).toMatchObject({ status: 206, text: '234' })
        expect(part.headers['content-range']).toBe('bytes 2-4/10')
        expect(await range('bytes=nonsense')).toMatchObject({ status: 200, text: '0123456789' })
        const none = await range('bytes=50-')
        expect(none.status).toBe(416)
        expect(none.headers['content-range']).toBe('bytes */10')
        expect(await nobody.get(path, { offset: 7 })).toMatchObject({ text: '789' })
        expect(await nobody.get(path, { offset: 1, endByte: 3 })).toMatchObject({ text: '12' })
        expect((await nobody.call('HEAD', path)).headers['content-length']).toBe('10')
      }
    })

    it('5, 6: ignores sortDir, refuses what is given twice', async () => {
      const server = await startServer({ database })
      const { admin, ...given } = await start(server)
      const first = await given.package()
      const second = await given.package({ revision: '34611' })
      const listed = await given.list(admin, 'package', { sort: 'created', sortDir: 1 })
      expect(listed.map((one) => one._id)).toEqual([second.item, first.item])
      expect(await admin.get(`/app/${given.app}/package?os=linux&os=win`)).toMatchObject({
        status: 400,
        json: { message: 'Parameter "os" must not be specified multiple times.', type: 'rest' },
      })
    })

    it('7: says what is wrong with the status of an error', async () => {
      // The pages answer whatever else is asked for, but nothing below the protocol's address.
      const server = await startServer({ database, web })
      const { admin, nobody, app } = await start(server)
      const said = async (answer: Promise<{ status: number; json: unknown }>) => {
        const { status, json } = await answer
        return [status, (json as { message: string }).message, (json as { type: string }).type]
      }
      const id = 'f'.repeat(24)
      expect(await said(nobody.get('/app', { limit: 'abc' }))).toEqual([
        400,
        'Invalid value for integer parameter limit: abc.',
        'rest',
      ])
      expect(await said(nobody.get('/app', { sortdir: '3' }))).toEqual([
        400,
        'Invalid value for sortdir: "3". Allowed values: 1, -1.',
        'rest',
      ])
      expect(await said(nobody.get(`/app/${app}/package`, { os: 'bsd' }))).toEqual([
        400,
        'Invalid value for os: "bsd". Allowed values: linux, win, macosx.',
        'rest',
      ])
      expect(await said(nobody.get(`/app/${app}/package`, { os: '' }))).toEqual([
        400,
        'Invalid value for os: "". Allowed values: linux, win, macosx.',
        'rest',
      ])
      expect(await said(nobody.get('/app/zzz/extension'))).toEqual([400, 'Invalid ObjectId: zzz', 'validation'])
      expect(await said(nobody.get('/item/zzz'))).toEqual([400, 'Invalid item id (zzz).', 'rest'])
      expect(await said(nobody.get(`/folder/${id}`))).toEqual([400, `Invalid folder id (${id}).`, 'rest'])
      expect(await said(nobody.get('/app/x/y/z'))).toEqual([400, 'No matching route for "GET app/x/y/z"', 'rest'])
      expect(await said(nobody.get('/nothing'))).toEqual([404, 'No matching route for "GET nothing"', 'rest'])
      expect(await said(nobody.post('/app'))).toEqual([400, 'Parameter "name" is required.', 'rest'])
      expect(await said(nobody.post('/app', { name: 'x' }))).toEqual([401, 'You must be logged in.', 'access'])
      expect(await said(nobody.delete('/item/zzz'))).toEqual([401, 'You must be logged in.', 'access'])
      expect(await said(admin.call('POST', '/app', {}, { body: { name: 'x' } }))).toEqual([
        400,
        'Parameter "name" is required.',
        'rest',
      ])
    })
  })

  describe(`chunks on ${database.name}`, () => {
    it('are refused in the words that clients know', async () => {
      const server = await startServer({ database })
      const { admin, app } = await start(server)
      const item = idOf(await admin.post(`/app/${app}/package`, packageFacts))
      const size = 6 * 1024 * 1024
      const upload = document(await admin.post('/file', { parentType: 'item', parentId: item, name: 'x', size }))
      const chunk = (client: GirderClient, offset: number, bytes: Buffer, headers: Record<string, string> = {}) =>
        client.call(
          'POST',
          '/file/chunk',
          { uploadId: upload._id, offset },
          {
            bytes,
            headers: { ...chunkOptions(bytes).headers, ...headers },
          },
        )
      const said = async (answer: ReturnType<typeof chunk>) => [
        (await answer).status,
        ((await answer).json as Error).message,
      ]
      expect(await said(chunk(admin, 7, Buffer.alloc(10)))).toEqual([
        400,
        'Server has received 0 bytes, but client sent offset 7.',
      ])
      expect(await said(chunk(admin, 0, Buffer.alloc(size + 1)))).toEqual([400, 'Received too many bytes.'])
      expect(await said(chunk(admin, 0, Buffer.alloc(10)))).toEqual([400, 'Chunk is smaller than the minimum size.'])
      expect(
        await said(chunk(admin, 0, Buffer.alloc(10), { 'content-type': 'multipart/form-data; boundary=x' })),
      ).toEqual([
        400,
        'Multipart encoding is no longer supported. Send the chunk in the request body, and other parameters in the query string.',
      ])
      const uploader = await loggedIn(server, server.as.uploader('viewer'))
      expect(await said(chunk(uploader, 0, Buffer.alloc(10)))).toEqual([403, 'You did not initiate this upload.'])
      expect((await admin.post('/file/completion', { uploadId: upload._id })).json).toEqual({
        message: `Server has only received 0 bytes, but the file should be ${size} bytes.`,
        type: 'rest',
      })
      expect((await admin.delete(`/file/upload/${upload._id}`)).json).toEqual({ message: 'Upload canceled.' })
      expect(await said(chunk(admin, 0, Buffer.alloc(10)))).toEqual([400, `Invalid upload id (${upload._id}).`])
      const nothing = document(
        await admin.post('/file', { parentType: 'item', parentId: item, name: 'empty', size: 0 }),
      )
      expect(nothing).toMatchObject({ _modelType: 'file', size: 0, name: 'empty' })
    })
  })
}
