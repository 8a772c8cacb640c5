/** Transcripts: what a client sends, and the whole of what it gets, with the parts that differ each time masked. */
import type { Answer } from '../harness/index.ts'

const ID = /\b[0-9a-f]{24}\b/g
const DATE = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{6})?\+00:00/g
const TOKEN = /"token":"[A-Za-z0-9]{64}"/g
const SHA512 = /\b[0-9a-f]{128}\b/g

/** Ids become `<id 1>`, `<id 2>`… in the order in which they are met; dates, digests and tokens become words. */
export class Transcript {
  readonly #names = new Map<string, string>()
  readonly #steps: string[] = []

  /** Gives an id a name of its own. */
  name(id: string, name: string): string {
    this.#names.set(id, `<${name}>`)
    return id
  }

  /** Notes one exchange. */
  note(request: string, answer: Answer): void {
    const body = answer.bytes.length === 0 ? undefined : this.mask(answer.json)
    const shown = body === undefined ? '' : `\n${JSON.stringify(body, null, 2)}`
    this.#steps.push(`${this.mask(request)}\n${answer.status}${shown}\n`)
  }

  get text(): string {
    return this.#steps.join('\n')
  }

  mask<T>(value: T): T {
    const text = JSON.stringify(value)
      .replaceAll(SHA512, '<sha512>')
      .replaceAll(TOKEN, '"token":"<token>"')
      .replaceAll(DATE, '<date>')
      .replaceAll(ID, (id) => this.#nameOf(id))
    return JSON.parse(text) as T
  }

  #nameOf(id: string): string {
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const name = `<id ${this.#names.size + 1}>`
    this.#names.set(id, name)
    return name
  }
}
