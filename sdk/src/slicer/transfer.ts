/** Files on their way: up in chunks, down in one stream, checked for their size. */
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { GirderFile } from './documents.ts'
import { GirderHttpError, SlicerPackageError } from './errors.ts'
import type { Girder } from './girder.ts'

/** Bytes that came or went, of all. */
export type TransferProgress = (done: number, size: number) => void

const CHUNK = 64 * 1024 * 1024
/** How often a chunk is sent that was lost on the way. */
const TRIES = 3

/** Sends a local file as a file of an item. `name`: what it is called there. */
export async function uploadFile(
  girder: Girder,
  item: string,
  path: string,
  name: string,
  onProgress?: TransferProgress,
): Promise<GirderFile> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const announced = await girder.json<GirderFile>('POST', '/file', {
      parentType: 'item',
      parentId: item,
      name,
      size,
      mimeType: 'application/octet-stream',
    })
    return size === 0 ? announced : await sendChunks(girder, file, announced._id, size, onProgress)
  } finally {
    await file.close()
  }
}

async function sendChunks(
  girder: Girder,
  file: FileHandle,
  upload: string,
  size: number,
  onProgress: TransferProgress = () => {},
): Promise<GirderFile> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size))
  let offset = 0
  let failures = 0
  onProgress(0, size)
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
    if (bytesRead === 0) throw new Error('the file became shorter while it was sent')
    try {
      const answer = await girder.json<GirderFile>(
        'POST',
        '/file/chunk',
        { offset, uploadId: upload },
        buffer.subarray(0, bytesRead),
      )
      offset += bytesRead
      onProgress(offset, size)
      if (offset >= size) return answer
    } catch (error) {
      failures += 1
      if (error instanceof GirderHttpError || failures >= TRIES) throw error
      offset = (await girder.json<{ offset: number }>('GET', '/file/offset', { uploadId: upload })).offset
    }
  }
}

/** Fetches a file to a path, whose folder is made if need be; what is there already is replaced once all of it has come. */
export async function downloadFile(
  girder: Girder,
  file: GirderFile,
  path: string,
  onProgress: TransferProgress = () => {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const response = await girder.send('GET', `/file/${file._id}/download`)
  const part = `${path}.part`
  let received = 0
  const count = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      received += piece.length
      onProgress(received, file.size)
      yield piece
    }
  }
  try {
    const body = response.body as unknown as AsyncIterable<Uint8Array> | null
    await pipeline(Readable.from(count(body ?? Readable.from([]))), createWriteStream(part))
    if (received !== file.size) {
      throw new SlicerPackageError(`${file.name}: ${received} of ${file.size} bytes came`)
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
