/** Several files as one zip, streamed: nothing is compressed, because packages are, and nothing waits in memory. */
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import { fileNameHeader } from '../../platform/http/file-name-header.ts'
import type { Download } from '../../platform/http/send-bytes.ts'
import type { Call } from './call.ts'

export type ZipEntry = { folders: readonly string[]; download: Download }

/** Each file counts as downloaded when its last byte has gone into the zip. */
export function sendZip({ request, reply }: Call, name: string, entries: readonly ZipEntry[]): FastifyReply {
  reply
    .header('content-type', 'application/zip')
    .header('content-disposition', fileNameHeader(`${name}.zip`, 'attachment'))
    .header('x-content-type-options', 'nosniff')
  if (request.method === 'HEAD') return reply.send()

  const zip = new ZipFile()
  let open: Readable | undefined
  for (const { folders, download } of entries) {
    const path = [...folders, download.name].map(safePart).join('/')
    zip.addReadStreamLazy(path, { size: download.size, compress: false, mtime: mtimeOf(download) }, (done) => {
      download
        .open()
        .then((source) => {
          open = source
          source.once('end', () => {
            download.delivered?.().catch((error: unknown) => {
              request.log.error({ err: error }, 'a download could not be counted')
            })
          })
          done(null, source)
        })
        .catch((error: unknown) => done(error, open as never))
    })
  }
  zip.on('error', (error) => (zip.outputStream as Readable).destroy(error as Error))
  zip.end()
  reply.raw.once('close', () => open?.destroy())
  return reply.send(zip.outputStream)
}

const mtimeOf = ({ lastModified }: Download): Date => new Date(lastModified ?? 0)

/** A part of a path inside the zip that unpacks to where it should. */
const safePart = (name: string): string => {
  const safe = name.replaceAll(/[\\/:\p{Cc}]/gu, '_')
  return /^\.{1,2}$/.test(safe) || safe === '' ? '_' : safe
}
