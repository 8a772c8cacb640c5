/**
 * Uploads in chunks. What a chunk brings is durable when it is answered, and the next may reach another process. The
 * bytes appear when they are complete.
 */
import { Readable } from 'node:stream'
import type { Upload } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import { type Call, requireUser, route } from './call.ts'
import { fileDocument, type UploadTarget, uploadDocument } from './documents/index.ts'
import { readMimeType } from './files.ts'
import { isMultipart, isUrlEncoded } from './form.ts'
import { itemInFolder } from './making.ts'
import { asId, checkName } from './params.ts'
import { badRequest, denied, GirderError, invalid, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Item, Tree } from './tree.ts'

const PARENTS = ['item', 'folder'] as const
const NO_FORMS =
  'Multipart encoding is no longer supported. Send the chunk in the request body, and other parameters in the query string.'

export function uploadRoutes(app: FastifyInstance, services: GirderServices): void {
  const { uploads, packageFiles, files, entries } = services
  const tree = new Tree(services)
  const bodyLimit = uploads.maxSize

  route(
    app,
    services,
    'POST',
    '/file',
    async (call) => {
      const { params, actor, request } = call
      const parentType = params.requiredOneOf('parentType', PARENTS)
      const parentId = params.required('parentId')
      const name = params.name('name')
      const size = readSize(call)
      const mimeType = readMimeType(params.filled('mimeType') ?? 'application/octet-stream')
      const user = requireUser(call)
      const item =
        parentType === 'item' ? await itemGiven(call, parentId) : await itemInFolder(services, call, parentId, name)
      await requireMayUpload(call, item, size)
      const target: UploadTarget = { parentType: 'item', parentId: item.entry.id, mimeType }
      if (size === 0) return attachNothing(call, target, name)
      const upload = await uploads.create(actor, { size, fileName: name, metadata: JSON.stringify(target) })
      // A body is the first chunk; form fields have been read as parameters.
      const body = request.headers['content-length'] === '0' ? undefined : (request.body as Readable | undefined)
      if (body !== undefined && body !== null && !isMultipart(request) && !isUrlEncoded(request)) {
        return receive(call, upload, 0, body)
      }
      return uploadDocument(upload, target, user.id)
    },
    { bodyLimit },
  )

  route(
    app,
    services,
    'POST',
    '/file/chunk',
    async (call) => {
      const { params, request } = call
      if (isMultipart(request) || isUrlEncoded(request)) throw badRequest(NO_FORMS)
      const id = params.required('uploadId')
      params.required('offset')
      const offset = params.integer('offset') ?? 0
      requireUser(call)
      const upload = await openUpload(call, id)
      return receive(call, upload, offset, (request.body as Readable | undefined) ?? Readable.from([]))
    },
    { bodyLimit, rawBody: true },
  )

  route(app, services, 'GET', '/file/offset', async (call) => {
    const id = call.params.required('uploadId')
    requireUser(call)
    return { offset: (await openUpload(call, id)).offset }
  })

  route(app, services, 'POST', '/file/completion', async (call) => {
    const id = call.params.required('uploadId')
    requireUser(call)
    const upload = await openUpload(call, id)
    if (upload.complete) return finish(call, upload)
    throw badRequest(`Server has only received ${upload.offset} bytes, but the file should be ${upload.size} bytes.`)
  })

  route(app, services, 'DELETE', '/file/upload/:id', async (call) => {
    requireUser(call)
    const upload = await openUpload(call, call.path.id ?? '')
    await uploads.delete(call.actor, upload.id)
    return { message: 'Upload canceled.' }
  })

  route(app, services, 'PUT', '/file/:id/contents', async (call) => {
    const size = readSize(call)
    const user = requireUser(call)
    const { file, ...item } = await tree.openFile(call.actor, call.path.id ?? '', 'Write')
    if (file.id === item.entry.file_id) await requireMayUpload(call, item, size)
    const target: UploadTarget = {
      parentType: 'item',
      parentId: item.entry.id,
      mimeType: file.content_type,
      fileId: file.id,
    }
    if (size === 0) return attachNothing(call, target, file.name)
    const upload = await uploads.create(call.actor, { size, fileName: file.name, metadata: JSON.stringify(target) })
    return uploadDocument(upload, target, user.id)
  })

  function readSize({ params }: Call): number {
    if (params.filled('linkUrl') !== undefined) throw badRequest('Links are not kept here; upload the file itself.')
    params.required('size')
    const size = params.integer('size') ?? 0
    if (size < 0) throw badRequest(`Invalid value for integer parameter size: ${size}.`)
    return size
  }

  /** The item a parameter names, for somebody who may put files into it. */
  async function itemGiven({ actor }: Call, text: string): Promise<Item> {
    const id = asId(text)
    if (id === undefined) throw invalid(`Invalid ObjectId: ${text}`, 'id')
    const item = await tree.item(actor, id)
    if (item === undefined) throw invalid(`No such item: ${text}`, 'id')
    return item
  }

  async function requireMayUpload({ actor }: Call, item: Item, size: number): Promise<void> {
    await tree.requireItem(actor, item, 'Read')
    if (!may(actor, 'package.publish', guarded(item.app))) {
      throw denied(actor, 'Write', await tree.folderOf(item.entry))
    }
    await packageFiles.requireMayAttach(actor, item.entry, item.app, size)
  }

  async function openUpload({ actor }: Call, text: string): Promise<Upload & { metadata: string | null }> {
    const id = asId(text)
    const owner = id === undefined ? undefined : await uploads.ownerOf(id)
    if (id === undefined || owner === undefined) throw noSuchPath('upload', text)
    if (owner !== actor.account?.id) throw new GirderError(403, 'access', 'You did not initiate this upload.')
    return uploads.get(actor, id)
  }

  async function receive(call: Call, upload: Upload, offset: number, body: Readable) {
    const { actor, request } = call
    if (offset !== upload.offset) {
      throw badRequest(`Server has received ${upload.offset} bytes, but client sent offset ${offset}.`)
    }
    const announced = request.headers['content-length']
    const end = announced === undefined ? undefined : offset + Number(announced)
    if (end !== undefined && end > upload.size) throw invalid('Received too many bytes.')
    if (end !== undefined && end < upload.size && end - offset < services.options.smallestChunk) {
      throw invalid('Chunk is smaller than the minimum size.')
    }
    const reached = await uploads.append(actor, upload.id, offset, body)
    if (reached.complete) return finish(call, reached)
    const { metadata } = await uploads.get(actor, upload.id)
    return uploadDocument(reached, targetOf(metadata), actor.account?.id ?? '')
  }

  async function finish({ actor }: Call, upload: Upload) {
    const { metadata } = await uploads.get(actor, upload.id)
    const { parentId, mimeType, fileId } = targetOf(metadata)
    const staged = await uploads.take(actor, upload.id)
    if (fileId !== undefined) await packageFiles.replaceContents(actor, fileId, staged)
    const file =
      fileId ??
      (await packageFiles.attach(actor, parentId, staged, { fileName: upload.fileName ?? '', contentType: mimeType }))
    await uploads.delete(actor, upload.id)
    return printFile(file)
  }

  async function attachNothing({ actor }: Call, { parentId, mimeType, fileId }: UploadTarget, name: string) {
    const staged = await files.stage(Readable.from([]), { size: 0 })
    if (fileId !== undefined) await packageFiles.replaceContents(actor, fileId, staged)
    const file =
      fileId ??
      (await packageFiles.attach(actor, parentId, staged, { fileName: checkName('name', name), contentType: mimeType }))
    return printFile(file)
  }

  async function printFile(id: string) {
    const found = await entries.file(id)
    if (found === undefined) throw noSuchPath('file', id)
    return fileDocument(found.file)
  }
}

/** What the upload is for; one that another protocol began is for nothing here. */
function targetOf(metadata: string | null): UploadTarget {
  if (!metadata?.startsWith('{')) throw badRequest('This upload was not begun here.')
  return JSON.parse(metadata) as UploadTarget
}
