/**
 * A finished answer that is also the mould of others: devices for which the same builds are right get the same bytes but
 * for the number of their firmware, which stands in every link. A copy with other digits costs a fraction of printing,
 * and so does the mould of the next state of the repository, which takes over every entry that is as it was.
 */
import { createHash } from 'node:crypto'
import type { Copies, Lent } from './copies.ts'
import type { PackageCounts } from './counts.ts'
import type { ModelBuild } from './model.ts'

/** One entry; the same objects mean the same text. */
export type Chosen = { build: ModelBuild; counts: PackageCounts }

export type TemplateParts = {
  /** text before the first entry and behind the last one */
  head: string
  tail: string
  /** in their order; those of the same build and counts as in `previous` are taken from there */
  chosen: readonly Chosen[]
  /** the text of an entry before and behind the place of the number */
  print: (one: Chosen) => readonly [string, string]
  /** how many digits the number has */
  digits: number
  previous: Template | undefined
}

const COMMA = 0x2c
const BLANK = '0'

export class Template {
  readonly chosen: readonly Chosen[]
  /** of the answer without the number */
  readonly #tag: string
  /** with the number that was asked for last where numbers go */
  readonly #body: Buffer
  #number: number | undefined
  /** how many answers are being sent right out of it */
  #lent = 0
  /** where each entry begins and ends, and where the number in it begins */
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  readonly #places: Uint32Array

  constructor({ head, tail, chosen, print, digits, previous }: TemplateParts) {
    this.chosen = chosen
    this.#starts = new Uint32Array(chosen.length)
    this.#ends = new Uint32Array(chosen.length)
    this.#places = new Uint32Array(chosen.length)
    const before = previous?.chosen ?? []
    const blank = Buffer.alloc(digits, BLANK)
    const pieces: { bytes: Buffer; place: number }[] = []
    let old = 0
    let length = Buffer.byteLength(head) + Buffer.byteLength(tail) + Math.max(0, chosen.length - 1)
    for (const one of chosen) {
      while (old < before.length && nameOf(before[old]) < nameOf(one)) old += 1
      const known = before[old]
      let piece: { bytes: Buffer; place: number }
      if (previous !== undefined && known?.build === one.build && known.counts === one.counts) {
        piece = previous.#piece(old)
      } else {
        const [start, end] = print(one)
        piece = { bytes: Buffer.from(`${start}${blank}${end}`), place: Buffer.byteLength(start) }
      }
      length += piece.bytes.length
      pieces.push(piece)
    }
    this.#body = Buffer.allocUnsafeSlow(length)
    let at = this.#body.write(head)
    for (const [index, { bytes, place }] of pieces.entries()) {
      if (index > 0) this.#body[at++] = COMMA
      this.#starts[index] = at
      this.#places[index] = at + place
      at += bytes.copy(this.#body, at)
      this.#ends[index] = at
    }
    this.#body.write(tail, at)
    // Entries that were taken over have a number in them.
    this.#stamp(this.#body, blank)
    this.#tag = createHash('sha256').update(this.#body).digest('base64url').slice(0, 22)
  }

  #piece(index: number): { bytes: Buffer; place: number } {
    const start = this.#starts[index] as number
    return {
      bytes: this.#body.subarray(start, this.#ends[index]),
      place: (this.#places[index] as number) - start,
    }
  }

  /** bytes of an answer */
  get length(): number {
    return this.#body.length
  }

  /** bytes it takes in memory, roughly */
  get weight(): number {
    return this.#body.length + this.#places.length * 64
  }

  etag(build: number): string {
    return `"${this.#tag}-${build}"`
  }

  /**
   * The answer for a firmware number of as many digits: the mould itself while nobody is being sent it with another
   * number, else a copy. Nobody has to copy half a megabyte for devices that ask one after the other.
   */
  lend(build: number, copies: Copies): Lent {
    const digits = Buffer.from(String(build))
    if (this.#lent > 0 && this.#number !== build) {
      const copy = copies.lend(this.length)
      this.#body.copy(copy.bytes)
      this.#stamp(copy.bytes, digits)
      return copy
    }
    if (this.#number !== build) this.#stamp(this.#body, digits)
    this.#number = build
    this.#lent += 1
    let lent = true
    return {
      bytes: this.#body,
      giveBack: () => {
        if (lent) this.#lent -= 1
        lent = false
      },
    }
  }

  #stamp(target: Buffer, digits: Buffer): void {
    for (const place of this.#places) {
      for (let digit = 0; digit < digits.length; digit++) target[place + digit] = digits[digit] as number
    }
  }
}

const nameOf = (one: Chosen | undefined): string => one?.build.package.name ?? ''
