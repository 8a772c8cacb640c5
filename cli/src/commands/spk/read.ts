import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { named } from '../../files.ts'

const CHUNK = 512 * 1024

/** Opens a file to be read once, from its start. */
export const bytesOf = (path: string): Readable => Readable.from(chunksOf(path), { objectMode: false })

async function* chunksOf(path: string): AsyncGenerator<Buffer, void> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK })
  } catch (error) {
    throw named(error, path)
  }
}
