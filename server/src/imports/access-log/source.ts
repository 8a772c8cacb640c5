/** The lines of logs: files as they grow, packed ones, and standard input. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const CHUNK = 1 << 20
/** A line that is longer is no line of an access log. */
const LONGEST_LINE = 1 << 20

/** Some lines in order, and the byte behind the last of them. */
export type Lines = { lines: string[]; end: number }

/** What a file holds, unpacked if it is packed: by its first bytes, whatever it is called. */
export async function openLog(file: string): Promise<Readable> {
  // Looked into first: a stream that cannot be opened fails when nobody listens yet.
  const packed = await isPacked(file)
  const source = createReadStream(file, { highWaterMark: CHUNK })
  return packed ? unpacked(source) : source
}

export async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

/** A packed stream, or one that is not. */
export async function* eitherWay(source: Readable): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await pieces.next()
  if (first.done) return
  const rest = async function* () {
    yield first.value
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  }
  yield* first.value[0] === 0x1f && first.value[1] === 0x8b ? unpacked(Readable.from(rest())) : rest()
}

function unpacked(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: CHUNK })
  source.once('error', (error) => gunzip.destroy(error))
  return source.pipe(gunzip)
}

/**
 * Lines from byte `from` on. Bytes are read as characters of their own, as Node reads the headers of requests, so that a
 * program is called the same by both. `whole`: a last line without its end is still being written and is left out.
 */
export async function* linesOf(
  source: AsyncIterable<Buffer>,
  { from = 0, whole = false }: { from?: number; whole?: boolean } = {},
): AsyncGenerator<Lines> {
  let passed = 0
  let rest = ''
  let end = from
  for await (const bytes of source) {
    const skip = Math.min(Math.max(from - passed, 0), bytes.length)
    passed += bytes.length
    const text = rest + bytes.toString('latin1', skip)
    const last = text.lastIndexOf('\n')
    if (last < 0) {
      rest = text.length > LONGEST_LINE ? '' : text
      if (rest === '') end = passed
      continue
    }
    rest = text.slice(last + 1)
    end = passed - rest.length
    yield { lines: text.slice(0, last).split('\n'), end }
  }
  if (rest !== '' && !whole) yield { lines: [rest], end: passed }
}
