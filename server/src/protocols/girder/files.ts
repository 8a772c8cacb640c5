/** Files: what they are, their bytes, and finding them by digest. */
import type { FastifyInstance } from 'fastify'
import { fileNameHeader } from '../../platform/http/file-name-header.ts'
import { requireUser, route } from './call.ts'
import { fileDocument } from './documents/index.ts'
import { checkName } from './params.ts'
import { badRequest, GirderError } from './problems.ts'
import type { GirderServices } from './services.ts'
import { sendFile } from './serving.ts'
import { itemLevel, Tree } from './tree.ts'

export function fileRoutes(app: FastifyInstance, services: GirderServices): void {
  const { downloads, entries, packageFiles, directory } = services
  const tree = new Tree(services)

  route(app, services, 'GET', '/file/:id', async ({ actor, path }) => {
    const { file } = await tree.openFile(actor, path.id ?? '', 'Read')
    return fileDocument(file)
  })

  route(app, services, 'PUT', '/file/:id', async (call) => {
    const { actor, params, path } = call
    const name = params.optional('name')
    const mimeType = params.filled('mimeType')
    requireUser(call)
    const { file } = await tree.openFile(actor, path.id ?? '', 'Write')
    await packageFiles.renameFile(actor, file.id, {
      ...(name !== undefined && { name: checkName('name', name) }),
      ...(mimeType !== undefined && { contentType: readMimeType(mimeType) }),
    })
    const changed = await tree.openFile(actor, file.id, 'Read')
    return fileDocument(changed.file)
  })

  route(app, services, 'DELETE', '/file/:id', async (call) => {
    requireUser(call)
    const { file } = await tree.openFile(call.actor, call.path.id ?? '', 'Write')
    await packageFiles.dropFile(call.actor, file.id)
    return null
  })

  for (const path of ['/file/:id/download', '/file/:id/download/:name']) {
    route(
      app,
      services,
      'GET',
      path,
      async (call) => {
        const { file } = await tree.openFile(call.actor, call.path.id ?? '', 'Read', { replaced: true })
        return sendFile(call, await downloads.byId(call.actor, file.id))
      },
      { cookie: true },
    )
  }

  route(app, services, 'GET', '/file/hashsum/:algo/:hash', async ({ actor, path }) => {
    requireSha512(path.algo)
    const found = await readable(path.hash ?? '', actor)
    return found.filter(({ file }) => file.replaced_at === null).map(({ file }) => fileDocument(file))
  })

  route(
    app,
    services,
    'GET',
    '/file/hashsum/:algo/:hash/download',
    async (call) => {
      requireSha512(call.path.algo)
      const [first] = await readable(call.path.hash ?? '', call.actor)
      if (first === undefined) throw new GirderError(404, 'rest', 'File not found.')
      return sendFile(call, await downloads.byId(call.actor, first.file.id))
    },
    { cookie: true },
  )

  route(app, services, 'GET', '/file/:id/hashsum_file/:algo', async ({ actor, path, reply }) => {
    requireSha512(path.algo)
    const { file } = await tree.openFile(actor, path.id ?? '', 'Read')
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', fileNameHeader(`${file.name}.sha512`, 'attachment'))
      .send(`${file.sha512}\n`)
  })

  /** Files with this digest that the caller may have: current ones first, and the newest. */
  async function readable(hash: string, actor: Parameters<Tree['openFile']>[0]) {
    const found = []
    for (const { file, entry } of await entries.filesWithDigest(hash.toLowerCase())) {
      const owner = await directory.find(entry.app_id)
      if (owner === undefined) continue
      const level = itemLevel(actor, { entry, app: owner })
      const waits = file.replaced_at === null && file.id !== entry.file_id
      if (level >= (waits ? 1 : 0)) found.push({ file, entry })
    }
    return found
  }
}

function requireSha512(algorithm: string | undefined): void {
  if (algorithm?.toLowerCase() === 'sha512') return
  throw badRequest(`Invalid value for algo: "${algorithm ?? ''}". Allowed values: sha512.`)
}

/** What goes out as a header later must be one. */
export function readMimeType(text: string): string {
  return /^[\w.+-]+\/[\w.+-]+(?:; ?[\w-]+=[\w.+-]+)*$/.test(text) && text.length <= 200
    ? text
    : 'application/octet-stream'
}
