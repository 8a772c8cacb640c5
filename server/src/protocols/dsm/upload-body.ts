/**
 * The SPK out of the body of an upload. It is the body itself, whatever the content type says; only a
 * body that really is a form is taken apart, as some scripts send it: then the SPK is the first file in it.
 */
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

const BOUNDARY = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i
const IS_FILE = /^content-(?:disposition:[^\r\n]*;\s*filename\*?=|type:\s*application\/octet-stream)/im
/** bytes of what is before the file: headers, and fields that nobody asked for */
const MOST_BEFORE = 1024 ** 2

/** What a form has too much or too little of is found while the SPK is read: then reading throws `invalid_input`. */
export async function spkIn(request: FastifyRequest): Promise<Readable> {
  if (!(request.body instanceof Readable)) return Readable.from([])
  const [, quoted, plain] = BOUNDARY.exec(request.headers['content-type'] ?? '') ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return request.body
  const pieces = new Pieces(request.body)
  const isForm = await pieces.beginsWith(Buffer.from(`--${boundary}`))
  return Readable.from(isForm ? firstFile(pieces, boundary) : pieces.rest(), { objectMode: false })
}

/** Nothing when there is no file. */
async function* firstFile(pieces: Pieces, boundary: string): AsyncGenerator<Buffer> {
  const mark = Buffer.from(`\r\n--${boundary}`)
  await pieces.take(mark.length - 2)
  for (let before = 0; before < MOST_BEFORE; ) {
    if ((await pieces.take(2)).toString('latin1') === '--') return
    const head = await collect(pieces.until(Buffer.from('\r\n\r\n')), MOST_BEFORE)
    if (IS_FILE.test(head.toString('latin1'))) {
      yield* pieces.until(mark)
      return
    }
    before += head.length + (await collect(pieces.until(mark), MOST_BEFORE)).length
  }
  throw unreadable()
}

const unreadable = () => new Problem('invalid_input', { detail: 'The multipart body cannot be read.' })

async function collect(pieces: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const all: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > most) throw unreadable()
    all.push(piece)
  }
  return Buffer.concat(all)
}

/** A body, piece by piece. */
class Pieces {
  readonly #chunks: AsyncIterator<Buffer>
  /** read, and not yet taken */
  #held: Buffer = Buffer.alloc(0)

  constructor(body: Readable) {
    this.#chunks = body[Symbol.asyncIterator]()
  }

  /** Answers whether there was more. */
  async #read(): Promise<boolean> {
    const { done, value } = await this.#chunks.next()
    if (done === true) return false
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value])
    return true
  }

  /** Takes nothing. */
  async beginsWith(text: Buffer): Promise<boolean> {
    while (this.#held.length < text.length && (await this.#read()));
    return this.#held.subarray(0, text.length).equals(text)
  }

  /** Throws `invalid_input` when there is less. */
  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) if (!(await this.#read())) throw unreadable()
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }

  /** What is before the mark, which is passed over. Throws `invalid_input` when it does not come. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const found = this.#held.indexOf(mark)
      // The end of what is held may be the beginning of the mark.
      const sure = found >= 0 ? found : Math.max(0, this.#held.length - mark.length + 1)
      const piece = this.#held.subarray(0, sure)
      this.#held = this.#held.subarray(found >= 0 ? found + mark.length : sure)
      if (piece.length > 0) yield piece
      if (found >= 0) return
      if (!(await this.#read())) throw unreadable()
    }
  }

  async *rest(): AsyncGenerator<Buffer> {
    do {
      if (this.#held.length > 0) yield this.#held
      this.#held = Buffer.alloc(0)
    } while (await this.#read())
  }
}
