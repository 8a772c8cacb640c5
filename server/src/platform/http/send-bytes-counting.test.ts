import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get as httpGet, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { type Sending, startSending } from '../../../test/harness/sending.ts'
import { signalled } from '../../../test/harness/signalled.ts'
import type { Download } from './send-bytes.ts'

describe('counting', () => {
  /** A file far larger than what sockets hold, in pieces of the given sizes. */
  async function givenPieces(server: Sending, sizes: number[], more: Partial<Download> = {}) {
    await server.given(randomBytes(10), {
      size: sizes.reduce((sum, size) => sum + size, 0),
      open: async () =>
        Readable.from(
          sizes.map((size) => Buffer.alloc(size)),
          { objectMode: true },
        ),
      ...more,
    })
  }

  test('happens before the last piece leaves', async () => {
    const server = await startSending()
    let finished = false
    await server.given(randomBytes(2_000_000), {
      delivered: async () => {
        finished = server.lastReply?.raw.writableEnded ?? true
        server.counted += 1
        return server.undo
      },
    })
    const received = await new Promise<number>((resolve) => {
      httpGet({ port: server.port, path: '/file' }, async (reply) => {
        let length = 0
        for await (const chunk of reply) length += chunk.length
        resolve(length)
      })
    })
    expect(received).toBe(2_000_000)
    expect([finished, server.counted, server.undone]).toEqual([false, 1, 0])
  })

  test('waits for the record: without it, the last byte does not arrive', async () => {
    const server = await startSending()
    const asked = signalled()
    const recorded = signalled()
    await server.given(randomBytes(2_000_000), {
      delivered: async () => {
        asked.signal()
        await recorded.given
        return server.undo
      },
    })
    const reply = await server.ask()
    let length = 0
    const reading = (async () => {
      for await (const chunk of reply.body!) length += chunk.length
    })()
    await asked.given
    expect(length).toBeLessThan(2_000_000)
    recorded.signal()
    await reading
    expect([length, server.undone]).toEqual([2_000_000, 0])
  })

  test('does not happen when the client leaves in the middle', async () => {
    const server = await startSending()
    await givenPieces(
      server,
      Array.from({ length: 64 }, () => 1_000_000),
    )
    const client = await server.lazyClient()
    await once(client, 'readable')
    client.destroy()
    await server.replyClosed()
    expect([server.counted, server.undone]).toEqual([0, 0])
  })

  test.each([
    ['small', [1000]],
    ['large', [1_000_000, 1_000_000]],
  ])('is taken back when the client of a %s file leaves while it is being recorded', async (_name, sizes) => {
    const server = await startSending()
    let client: Awaited<ReturnType<Sending['lazyClient']>>
    await givenPieces(server, sizes, {
      delivered: async () => {
        client.destroy()
        await server.replyClosed()
        return server.undo
      },
    })
    client = await server.lazyClient()
    client.resume()
    await vi.waitUntil(() => server.undone > 0, { timeout: 20_000 })
    expect(server.undone).toBe(1)
  })

  test('is taken back when the client leaves during the last piece', async () => {
    const server = await startSending()
    await givenPieces(server, [1_000_000, 64_000_000])
    const client = await server.lazyClient()
    client.on('data', () => {
      if (server.counted === 1) client.destroy()
    })
    client.resume()
    await vi.waitUntil(() => server.undone > 0, { timeout: 20_000 })
    expect([server.counted, server.undone]).toEqual([0, 1])
  })

  test('does not happen when the client of a small file left before', async () => {
    const server = await startSending()
    const opened = signalled()
    const download = await server.given(randomBytes(1000))
    const { open } = download
    download.open = async (range) => {
      opened.signal()
      await server.replyClosed()
      return open(range)
    }
    const client = await server.lazyClient()
    await opened.given
    client.destroy()
    await server.replyClosed()
    await server.app.close()
    expect([server.counted, server.undone]).toEqual([0, 0])
  })

  test('counts each of many clients once, however fast they hang up', async () => {
    const server = await startSending()
    const bytes = randomBytes(3_000_000)
    await server.given(bytes)
    const fetched = () =>
      new Promise<boolean>((resolve) => {
        httpGet({ port: server.port, path: '/file', agent: false }, async (reply) => {
          const chunks: Buffer[] = []
          for await (const chunk of reply) chunks.push(chunk)
          reply.socket.destroy()
          resolve(bytes.equals(Buffer.concat(chunks)))
        })
      })
    const results = await Promise.all(Array.from({ length: 20 }, fetched))
    expect(results.every(Boolean)).toBe(true)
    await server.app.close()
    expect([server.counted, server.undone]).toEqual([20, 0])
  })
})

test('a closing server lets running replies finish, and does not wait for the idle connection below', async () => {
  const server = await startSending()
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
  await server.given(randomBytes(10), { size, open })
  const agent = new Agent({ keepAlive: true })
  const reply = await new Promise<IncomingMessage>((resolve) => {
    httpGet({ port: server.port, path: '/file', agent }, resolve)
  })
  expect(reply.headers.connection).toBe('keep-alive')
  const closing = server.app.close()
  await vi.waitUntil(() => !server.app.server.listening, { timeout: 20_000 })
  gate.signal()
  let length = 0
  for await (const chunk of reply) length += chunk.length
  expect(length).toBe(size)
  await closing
  expect([server.counted, server.undone]).toEqual([1, 0])
  agent.destroy()
})
