/** Several files as one zip, streamed: nothing is compressed, because packages are, and nothing waits in memory. */
import { pipeline, type Readable, Transform } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import { fileNameHeader } from '../../platform/http/file-name-header.ts'
import type { Download } from '../../platform/http/send-bytes.ts'
import type { Call } from './call.ts'

/** A file of the zip; its bytes are looked for when their turn comes. `size`: bytes. */
export type ZipEntry = {
  folders: readonly string[]
  name: string
  size: number
  changedAt: number
  download(): Promise<Download>
}

/** Each file counts as downloaded when its last byte has gone into the zip; the zip ends when all of that is durable. */
export function sendZip({ request, reply }: Call, name: string, entries: readonly ZipEntry[]): FastifyReply {
  reply
    .header('content-type', 'application/zip')
    .header('content-disposition', fileNameHeader(`${name}.zip`, 'attachment'))
    .header('x-content-type-options', 'nosniff')
  if (request.method === 'HEAD') return reply.send()

  const zip = new ZipFile()
  let open: Readable | undefined
  const counts: Promise<unknown>[] = []
  const visitor = { address: request.ip, agent: request.headers['user-agent'] ?? '' }
  const openNext = async ({ download }: ZipEntry): Promise<Readable> => {
    const file = await download()
    const source = await file.open()
    // What the client breaks off is destroyed, and never ends.
    source.once('end', () => {
      const count = file.delivered?.(visitor).catch((error: unknown) => {
        request.log.error({ err: error }, 'a download could not be counted')
      })
      if (count !== undefined) counts.push(count)
    })
    open = source
    // Whoever asked may have gone while it was opened; nobody would close it later.
    if (reply.raw.destroyed) source.destroy()
    return source
  }
  for (const entry of entries) {
    const path = [...entry.folders, entry.name].map(safePart).join('/')
    zip.addReadStreamLazy(path, { size: entry.size, compress: false, mtime: new Date(entry.changedAt) }, (done) => {
      openNext(entry).then(
        (source) => done(null, source),
        (error: unknown) => done(error, open as never),
      )
    })
  }
  zip.on('error', (error) => (zip.outputStream as Readable).destroy(error as Error))
  zip.end()
  reply.raw.once('close', () => open?.destroy())
  const body = new Transform({
    transform: (piece, _encoding, done) => done(null, piece),
    flush: (done) => void Promise.all(counts).then(() => done()),
  })
  pipeline(zip.outputStream, body, (error) => {
    if (error && !reply.raw.destroyed) request.log.error({ err: error }, 'a zip broke off')
  })
  return reply.send(body)
}

/** A part of a path inside the zip that unpacks to where it should. */
const safePart = (name: string): string => {
  const safe = name.replaceAll(/[\\/:\p{Cc}]/gu, '_')
  return /^\.{1,2}$/.test(safe) || safe === '' ? '_' : safe
}
