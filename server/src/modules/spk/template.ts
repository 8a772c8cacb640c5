/**
 * A finished answer that is also the mould of others: devices for which the same builds are right get the same bytes but
 * for the number of their firmware, which stands in every link. A copy with other digits costs a fraction of printing.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

export type CatalogueAnswer = {
  body: Buffer
  etag: string
  /** the body in gzip, made when somebody wants it */
  packed(): Promise<Buffer>
}

export class Template {
  readonly #build: string
  readonly #tag: string
  readonly #own: CatalogueAnswer
  /** where the number begins, each time */
  readonly #places: Uint32Array

  /** `pieces`: the text between the places where the number goes. */
  constructor(pieces: readonly string[], build: number) {
    this.#build = String(build)
    const body = Buffer.from(pieces.join(this.#build))
    this.#places = new Uint32Array(pieces.length - 1)
    let at = 0
    for (let place = 0; place < this.#places.length; place++) {
      at += Buffer.byteLength(pieces[place] as string)
      this.#places[place] = at
      at += this.#build.length
    }
    this.#tag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
    this.#own = answerOf(body, `"${this.#tag}"`)
  }

  /** bytes */
  get size(): number {
    return this.#own.body.length + this.#places.byteLength
  }

  /** For a device with a firmware number of the same length. */
  for(build: number): CatalogueAnswer {
    const digits = String(build)
    if (digits === this.#build) return this.#own
    const body = Buffer.allocUnsafeSlow(this.#own.body.length)
    body.set(this.#own.body)
    for (const place of this.#places) {
      for (let digit = 0; digit < digits.length; digit++) body[place + digit] = digits.charCodeAt(digit)
    }
    return answerOf(body, `"${this.#tag}-${digits}"`)
  }
}

function answerOf(body: Buffer, etag: string): CatalogueAnswer {
  let packed: Promise<Buffer> | undefined
  return {
    body,
    etag,
    // Large answers are asked for by many right after a change: quick before small.
    packed: () => (packed ??= compress(body, { level: body.length > 1_000_000 ? 1 : 6 })),
  }
}
