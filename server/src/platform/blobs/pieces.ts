/**
 * What is on its way into a bucket: pieces of an object, `incoming/<key>/<offset>`, because objects there cannot grow. Any
 * process can put the next one; the pieces up to the first gap are what has come.
 */
import { isId } from '../crypto/ids.ts'
import type { Bucket, StoredObject } from '../object-store/bucket.ts'
import { missing, wrongOffset } from './failures.ts'
import { BlobError } from './store.ts'

const incoming = 'incoming/'
/** Makes an object without bytes something that is there. */
const begun = 'begun'
const pieceName = /^incoming\/([0-9a-f]{24})\//

/** What there is of an object on its way; `mark` is equal only for the same pieces. */
export type OnItsWay = { pieces: StoredObject[]; length: number; mark: string }

/** The key of the object that this is a piece of, if it is one. */
export const onItsWay = (name: string): string | undefined => pieceName.exec(name)?.[1]

export class Pieces {
  readonly #bucket: Bucket

  constructor(bucket: Bucket) {
    this.#bucket = bucket
  }

  async begin(key: string): Promise<void> {
    await this.#bucket.put(nameOf(key, begun), '')
  }

  async put(key: string, position: number, bytes: Uint8Array): Promise<void> {
    await this.#bucket.put(nameOf(key, position), bytes)
  }

  /** The pieces up to the first gap: what is behind one was written by somebody who was no longer allowed to. */
  async of(key: string): Promise<OnItsWay> {
    const all: OnItsWay = { pieces: [], length: 0, mark: '' }
    let found = false
    for await (const object of this.#bucket.list(`${incoming}${checked(key)}/`)) {
      const name = object.key.slice(incoming.length + key.length + 1)
      if (name === begun) found = true
      else if (Number(name) === all.length && object.size > 0) {
        all.pieces.push(object)
        all.length += object.size
        all.mark = `${all.mark} ${object.size}:${object.etag}`
      }
    }
    if (!found) throw missing(key)
    return all
  }

  /** Throws `wrong_offset` when there is less than `length`. */
  async cut(key: string, length: number): Promise<void> {
    const { pieces, length: present } = await this.of(key)
    if (length > present) throw wrongOffset(key, length, present)
    let end = present
    for (const piece of pieces.toReversed()) {
      const start = end - piece.size
      end = start
      // From the end on, so that no gap is ever left.
      if (start >= length) await this.#bucket.remove(piece.key)
      else {
        if (start + piece.size > length) {
          await this.#bucket.put(piece.key, await this.#bucket.read(piece.key, { start: 0, end: length - start - 1 }))
        }
        return
      }
    }
  }

  async *bytesOf(pieces: readonly StoredObject[]): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield await this.#bucket.read(piece.key)
  }

  async removeAll(key: string): Promise<void> {
    await this.#bucket.removeAll(`${incoming}${checked(key)}/`)
  }
}

/** The one gate between keys and names: whatever is not an id never becomes part of one. */
export function checked(key: string): string {
  if (!isId(key)) throw new BlobError('missing', 'no object can have this key')
  return key
}

/** Names in the order of the offsets. */
const nameOf = (key: string, piece: number | typeof begun): string =>
  `${incoming}${checked(key)}/${typeof piece === 'number' ? String(piece).padStart(15, '0') : piece}`
