import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { bodyOf, httpDate, startSending } from '../../../test/harness/sending.ts'

describe('a whole file', () => {
  test.each([0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 3_000_001])(
    'of %i bytes arrives with all that is known of it',
    async (size) => {
      const server = await startSending()
      const bytes = randomBytes(size)
      const download = await server.given(bytes, { cacheControl: 'public, max-age=60' })
      const reply = await server.ask()
      expect(reply.status).toBe(200)
      expect(bytes.equals(await bodyOf(reply))).toBe(true)
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'accept-ranges': 'bytes',
        'cache-control': 'public, max-age=60',
        'content-disposition': 'attachment; filename="Slicer-5.8.1.tar.gz"',
        'content-length': String(size),
        'content-type': 'application/gzip',
        etag: download.etag,
        'last-modified': httpDate,
        'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
        'x-content-type-options': 'nosniff',
        'x-from-hook': 'yes',
      })
      expect(reply.headers.has('content-encoding')).toBe(false)
      expect([server.counted, server.undone]).toEqual([1, 0])
    },
  )

  test('with HEAD gives the same headers, no bytes and does not count', async () => {
    const server = await startSending()
    await server.given(randomBytes(3000))
    const reply = await server.ask({ range: 'bytes=0-9' }, 'HEAD')
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-length')).toBe('3000')
    expect(reply.headers.get('content-type')).toBe('application/gzip')
    expect(reply.headers.get('repr-digest')).toMatch(/^sha-256=:.+:$/)
    expect(await bodyOf(reply)).toHaveLength(0)
    expect(server.counted).toBe(0)
  })

  test.each([
    ['plain.txt', 'attachment; filename="plain.txt"'],
    ['Slicer 5.8.zip', 'attachment; filename="Slicer 5.8.zip"'],
    ['Grüße.zip', `attachment; filename="Gru_e.zip"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.zip`],
    ['日本語.zip', `attachment; filename="___.zip"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E.zip`],
    ['a "b" \\c.zip', 'attachment; filename="a \\"b\\" \\\\c.zip"'],
    ['50%20.zip', `attachment; filename="50%20.zip"; filename*=UTF-8''50%2520.zip`],
    ['two\r\nlines.zip', `attachment; filename="two__lines.zip"; filename*=UTF-8''two%0D%0Alines.zip`],
  ])('named %j is offered under its name', async (name, expected) => {
    const server = await startSending()
    await server.given(randomBytes(10), { name })
    const reply = await server.ask()
    expect(reply.headers.get('content-disposition')).toBe(expected)
  })

  test('can be shown in place', async () => {
    const server = await startSending()
    await server.given(randomBytes(10), { name: 'icon.png' })
    server.options = { disposition: 'inline' }
    expect((await server.ask()).headers.get('content-disposition')).toBe('inline; filename="icon.png"')
  })

  test('can be sent to an injected request', async () => {
    const server = await startSending()
    const bytes = randomBytes(1_000_000)
    await server.given(bytes)
    const reply = await server.app.inject('/file')
    expect(bytes.equals(reply.rawPayload)).toBe(true)
    expect(server.counted).toBe(1)
  })
})

describe('failures', () => {
  test('a missing blob is a proper error without the headers of the file', async () => {
    const server = await startSending()
    await server.given(randomBytes(1000), { open: () => server.blobs.open('5f1e0a2b3c4d5e6f708192a3') })
    const reply = await server.ask()
    expect(reply.status).toBe(500)
    expect(reply.headers.get('content-type')).toMatch(/json/)
    expect(reply.headers.has('etag') && reply.headers.has('content-disposition')).toBe(false)
    expect(server.counted).toBe(0)
  })

  test.each([1000, 1_000_000])(
    'a file of %i bytes whose first bytes cannot be read is a proper error',
    async (size) => {
      const server = await startSending()
      const open = async () =>
        new Readable({
          read() {
            this.destroy(new Error('bad sector'))
          },
        })
      await server.given(randomBytes(size), { open })
      const reply = await server.ask()
      expect(reply.status).toBe(500)
      expect(reply.headers.has('content-disposition')).toBe(false)
      expect(server.counted).toBe(0)
    },
  )

  test.each([
    ['breaks off', 'error'],
    ['ends too early', 'end'],
  ])('a file that %s half way is cut off, not ended, and does not count', async (_name, how) => {
    const server = await startSending()
    const open = async () =>
      Readable.from(
        (async function* () {
          yield randomBytes(600_000)
          if (how === 'error') throw new Error('bad sector')
        })(),
        { objectMode: false },
      )
    await server.given(randomBytes(1_000_000), { open })
    const reply = await server.ask()
    expect(reply.status).toBe(200)
    await expect(bodyOf(reply)).rejects.toThrow()
    expect(server.counted).toBe(0)
  })

  test('a download that cannot be counted is sent all the same', async () => {
    const server = await startSending()
    const bytes = randomBytes(1_000_000)
    await server.given(bytes, { delivered: () => Promise.reject(new Error('database is gone')) })
    expect(bytes.equals(await bodyOf(await server.ask()))).toBe(true)
  })

  test('the source is closed when the client goes away', async () => {
    const server = await startSending()
    const source = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(1_000_000)
      })(),
      { objectMode: false },
    )
    await server.given(randomBytes(10), { size: 1e9, open: async () => source })
    const client = await server.lazyClient()
    await once(client, 'readable')
    client.destroy()
    if (!source.closed) await once(source, 'close')
    expect(source.destroyed).toBe(true)
    expect(server.counted).toBe(0)
  })
})
