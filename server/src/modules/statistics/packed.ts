/**
 * Downloads of one period, packed into a text: a hundred thousand numbers in it are read in a millisecond, which as rows of
 * a table would take a hundred. It has parts, one for each program, and in it how often that downloaded each file:
 *
 *     bytes of its name, name (UTF-8), bytes of what follows, then for each file: its number less the one before, downloads
 *
 * Numbers are in pieces of seven bits, the lowest first, all but the last with the eighth bit set; downloads are doubled,
 * of negative ones one less than the double without its sign. All of it is in Base64, because backups hold texts and numbers.
 */

/** `name`: of the part. `numbers`, in rising order, of files or of what else is counted, and how often each. */
export type Part = { name: string; numbers: number[]; downloads: number[] }

/** Where the numbers of a part are within the bytes. */
export type Place = { name: string; from: number; to: number }

export const unpack = (packed: string): Buffer => Buffer.from(packed, 'base64')

export function* partsIn(bytes: Buffer): Generator<Place> {
  const reader = new Reader(bytes, 0)
  while (reader.at < bytes.length) {
    const nameEnd = reader.number() + reader.at
    const name = bytes.toString('utf8', reader.at, nameEnd)
    reader.at = nameEnd
    const to = reader.number() + reader.at
    yield { name, from: reader.at, to }
    reader.at = to
  }
}

/** In place of a place: of a number whose downloads are not asked for, and of one that nobody knows. */
export const LEFT_OUT = -1
export const UNKNOWN = -2

/**
 * Adds the downloads of one part to `sums`: those of the number `n` where `placeOf[n]` says. Answers whether it knows all
 * numbers. Most of the answer to a question is this loop.
 */
export function addUp(
  bytes: Buffer,
  { from, to }: Place,
  sign: 1 | -1,
  placeOf: Int32Array,
  sums: Float64Array,
): boolean {
  let number = 0
  let knowsAll = true
  for (let at = from; at < to; ) {
    let byte = bytes[at++] as number
    let apart = byte & 127
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++] as number
      apart += (byte & 127) * scale
    }
    byte = bytes[at++] as number
    let downloads = byte & 127
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++] as number
      downloads += (byte & 127) * scale
    }
    number += apart
    const place = placeOf[number] as number
    if (place >= 0) sums[place] = (sums[place] as number) + sign * signed(downloads)
    else if (place !== LEFT_OUT) knowsAll = false
  }
  return knowsAll
}

/** A pack with more in it; `parts` of different names. */
export function packMore(packed: string | undefined, parts: readonly Part[]): string {
  const bytes = unpack(packed ?? '')
  const known = new Map([...partsIn(bytes)].map((place) => [place.name, place]))
  const more = new Map(parts.map((part) => [part.name, part]))
  const writer = new Writer(bytes.length + 16 * parts.reduce((sum, { numbers }) => sum + numbers.length, 64))
  for (const name of [...new Set([...known.keys(), ...more.keys()])].sort()) {
    const [place, part] = [known.get(name), more.get(name)]
    if (part === undefined) writer.part(name, bytes.subarray(place?.from, place?.to))
    else writer.part(name, printed(place === undefined ? part : merged(read(bytes, place), part)))
  }
  return writer.written().toString('base64')
}

function read(bytes: Buffer, { name, from, to }: Place): Part {
  const part: Part = { name, numbers: [], downloads: [] }
  const reader = new Reader(bytes, from)
  for (let number = 0; reader.at < to; ) {
    number += reader.number()
    part.numbers.push(number)
    part.downloads.push(signed(reader.number()))
  }
  return part
}

function merged(a: Part, b: Part): Part {
  const both: Part = { name: a.name, numbers: [], downloads: [] }
  let [atA, atB] = [0, 0]
  while (atA < a.numbers.length || atB < b.numbers.length) {
    const numberA = a.numbers[atA] ?? Number.POSITIVE_INFINITY
    const numberB = b.numbers[atB] ?? Number.POSITIVE_INFINITY
    both.numbers.push(Math.min(numberA, numberB))
    let downloads = 0
    if (numberA <= numberB) downloads += a.downloads[atA++] as number
    if (numberB <= numberA) downloads += b.downloads[atB++] as number
    both.downloads.push(downloads)
  }
  return both
}

/** What was taken back is not written any more. */
function printed({ numbers, downloads }: Part): Buffer {
  const writer = new Writer(16 * numbers.length)
  let before = 0
  for (const [at, number] of numbers.entries()) {
    const count = downloads[at] as number
    if (count === 0) continue
    writer.number(number - before)
    writer.number(count < 0 ? -2 * count - 1 : 2 * count)
    before = number
  }
  return writer.written()
}

const signed = (downloads: number): number => (downloads & 1 ? -(downloads + 1) / 2 : downloads / 2)

class Reader {
  readonly #bytes: Buffer
  at: number
  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  number(): number {
    let number = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++] as number
      number += (byte & 127) * scale
      if (byte < 128) return number
    }
  }
}

class Writer {
  #bytes: Buffer
  #at = 0
  /** `room`: bytes that numbers take at most; names come on top. */
  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafe(room)
  }

  number(number: number): void {
    let left = number
    for (; left > 127; left = Math.floor(left / 128)) this.#bytes[this.#at++] = (left % 128) + 128
    this.#bytes[this.#at++] = left
  }

  /** Nothing where nothing is left of it. */
  part(text: string, numbers: Buffer): void {
    if (numbers.length === 0) return
    const name = Buffer.from(text)
    const room = this.#at + name.length + numbers.length + 16
    if (room > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(room, this.#bytes.length * 2))
    this.number(name.length)
    this.#at += name.copy(this.#bytes, this.#at)
    this.number(numbers.length)
    this.#at += numbers.copy(this.#bytes, this.#at)
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }
}
