import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'

const CHUNK = 512 * 1024

/** Opens a file to be read once, from its start. */
export const bytesOf = (path: string): Readable => createReadStream(path, { highWaterMark: CHUNK })
