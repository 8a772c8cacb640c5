/** What tests need of an object store: objects, ranges, lists, conditional puts, copies and uploads in parts, in memory. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'

type StoredObject = { bytes: Buffer; modifiedAt: number }
type UploadInParts = { key: string; begunAt: number; parts: Map<number, Buffer> }
type Call = { request: IncomingMessage; reply: ServerResponse; key: string; query: URLSearchParams; body: Buffer }

export type ObjectStore = {
  /** bytes by bucket and key: `harbour/slipway/…` */
  readonly objects: { get(key: string): Buffer | undefined; set(key: string, bytes: Buffer): void } & Pick<
    Map<string, unknown>,
    'keys' | 'delete' | 'clear'
  >
  /** uploads in parts that were begun and neither completed nor given up */
  readonly unfinished: () => number
  /** parts that came with bytes, and those that were copied within the store */
  readonly parts: () => number
  readonly copies: () => number
  /** The next requests of this kind fail: `PUT`, `GET` … */
  fail(method: string, status: number, code: string): void
}

/** Few a page, so that lists have several. */
const ON_A_PAGE = 3

/** Starts one and makes it what `s3://…` means in this test. */
export async function startObjectStore(): Promise<ObjectStore> {
  const store = new Store()
  const server = createServer((request, reply) => void store.answer(request, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_REGION', 'test')
  onTestFinished(() => {
    vi.unstubAllEnvs()
    server.closeAllConnections()
    server.close()
  })
  return store
}

class Store implements ObjectStore {
  readonly #objects = new Map<string, StoredObject>()
  readonly #uploads = new Map<string, UploadInParts>()
  #failure: { method: string; status: number; code: string } | undefined
  #begun = 0
  #parts = 0
  #copies = 0

  readonly objects: ObjectStore['objects'] = {
    get: (key) => this.#objects.get(key)?.bytes,
    set: (key, bytes) => void this.#objects.set(key, { bytes, modifiedAt: Date.now() }),
    keys: () => this.#objects.keys(),
    delete: (key) => this.#objects.delete(key),
    clear: () => this.#objects.clear(),
  }

  unfinished = () => this.#uploads.size
  parts = () => this.#parts
  copies = () => this.#copies

  fail(method: string, status: number, code: string): void {
    this.#failure = { method, status, code }
  }

  async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://store')
    const key = decodeURIComponent(pathname.slice(1))
    const call = { request, reply, key, query, body: await bytesOf(request) }
    const failure = this.#failure
    if (failure !== undefined && failure.method === request.method) {
      refuse(call, failure.status, failure.code)
      return
    }
    if (request.method === 'GET' && query.has('list-type')) return this.#list(call)
    if (request.method === 'GET' && query.has('uploads')) return this.#listUploads(call)
    if (request.method === 'POST' && query.has('uploads')) return this.#begin(call)
    if (query.has('uploadId')) return this.#goOn(call)
    switch (request.method) {
      case 'PUT':
        return this.#put(call)
      case 'DELETE':
        this.#objects.delete(key)
        return void reply.writeHead(204).end()
      default:
        return this.#get(call)
    }
  }

  #list({ reply, key, query }: Call): void {
    const wanted = `${key.replace(/\/$/, '')}/${query.get('prefix') ?? ''}`
    const found = [...this.#objects].filter(([name]) => name.startsWith(wanted)).sort(([a], [b]) => (a < b ? -1 : 1))
    const first = Number(query.get('continuation-token') ?? 0)
    const rest = found.length > first + ON_A_PAGE
    const contents = found
      .slice(first, first + ON_A_PAGE)
      .map(
        ([name, { bytes, modifiedAt }]) =>
          `<Contents><Key>${withoutBucket(name)}</Key><Size>${bytes.length}</Size><ETag>${etagOf(bytes)}</ETag>` +
          `<LastModified>${new Date(modifiedAt).toISOString()}</LastModified></Contents>`,
      )
    const token = rest ? `<NextContinuationToken>${first + ON_A_PAGE}</NextContinuationToken>` : ''
    xml(reply, `<ListBucketResult><IsTruncated>${rest}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`)
  }

  #listUploads({ reply, key, query }: Call): void {
    const wanted = `${key.replace(/\/$/, '')}/${query.get('prefix') ?? ''}`
    const found = [...this.#uploads]
      .filter(([, upload]) => upload.key.startsWith(wanted))
      .map(
        ([id, upload]) =>
          `<Upload><Key>${withoutBucket(upload.key)}</Key><UploadId>${id}</UploadId>` +
          `<Initiated>${new Date(upload.begunAt).toISOString()}</Initiated></Upload>`,
      )
    xml(
      reply,
      `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${found.join('')}</ListMultipartUploadsResult>`,
    )
  }

  #begin({ reply, key }: Call): void {
    const id = `upload-${++this.#begun}`
    this.#uploads.set(id, { key, begunAt: Date.now(), parts: new Map() })
    xml(reply, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
  }

  #goOn(call: Call): void {
    const { request, reply, query, body } = call
    const id = query.get('uploadId') ?? ''
    const upload = this.#uploads.get(id)
    if (upload === undefined) {
      refuse(call, 404, 'NoSuchUpload')
      return
    }
    const number = Number(query.get('partNumber'))
    if (request.method === 'PUT' && request.headers['x-amz-copy-source'] !== undefined) {
      const source = this.#source(call)
      if (source === undefined) return
      this.#copies += 1
      upload.parts.set(number, source)
      xml(reply, `<CopyPartResult><ETag>${etagOf(source)}</ETag></CopyPartResult>`)
      return
    }
    if (request.method === 'PUT') {
      this.#parts += 1
      upload.parts.set(number, body)
      return void reply.writeHead(200, { etag: etagOf(body) }).end()
    }
    this.#uploads.delete(id)
    if (request.method === 'DELETE') return void reply.writeHead(204).end()
    const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)
    if (parts.slice(0, -1).some((part) => part.length < 5 * 1024 ** 2)) {
      refuse(call, 400, 'EntityTooSmall')
      return
    }
    this.objects.set(upload.key, Buffer.concat(parts))
    xml(reply, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')
  }

  #put(call: Call): void {
    const { request, reply, key, body } = call
    if (request.headers['if-none-match'] === '*' && this.#objects.has(key)) {
      refuse(call, 412, 'PreconditionFailed')
      return
    }
    if (request.headers['x-amz-copy-source'] === undefined) {
      this.objects.set(key, body)
      return void reply.writeHead(200, { etag: etagOf(body) }).end()
    }
    const source = this.#source(call)
    if (source === undefined) return
    this.#copies += 1
    this.objects.set(key, source)
    xml(reply, `<CopyObjectResult><ETag>${etagOf(source)}</ETag></CopyObjectResult>`)
  }

  /** What is to be copied; undefined: the request was refused. */
  #source(call: Call): Buffer | undefined {
    const { headers } = call.request
    const bytes = this.objects.get(decodeURIComponent(String(headers['x-amz-copy-source'])))
    const wanted = headers['x-amz-copy-source-if-match']
    if (bytes === undefined) refuse(call, 404, 'NoSuchKey')
    else if (wanted !== undefined && wanted !== etagOf(bytes)) refuse(call, 412, 'PreconditionFailed')
    else return bytes
    return undefined
  }

  #get(call: Call): void {
    const { request, reply, key, query } = call
    const bytes = this.objects.get(key)
    if (bytes === undefined) {
      refuse(call, 404, 'NoSuchKey')
      return
    }
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const start = Number(first ?? 0)
    const end = Math.min(last ? Number(last) : Infinity, bytes.length - 1)
    if (first !== undefined && start >= bytes.length) {
      refuse(call, 416, 'InvalidRange')
      return
    }
    const wanted = bytes.subarray(start, end + 1)
    const named = [
      ['content-type', query.get('response-content-type')],
      ['content-disposition', query.get('response-content-disposition')],
    ].filter(([, value]) => value !== null)
    reply.writeHead(first === undefined ? 200 : 206, {
      etag: etagOf(bytes),
      'content-length': wanted.length,
      ...Object.fromEntries(named),
    })
    reply.end(request.method === 'HEAD' ? undefined : wanted)
  }
}

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`
const withoutBucket = (name: string): string => name.slice(name.indexOf('/') + 1)

function xml(reply: ServerResponse, text: string): void {
  reply.writeHead(200, { 'content-type': 'application/xml' }).end(text)
}

function refuse({ request, reply }: Call, status: number, code: string): void {
  const text = `<Error><Code>${code}</Code><Message>${code}</Message></Error>`
  reply.writeHead(status).end(request.method === 'HEAD' ? undefined : text)
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
