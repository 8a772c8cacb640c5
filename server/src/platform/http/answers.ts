/**
 * Finished answers kept ready: a body is printed once per version of what it was made from, and compressed when the first
 * client asks for that. A kept answer is never trusted: each request asks for the present version first.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendFinished } from './finished.ts'
import { isKnown } from './preconditions.ts'

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

type Answer = {
  version: string
  body: Buffer
  etag: string
  packed: Promise<Buffer> | undefined
  /** bytes it is accounted for */
  size: number
}

/**
 * What an answer depends on: `scope` says for whom it is (answers for different scopes are kept apart), `version`
 * changes whenever the answer could.
 */
export type Freshness = (request: FastifyRequest, subject: string) => Promise<{ scope: string; version: string }>

export class Answers {
  readonly #kept = new Map<string, Answer>()
  /** by key and version: after a change all clients ask at once, and one making is enough */
  readonly #making = new Map<string, Promise<Answer>>()
  readonly #freshness: Freshness
  readonly #maxBytes: number
  #bytes = 0

  constructor(options: { freshness: Freshness; maxBytes: number }) {
    this.#freshness = options.freshness
    this.#maxBytes = options.maxBytes
  }

  /**
   * Sends the answer to this URL, made by `make` unless it is kept. `subject` names the thing it is about.
   * The value is printed by the reply's schema. `also` is what else it depends on, such as the minute of the day.
   */
  async serve<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    subject: string,
    make: () => Promise<T>,
    also = '',
  ): Promise<T> {
    const fresh = await this.#freshness(request, subject)
    const scope = fresh.scope
    const version = `${fresh.version} ${also}`
    const key = `${scope} ${request.url}`
    const kept = this.#kept.get(key)
    const answer =
      kept?.version === version
        ? kept
        : await this.#make(key, version, async () =>
            Buffer.from(reply.serialize((await make()) as Record<string, unknown>) as string),
          )
    await this.#send(request, reply, key, answer)
    return undefined as T
  }

  #make(key: string, version: string, print: () => Promise<Buffer>): Promise<Answer> {
    const name = `${version} ${key}`
    const underWay = this.#making.get(name)
    if (underWay !== undefined) return underWay
    const made = print()
      .then((body) => {
        const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
        const answer: Answer = { version, body, etag, packed: undefined, size: body.length }
        this.#keep(key, answer)
        return answer
      })
      .finally(() => this.#making.delete(name))
    this.#making.set(name, made)
    return made
  }

  #packed(key: string, answer: Answer): Promise<Buffer> {
    answer.packed ??= compress(answer.body, { level: 6 }).then((packed) => {
      if (this.#kept.get(key) === answer) {
        answer.size += packed.length
        this.#bytes += packed.length
      }
      return packed
    })
    return answer.packed
  }

  #keep(key: string, answer: Answer): void {
    this.#drop(key)
    this.#kept.set(key, answer)
    this.#bytes += answer.size
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
    this.#bytes -= answer.size
  }

  async #send(request: FastifyRequest, reply: FastifyReply, key: string, answer: Answer): Promise<void> {
    reply
      .header('etag', answer.etag)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding, authorization, cookie')
    if (isKnown(request, answer.etag)) {
      reply.code(304).send()
      return
    }
    reply.header('content-type', 'application/json; charset=utf-8')
    const accepts = request.headers['accept-encoding'] ?? ''
    if (answer.body.length >= WORTH_COMPRESSING && /\bgzip\b/.test(accepts)) {
      const packed = await this.#packed(key, answer)
      sendFinished(reply.header('content-encoding', 'gzip'), packed, packed.length)
    } else {
      sendFinished(reply, answer.body, answer.body.length)
    }
  }
}
