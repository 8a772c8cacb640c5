import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get as httpGet, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BlobStore, createFolderStore, createHashers, type Hashers } from '../blobs/index.ts'
import { type Download, type SendOptions, sendBytes } from './send-bytes.ts'

const lastModified = Date.UTC(2024, 4, 17, 12, 30, 15, 250)
const httpDate = 'Fri, 17 May 2024 12:30:15 GMT'

let folder: string
let hashers: Hashers
let blobs: BlobStore
let app: FastifyInstance
let port: number
/** What the routes below send; set by the tests. */
let download: Download
let options: SendOptions
/** How many downloads count at present. */
let counted: number
let undone: number
let lastReply: FastifyReply

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-send-'))
  hashers = createHashers()
  blobs = createFolderStore({ folder, hashers })
  counted = 0
  undone = 0
  options = {}
  app = Fastify()
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-from-hook', 'yes')
  })
  app.get('/file', (request, reply) => {
    lastReply = reply
    return sendBytes(request, reply, download, options)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})

afterEach(async () => {
  await app.close()
  await hashers.close()
  await rm(folder, { recursive: true })
})

/** Stores `bytes` and makes them the file that is served. */
async function given(bytes: Uint8Array, more: Partial<Download> = {}): Promise<void> {
  const blob = await blobs.stage(Readable.from([bytes], { objectMode: false }), { limit: 1e9 })
  download = {
    size: blob.size,
    name: 'Slicer-5.8.1.tar.gz',
    contentType: 'application/gzip',
    etag: `"${blob.sha256}"`,
    lastModified,
    digest: blob,
    open: (range) => blobs.open(blob.key, range),
    delivered: async () => {
      counted += 1
      return async () => {
        counted -= 1
        undone += 1
      }
    },
    ...more,
  }
}

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}/file`, { method, headers })
const bodyOf = async (reply: Response) => Buffer.from(await reply.arrayBuffer())

function signalled() {
  let signal = (): void => {}
  const given = new Promise<void>((resolve) => {
    signal = resolve
  })
  return { given, signal: () => signal() }
}

/** A client that sends one request and reads only when it is told to. */
async function lazyClient() {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.pause()
  await once(socket, 'connect')
  socket.write('GET /file HTTP/1.1\r\nHost: x\r\n\r\n')
  return socket
}
/** Resolves when the server knows that the connection of the running reply is gone. */
const replyClosed = () => (lastReply.raw.closed ? undefined : once(lastReply.raw, 'close'))

describe('a whole file', () => {
  test.each([0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 3_000_001])(
    'of %i bytes arrives with all that is known of it',
    async (size) => {
      const bytes = randomBytes(size)
      await given(bytes, { cacheControl: 'public, max-age=60' })
      const reply = await ask()
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
      expect([counted, undone]).toEqual([1, 0])
    },
  )

  test('with HEAD gives the same headers, no bytes and does not count', async () => {
    await given(randomBytes(3000))
    const reply = await ask({ range: 'bytes=0-9' }, 'HEAD')
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-length')).toBe('3000')
    expect(reply.headers.get('content-type')).toBe('application/gzip')
    expect(reply.headers.get('repr-digest')).toMatch(/^sha-256=:.+:$/)
    expect(await bodyOf(reply)).toHaveLength(0)
    expect(counted).toBe(0)
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
    await given(randomBytes(10), { name })
    const reply = await ask()
    expect(reply.headers.get('content-disposition')).toBe(expected)
  })

  test('can be shown in place', async () => {
    await given(randomBytes(10), { name: 'icon.png' })
    options = { disposition: 'inline' }
    expect((await ask()).headers.get('content-disposition')).toBe('inline; filename="icon.png"')
  })

  test('can be sent to an injected request', async () => {
    const bytes = randomBytes(1_000_000)
    await given(bytes)
    const reply = await app.inject('/file')
    expect(bytes.equals(reply.rawPayload)).toBe(true)
    expect(counted).toBe(1)
  })
})

describe('ranges', () => {
  const size = 1_000_000
  test.each([
    ['bytes=0-99', 0, 99, 0],
    ['bytes=0-600000', 0, 600_000, 0],
    ['bytes=999999-', 999_999, 999_999, 1],
    ['bytes=500000-', 500_000, 999_999, 1],
    ['bytes=-10', 999_990, 999_999, 1],
    ['bytes=-9999999', 0, 999_999, 1],
    ['bytes=10-19,30-39', 10, 19, 0],
    ['bytes=0-999998', 0, 999_998, 0],
  ])('%s gives bytes %i to %i and counts %i', async (range, start, end, counts) => {
    const bytes = randomBytes(size)
    await given(bytes)
    const reply = await ask({ range })
    expect(reply.status).toBe(206)
    expect(reply.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`)
    expect(reply.headers.get('content-length')).toBe(String(end - start + 1))
    expect(reply.headers.get('repr-digest')).toBe(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`)
    expect(bytes.subarray(start, end + 1).equals(await bodyOf(reply))).toBe(true)
    expect(counted).toBe(counts)
  })

  test.each([['bytes=1000000-'], ['bytes=2000000-3000000'], ['bytes=-0']])(
    '%s is refused with the size',
    async (range) => {
      await given(randomBytes(size))
      const reply = await ask({ range })
      expect(reply.status).toBe(416)
      expect(reply.headers.get('content-range')).toBe(`bytes */${size}`)
      expect(reply.headers.has('content-disposition')).toBe(false)
      expect(await bodyOf(reply)).toHaveLength(0)
      expect(counted).toBe(0)
    },
  )

  test.each([['bytes=9-5'], ['bytes=x'], ['lines=1-2'], ['bytes=']])('%s is ignored', async (range) => {
    await given(randomBytes(1000))
    const reply = await ask({ range })
    expect(reply.status).toBe(200)
    expect(await bodyOf(reply)).toHaveLength(1000)
  })

  test.each([
    ['the strong tag', () => download.etag, 206],
    ['another tag', () => '"other"', 200],
    ['the tag made weak', () => `W/${download.etag}`, 200],
    ['the date', () => httpDate, 206],
    ['a later date', () => 'Sat, 18 May 2024 00:00:00 GMT', 200],
    ['an earlier date', () => 'Thu, 16 May 2024 00:00:00 GMT', 200],
    ['nonsense', () => 'yesterday', 200],
  ])('If-Range with %s', async (_name, condition, status) => {
    await given(randomBytes(1000))
    const reply = await ask({ range: 'bytes=0-9', 'if-range': condition() })
    expect(reply.status).toBe(status)
    expect(await bodyOf(reply)).toHaveLength(status === 206 ? 10 : 1000)
  })

  test('an outdated If-Range turns an unsatisfiable range into the whole file', async () => {
    await given(randomBytes(1000))
    expect((await ask({ range: 'bytes=5000-', 'if-range': '"other"' })).status).toBe(200)
  })
})

describe('conditions', () => {
  const later = 'Sat, 18 May 2024 00:00:00 GMT'
  const earlier = 'Thu, 16 May 2024 00:00:00 GMT'
  test.each([
    ['If-None-Match with the tag', () => ({ 'if-none-match': download.etag }), 304],
    ['If-None-Match with the tag among others', () => ({ 'if-none-match': `"a", ${download.etag}` }), 304],
    ['If-None-Match with the tag made weak', () => ({ 'if-none-match': `W/${download.etag}` }), 304],
    ['If-None-Match: *', () => ({ 'if-none-match': '*' }), 304],
    ['If-None-Match with another tag', () => ({ 'if-none-match': '"a"' }), 200],
    ['If-Modified-Since the same second', () => ({ 'if-modified-since': httpDate }), 304],
    ['If-Modified-Since later', () => ({ 'if-modified-since': later }), 304],
    ['If-Modified-Since earlier', () => ({ 'if-modified-since': earlier }), 200],
    ['If-None-Match before If-Modified-Since', () => ({ 'if-none-match': '"a"', 'if-modified-since': later }), 200],
    ['If-None-Match before Range', () => ({ 'if-none-match': download.etag, range: 'bytes=0-1' }), 304],
    ['If-Match with the tag', () => ({ 'if-match': download.etag }), 200],
    ['If-Match: *', () => ({ 'if-match': '*' }), 200],
    ['If-Match with another tag', () => ({ 'if-match': '"a"' }), 412],
    ['If-Match with the tag made weak', () => ({ 'if-match': `W/${download.etag}` }), 412],
    ['If-Unmodified-Since the same second', () => ({ 'if-unmodified-since': httpDate }), 200],
    ['If-Unmodified-Since earlier', () => ({ 'if-unmodified-since': earlier }), 412],
    ['If-Unmodified-Since nonsense', () => ({ 'if-unmodified-since': 'yesterday' }), 200],
  ])('%s', async (_name, headers, status) => {
    await given(randomBytes(1000))
    for (const method of ['GET', 'HEAD']) {
      const reply = await ask(headers(), method)
      expect(reply.status).toBe(status)
      expect(reply.headers.get('etag')).toBe(download.etag)
      if (status === 304) expect(reply.headers.has('content-length')).toBe(false)
      if (status !== 200) expect(await bodyOf(reply)).toHaveLength(0)
    }
    expect(counted).toBe(status === 200 ? 1 : 0)
  })

  test('dates mean nothing for a file without one', async () => {
    await given(randomBytes(10))
    delete download.lastModified
    expect((await ask({ 'if-modified-since': later })).status).toBe(200)
    expect((await ask({ 'if-unmodified-since': earlier })).status).toBe(200)
    expect((await ask({ range: 'bytes=0-1', 'if-range': httpDate })).status).toBe(200)
  })
})

describe('failures', () => {
  test('a missing blob is a proper error without the headers of the file', async () => {
    await given(randomBytes(1000), { open: () => blobs.open('5f1e0a2b3c4d5e6f708192a3') })
    const reply = await ask()
    expect(reply.status).toBe(500)
    expect(reply.headers.get('content-type')).toMatch(/json/)
    expect(reply.headers.has('etag') && reply.headers.has('content-disposition')).toBe(false)
    expect(counted).toBe(0)
  })

  test.each([1000, 1_000_000])(
    'a file of %i bytes whose first bytes cannot be read is a proper error',
    async (size) => {
      const open = async () =>
        new Readable({
          read() {
            this.destroy(new Error('bad sector'))
          },
        })
      await given(randomBytes(size), { open })
      const reply = await ask()
      expect(reply.status).toBe(500)
      expect(reply.headers.has('content-disposition')).toBe(false)
      expect(counted).toBe(0)
    },
  )

  test.each([
    ['breaks off', 'error'],
    ['ends too early', 'end'],
  ])('a file that %s half way is cut off, not ended, and does not count', async (_name, how) => {
    const open = async () =>
      Readable.from(
        (async function* () {
          yield randomBytes(600_000)
          if (how === 'error') throw new Error('bad sector')
        })(),
        { objectMode: false },
      )
    await given(randomBytes(1_000_000), { open })
    const reply = await ask()
    expect(reply.status).toBe(200)
    await expect(bodyOf(reply)).rejects.toThrow()
    expect(counted).toBe(0)
  })

  test('a download that cannot be counted is sent all the same', async () => {
    const bytes = randomBytes(1_000_000)
    await given(bytes, { delivered: () => Promise.reject(new Error('database is gone')) })
    expect(bytes.equals(await bodyOf(await ask()))).toBe(true)
  })

  test('the source is closed when the client goes away', async () => {
    const source = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(1_000_000)
      })(),
      { objectMode: false },
    )
    await given(randomBytes(10), { size: 1e9, open: async () => source })
    const client = await lazyClient()
    await once(client, 'readable')
    client.destroy()
    if (!source.closed) await once(source, 'close')
    expect(source.destroyed).toBe(true)
    expect(counted).toBe(0)
  })
})

describe('counting', () => {
  /** A file far larger than what sockets hold, in pieces of the given sizes. */
  async function givenPieces(sizes: number[], more: Partial<Download> = {}) {
    await given(randomBytes(10), {
      size: sizes.reduce((sum, size) => sum + size, 0),
      open: async () =>
        Readable.from(
          sizes.map((size) => Buffer.alloc(size)),
          { objectMode: true },
        ),
      ...more,
    })
  }
  const undo = async () => {
    undone += 1
  }

  test('happens before the last piece leaves', async () => {
    let finished = false
    await given(randomBytes(2_000_000), {
      delivered: async () => {
        finished = lastReply.raw.writableEnded
        counted += 1
        return undo
      },
    })
    const received = await new Promise<number>((resolve) => {
      httpGet({ port, path: '/file' }, async (reply) => {
        let length = 0
        for await (const chunk of reply) length += chunk.length
        resolve(length)
      })
    })
    expect(received).toBe(2_000_000)
    expect([finished, counted, undone]).toEqual([false, 1, 0])
  })

  test('waits for the record: without it, the last byte does not arrive', async () => {
    const asked = signalled()
    const recorded = signalled()
    await given(randomBytes(2_000_000), {
      delivered: async () => {
        asked.signal()
        await recorded.given
        return undo
      },
    })
    const reply = await ask()
    let length = 0
    const reading = (async () => {
      for await (const chunk of reply.body!) length += chunk.length
    })()
    await asked.given
    expect(length).toBeLessThan(2_000_000)
    recorded.signal()
    await reading
    expect([length, undone]).toEqual([2_000_000, 0])
  })

  test('does not happen when the client leaves in the middle', async () => {
    await givenPieces(Array.from({ length: 64 }, () => 1_000_000))
    const client = await lazyClient()
    await once(client, 'readable')
    client.destroy()
    await replyClosed()
    expect([counted, undone]).toEqual([0, 0])
  })

  test.each([
    ['small', [1000]],
    ['large', [1_000_000, 1_000_000]],
  ])('is taken back when the client of a %s file leaves while it is being recorded', async (_name, sizes) => {
    let client: Awaited<ReturnType<typeof lazyClient>>
    await givenPieces(sizes, {
      delivered: async () => {
        client.destroy()
        await replyClosed()
        return undo
      },
    })
    client = await lazyClient()
    client.resume()
    await vi.waitUntil(() => undone > 0, { timeout: 20_000 })
    expect(undone).toBe(1)
  })

  test('is taken back when the client leaves during the last piece', async () => {
    await givenPieces([1_000_000, 64_000_000])
    const client = await lazyClient()
    client.on('data', () => {
      if (counted === 1) client.destroy()
    })
    client.resume()
    await vi.waitUntil(() => undone > 0, { timeout: 20_000 })
    expect([counted, undone]).toEqual([0, 1])
  })

  test('does not happen when the client of a small file left before', async () => {
    const opened = signalled()
    await given(randomBytes(1000))
    const { open } = download
    download.open = async (range) => {
      opened.signal()
      await replyClosed()
      return open(range)
    }
    const client = await lazyClient()
    await opened.given
    client.destroy()
    await replyClosed()
    await app.close()
    expect([counted, undone]).toEqual([0, 0])
  })

  test('counts each of many clients once, however fast they hang up', async () => {
    const bytes = randomBytes(3_000_000)
    await given(bytes)
    const download = () =>
      new Promise<boolean>((resolve) => {
        httpGet({ port, path: '/file', agent: false }, async (reply) => {
          const chunks: Buffer[] = []
          for await (const chunk of reply) chunks.push(chunk)
          reply.socket.destroy()
          resolve(bytes.equals(Buffer.concat(chunks)))
        })
      })
    const results = await Promise.all(Array.from({ length: 20 }, download))
    expect(results.every(Boolean)).toBe(true)
    await app.close()
    expect([counted, undone]).toEqual([20, 0])
  })
})

test('a closing server lets running replies finish, and does not wait for the idle connection below', async () => {
  const gate = signalled()
  const size = 2_000_000
  const open = async () =>
    Readable.from(
      (async function* () {
        yield Buffer.alloc(size / 2)
        await gate.given
        yield Buffer.alloc(size / 2)
      })(),
      { objectMode: false },
    )
  await given(randomBytes(10), { size, open })
  const agent = new Agent({ keepAlive: true })
  const reply = await new Promise<IncomingMessage>((resolve) => {
    httpGet({ port, path: '/file', agent }, resolve)
  })
  expect(reply.headers.connection).toBe('keep-alive')
  const closing = app.close()
  await vi.waitUntil(() => !app.server.listening, { timeout: 20_000 })
  gate.signal()
  let length = 0
  for await (const chunk of reply) length += chunk.length
  expect(length).toBe(size)
  await closing
  expect([counted, undone]).toEqual([1, 0])
  agent.destroy()
})
