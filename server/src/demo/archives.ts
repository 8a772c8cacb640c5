/** Real archives with a little in them: `.tar.gz` for Linux and macOS, `.zip` for Windows. */
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import tar from 'tar-stream'
import { ZipFile } from 'yazl'

export type ArchiveFile = { path: string; content: string | Buffer; program?: boolean }

const compress = promisify(gzip)

/** The bytes of an archive whose files all lie in `folder`. The same input gives the same bytes. */
export function archiveOf(
  kind: 'tar.gz' | 'zip',
  folder: string,
  files: readonly ArchiveFile[],
  at: Date,
): Promise<Buffer> {
  const inside = files.map((file) => ({ ...file, path: `${folder}/${file.path}` }))
  return kind === 'zip' ? zipOf(inside, at) : tarOf(inside, at)
}

async function tarOf(files: readonly ArchiveFile[], at: Date): Promise<Buffer> {
  const pack = tar.pack()
  for (const { path, content, program = false } of files) {
    pack.entry({ name: path, mode: program ? 0o755 : 0o644, mtime: at }, content)
  }
  pack.finalize()
  return compress(await buffer(pack), { level: 1 })
}

async function zipOf(files: readonly ArchiveFile[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, content, program = false } of files) {
    zip.addBuffer(Buffer.from(content as string), path, { mtime: at, mode: program ? 0o100755 : 0o100644 })
  }
  zip.end()
  return buffer(zip.outputStream)
}
