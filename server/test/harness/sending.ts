/** A server that sends one file, and tells how often it was counted. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { onTestFinished } from 'vitest'
import { type BlobStore, createFolderStore, createHashers } from '../../src/platform/blobs/index.ts'
import { type Download, type SendOptions, sendBytes } from '../../src/platform/http/send-bytes.ts'

export const lastModified = Date.UTC(2024, 4, 17, 12, 30, 15, 250)
export const httpDate = 'Fri, 17 May 2024 12:30:15 GMT'

export class Sending {
  readonly app: FastifyInstance = Fastify()
  readonly blobs: BlobStore
  /** what `/file` sends */
  download: Download | undefined
  options: SendOptions = {}
  /** how many downloads count at present */
  counted = 0
  undone = 0
  lastReply: FastifyReply | undefined

  /** Takes one count back. */
  readonly undo = async (): Promise<void> => {
    this.counted -= 1
    this.undone += 1
  }

  constructor(blobs: BlobStore) {
    this.blobs = blobs
    this.app.addHook('onSend', async (_request, reply) => {
      reply.header('x-from-hook', 'yes')
    })
    this.app.get('/file', (request, reply) => {
      this.lastReply = reply
      return sendBytes(request, reply, this.download as Download, this.options)
    })
  }

  get port(): number {
    return (this.app.server.address() as AddressInfo).port
  }

  /** Stores `bytes` and makes them the file that is served. */
  async given(bytes: Uint8Array, more: Partial<Download> = {}): Promise<Download> {
    const blob = await this.blobs.stage(Readable.from([bytes], { objectMode: false }), { limit: 1e9 })
    this.download = {
      size: blob.size,
      name: 'Slicer-5.8.1.tar.gz',
      contentType: 'application/gzip',
      etag: `"${blob.sha256}"`,
      lastModified,
      digest: blob,
      open: (range) => this.blobs.open(blob.key, range),
      delivered: async () => {
        this.counted += 1
        return this.undo
      },
      ...more,
    }
    return this.download
  }

  ask(headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}/file`, { method, headers })
  }

  /** A client that sends one request and reads only when it is told to. */
  async lazyClient(): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.pause()
    await once(socket, 'connect')
    socket.write('GET /file HTTP/1.1\r\nHost: x\r\n\r\n')
    return socket
  }

  /** Resolves when the server knows that the connection of the running reply is gone. */
  async replyClosed(): Promise<void> {
    const reply = (this.lastReply as FastifyReply).raw
    if (!reply.closed) await once(reply, 'close')
  }
}

export async function startSending(): Promise<Sending> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-send-'))
  const hashers = createHashers()
  const sending = new Sending(createFolderStore({ folder, hashers }))
  await sending.app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await sending.app.close()
    await hashers.close()
    await rm(folder, { recursive: true })
  })
  return sending
}

export const bodyOf = async (reply: Response): Promise<Buffer> => Buffer.from(await reply.arrayBuffer())
