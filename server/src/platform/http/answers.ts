/**
 * Finished answers kept ready: a body is printed and compressed once per version of what it was made from. A kept answer
 * is never trusted: each request asks for the present version first.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

type Answer = { version: string; body: Buffer; packed: Buffer | undefined; etag: string }

/**
 * What an answer depends on: `scope` says for whom it is (answers for different scopes are kept apart), `version`
 * changes whenever the answer could.
 */
export type Freshness = (request: FastifyRequest, subject: string) => Promise<{ scope: string; version: string }>

export class Answers {
  readonly #kept = new Map<string, Answer>()
  readonly #freshness: Freshness
  readonly #maxBytes: number
  #bytes = 0

  constructor(options: { freshness: Freshness; maxBytes: number }) {
    this.#freshness = options.freshness
    this.#maxBytes = options.maxBytes
  }

  /**
   * Sends the answer to this URL, made by `make` unless it is kept. `subject` names the thing it is about.
   * The value is printed by the reply's schema.
   */
  async serve<T>(request: FastifyRequest, reply: FastifyReply, subject: string, make: () => Promise<T>): Promise<T> {
    const { scope, version } = await this.#freshness(request, subject)
    const key = `${scope} ${request.url}`
    let answer = this.#kept.get(key)
    if (answer?.version !== version) {
      const body = Buffer.from(reply.serialize((await make()) as Record<string, unknown>) as string)
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
      const packed = body.length < WORTH_COMPRESSING ? undefined : await compress(body, { level: 6 })
      answer = { version, body, packed, etag }
      this.#keep(key, answer)
    }
    send(request, reply, answer)
    return undefined as T
  }

  #keep(key: string, answer: Answer): void {
    this.#drop(key)
    this.#kept.set(key, answer)
    this.#bytes += sizeOf(answer)
    // The oldest go first: Map keeps the order of insertion.
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const answer = this.#kept.get(key)
    if (answer === undefined) return
    this.#kept.delete(key)
    this.#bytes -= sizeOf(answer)
  }
}

const sizeOf = (answer: Answer): number => answer.body.length + (answer.packed?.length ?? 0)

function send(request: FastifyRequest, reply: FastifyReply, { body, packed, etag }: Answer): void {
  reply
    .header('etag', etag)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-encoding, authorization, cookie')
  const known = request.headers['if-none-match']
  if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    reply.code(304).send()
    return
  }
  const accepts = request.headers['accept-encoding'] ?? ''
  reply.header('content-type', 'application/json; charset=utf-8')
  if (packed !== undefined && /\bgzip\b/.test(accepts)) reply.header('content-encoding', 'gzip').send(packed)
  else reply.send(body)
}
