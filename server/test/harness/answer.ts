/** What came back: status, headers, bytes, and the body as the operation declares it. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ProblemReply } from '@slipway/contract'

export class Answer<T = unknown> {
  /** for messages: which request it answers */
  readonly request: string
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer

  constructor(request: string, status: number, headers: IncomingHttpHeaders, bytes: Buffer) {
    this.request = request
    this.status = status
    this.headers = headers
    this.bytes = bytes
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }

  get text(): string {
    return this.bytes.toString('utf8')
  }

  get json(): unknown {
    return this.bytes.length === 0 ? undefined : JSON.parse(this.text)
  }

  /** The body of a success. Throws when it is none, and says what it is instead. */
  get value(): T {
    if (!this.ok) throw new Error(`${this.request} answered ${this.status}: ${this.text.slice(0, 2000)}`)
    return this.json as T
  }

  /** The body of a refusal. Throws when it is none. */
  get problem(): ProblemReply {
    if (!String(this.headers['content-type']).startsWith('application/problem+json')) {
      throw new Error(`${this.request} answered ${this.status} without a problem: ${this.text.slice(0, 2000)}`)
    }
    return this.json as ProblemReply
  }
}
