/** What tests need of an object store: objects, lists, conditional puts and uploads in parts, in memory. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'

export type ObjectStore = { objects: Map<string, Buffer>; parts: () => number }

/** Starts one and makes it what `s3://…` means in this test. */
export async function startObjectStore(): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  let parts = 0
  const server = createServer(async (request, reply) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://store')
    const key = decodeURIComponent(pathname.slice(1))
    const body = await bytesOf(request)
    const xml = (text: string) => reply.writeHead(200, { 'content-type': 'application/xml' }).end(text)
    const fail = (status: number, code: string) =>
      void reply.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`
    if (request.method === 'GET' && query.has('list-type')) {
      const wanted = `${key.replace(/\/$/, '')}/${query.get('prefix') ?? ''}`
      const found = [...objects].filter(([name]) => name.startsWith(wanted)).sort(([a], [b]) => (a < b ? -1 : 1))
      const first = Number(query.get('continuation-token') ?? 0)
      const page = found.slice(first, first + 3)
      const rest = found.length > first + 3
      const contents = page.map(
        ([name, bytes]) =>
          `<Contents><Key>${name.slice(name.indexOf('/') + 1)}</Key><Size>${bytes.length}</Size></Contents>`,
      )
      const token = rest ? `<NextContinuationToken>${first + 3}</NextContinuationToken>` : ''
      return void xml(
        `<ListBucketResult><IsTruncated>${rest}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`,
      )
    }
    if (request.method === 'POST' && query.has('uploads')) {
      const id = `upload-${uploads.size}`
      uploads.set(id, new Map())
      return void xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    const upload = uploads.get(query.get('uploadId') ?? '')
    if (upload !== undefined) {
      if (request.method === 'PUT') {
        parts += 1
        upload.set(Number(query.get('partNumber')), body)
        return void reply.writeHead(200, { etag: etagOf(body) }).end()
      }
      uploads.delete(query.get('uploadId') ?? '')
      if (request.method === 'DELETE') return void reply.writeHead(204).end()
      objects.set(key, Buffer.concat([...upload].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)))
      return void xml('<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')
    }
    const known = objects.get(key)
    switch (request.method) {
      case 'PUT':
        if (request.headers['if-none-match'] === '*' && known !== undefined) return fail(412, 'PreconditionFailed')
        objects.set(key, body)
        return void reply.writeHead(200, { etag: etagOf(body) }).end()
      case 'DELETE':
        objects.delete(key)
        return void reply.writeHead(204).end()
      default:
        if (known === undefined) return fail(404, 'NoSuchKey')
        return void reply.writeHead(200, { 'content-length': known.length }).end(known)
    }
  })
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
  return { objects, parts: () => parts }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
