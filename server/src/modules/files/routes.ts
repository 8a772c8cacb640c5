/**
 * Resumable uploads by the tus protocol, version 1.0.0, with the extensions creation, creation-with-upload, expiration,
 * termination and checksum: https://tus.io/protocols/resumable-upload
 */
import { Readable } from 'node:stream'
import { Id, Name, Upload } from '@slipway/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { bytes, operation } from '../../platform/http/operation.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { CHECKSUM_ALGORITHMS, type Checksum, type Uploads } from './uploads.ts'

const VERSION = '1.0.0'
const EXTENSIONS = 'creation,creation-with-upload,expiration,termination,checksum'
const { pattern: fileNamePattern } = Name(255) as ReturnType<typeof Name> & { pattern: string }
const OneUpload = Type.Object({ upload: Id })

export function uploadRoutes(app: FastifyInstance, { uploads }: { uploads: Uploads }): void {
  const body = bytes(uploads.maxSize, 'A piece of the file, as application/offset+octet-stream.')
  const tell = (reply: FastifyReply, upload: Pick<Upload, 'offset' | 'expiresAt'>) =>
    reply
      .header('tus-resumable', VERSION)
      .header('upload-offset', upload.offset)
      .header('upload-expires', new Date(upload.expiresAt).toUTCString())
      .header('cache-control', 'no-store')

  operation(app, {
    id: 'getUploadCapabilities',
    method: 'OPTIONS',
    path: '/uploads',
    summary: 'What the server understands of the tus protocol',
    tag: 'uploads',
    needs: 'nothing',
    replies: { 204: null },
    handle({ reply }) {
      reply
        .header('tus-resumable', VERSION)
        .header('tus-version', VERSION)
        .header('tus-extension', EXTENSIONS)
        .header('tus-max-size', uploads.maxSize)
        .header('tus-checksum-algorithm', CHECKSUM_ALGORITHMS.join(','))
    },
  })

  operation(app, {
    id: 'createUpload',
    method: 'POST',
    path: '/uploads',
    summary: 'Begin a resumable upload',
    description:
      'tus creation: `Upload-Length` in bytes, `Upload-Metadata` with an optional `filename`. The first piece may come along. The answer’s `Location` is where the pieces go; publish the package with the upload’s id when it is complete.',
    tag: 'uploads',
    needs: 'upload.create',
    body,
    replies: { 201: Upload },
    async handle({ actor, body, request, reply }) {
      requireVersion(request)
      const size = integerHeader(request, 'upload-length')
      const metadata = textHeader(request, 'upload-metadata')
      const checksum = checksumOf(request)
      let upload = await uploads.create(actor, { size, metadata, fileName: fileNameOf(metadata) })
      const first = request.headers['content-type'] === 'application/offset+octet-stream'
      if (first || size === 0) {
        const { id } = upload
        upload = await uploads.append(actor, id, 0, body ?? emptyBody(), checksum).catch(async (error: unknown) => {
          // Without an answer the client does not learn where its upload is, and begins another.
          await uploads.delete(actor, id)
          throw error
        })
      }
      tell(reply, upload).header('location', `${request.routeOptions.url}/${upload.id}`)
      return upload
    },
  })

  operation(app, {
    id: 'getUploadOffset',
    method: 'HEAD',
    path: '/uploads/:upload',
    summary: 'How many bytes of an upload the server has',
    tag: 'uploads',
    needs: 'upload.create',
    params: OneUpload,
    replies: { 200: null },
    async handle({ actor, params, request, reply }) {
      requireVersion(request)
      const upload = await uploads.get(actor, params.upload)
      tell(reply, upload).header('upload-length', upload.size)
      if (upload.metadata !== null) reply.header('upload-metadata', upload.metadata)
    },
  })

  operation(app, {
    id: 'getUpload',
    method: 'GET',
    path: '/uploads/:upload',
    summary: 'Show an upload',
    tag: 'uploads',
    needs: 'upload.create',
    params: OneUpload,
    replies: { 200: Upload },
    async handle({ actor, params, reply }) {
      const { metadata: _metadata, ...upload } = await uploads.get(actor, params.upload)
      tell(reply, upload)
      return upload
    },
  })

  operation(app, {
    id: 'appendUpload',
    method: 'PATCH',
    path: '/uploads/:upload',
    summary: 'Send the next piece of an upload',
    description:
      '`Upload-Offset` must be the number of bytes the server has. With `Upload-Checksum` (`sha256 <base64>`) a damaged piece is refused with 460 and can be sent again.',
    tag: 'uploads',
    needs: 'upload.create',
    params: OneUpload,
    body,
    replies: { 204: null },
    async handle({ actor, params, body, request, reply }) {
      requireVersion(request)
      if (request.headers['content-type'] !== 'application/offset+octet-stream') {
        throw new Problem('media_type_unsupported', { detail: 'Send application/offset+octet-stream.' })
      }
      const offset = integerHeader(request, 'upload-offset')
      const piece = body ?? emptyBody()
      tell(reply, await uploads.append(actor, params.upload, offset, piece, checksumOf(request)))
    },
  })

  operation(app, {
    id: 'deleteUpload',
    method: 'DELETE',
    path: '/uploads/:upload',
    summary: 'Give up an upload',
    tag: 'uploads',
    needs: 'upload.create',
    params: OneUpload,
    replies: { 204: null },
    async handle({ actor, params, reply }) {
      await uploads.delete(actor, params.upload)
      reply.header('tus-resumable', VERSION)
    },
  })
}

const emptyBody = () => Readable.from([])

/** Clients that know nothing of versions are welcome; those that ask for another one are told. */
function requireVersion(request: FastifyRequest): void {
  const version = request.headers['tus-resumable']
  if (version !== undefined && version !== VERSION) {
    throw new Problem('version_unsupported', { detail: `Tus-Resumable: ${VERSION} is spoken here.` })
  }
}

const textHeader = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function integerHeader(request: FastifyRequest, name: string): number {
  const text = textHeader(request, name)
  const value = Number(text)
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw wrongField(name, 'must be a number of bytes')
  return value
}

const isFileName = new RegExp(fileNamePattern)

/** `Upload-Metadata: filename aGVsbG8udHh0,other …` */
function fileNameOf(metadata: string | undefined): string | undefined {
  for (const pair of metadata?.split(',') ?? []) {
    const [key, value] = pair.trim().split(' ')
    if (key !== 'filename' || value === undefined) continue
    const name = Buffer.from(value, 'base64').toString('utf8')
    if (name.length > 255 || !isFileName.test(name)) {
      throw wrongField('upload-metadata', 'must name a file, not a path, in at most 255 characters')
    }
    return name
  }
  return undefined
}

function checksumOf(request: FastifyRequest): Checksum | undefined {
  const text = textHeader(request, 'upload-checksum')
  if (text === undefined) return undefined
  const [name, value] = text.split(' ')
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => known === name)
  if (algorithm === undefined || value === undefined) {
    throw wrongField('upload-checksum', `must be one of ${CHECKSUM_ALGORITHMS.join(', ')}, a space and base64`)
  }
  return { algorithm, value: Buffer.from(value, 'base64') }
}
