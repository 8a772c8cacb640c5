import { getOutside } from '../../platform/http/get-outside.ts'
import type { Log } from '../../platform/log/index.ts'
import { Problem } from '../../platform/problem.ts'
import { Together } from '../../platform/together.ts'
import { Turns } from '../../platform/turns.ts'
import type { Actor } from '../access/index.ts'
import { digestOf, isRemote, keyOf, pictureAddress } from './address.ts'
import { Shelf } from './shelf.ts'
import { pictureType } from './type.ts'

export type PictureOptions = {
  /** where fetched pictures are kept */
  folder: string
  /** bytes of them */
  most: number
  /** `host` or `host:port` that may be asked although it is not on the internet */
  hosts: readonly string[]
}

/** Addresses that authors gave for a package, and whether everybody may know of it. Throws when the actor may not. */
export type PictureSources = (actor: Actor, id: string) => Promise<{ urls: readonly string[]; public: boolean }>

export type Picture = { bytes: Buffer; type: string; public: boolean }

const DAY = 86_400_000
const ASKED_AGAIN_AFTER = 7 * DAY
/** As long a picture is shown whose source does not answer any more. */
const FORGOTTEN_AFTER = 30 * DAY
const FAILURE_HOLDS = 600_000
const MOST_FAILURES = 5000
const AT_ONCE = 8
const MOST_WAITING = 200
const LIMITS = {
  most: 5 * 1024 ** 2,
  patience: 10_000,
  redirects: 3,
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml',
}

export class Pictures {
  readonly #sources: PictureSources
  readonly #log: Log
  readonly #shelf: Shelf | undefined
  readonly #hosts: ReadonlySet<string>
  readonly #turns = new Turns(AT_ONCE)
  readonly #asked: Together<Buffer | undefined>
  /** until when an address is not asked again */
  readonly #failed = new Map<string, number>()
  #waiting = 0

  /** Without options nothing is fetched, and pages show only pictures that are here. */
  constructor(deps: { sources: PictureSources; log: Log; options: PictureOptions | null }) {
    this.#sources = deps.sources
    this.#log = deps.log
    this.#shelf = deps.options === null ? undefined : new Shelf(deps.options.folder, deps.options.most)
    this.#hosts = new Set(deps.options?.hosts)
    this.#asked = new Together((url) => this.#obtain(url))
  }

  /** What a page may load for the address that an author gave; null: nothing. `id` is that of the package. */
  addressOf(id: string, url: string | null): string | null {
    return pictureAddress(id, url, this.#shelf !== undefined)
  }

  /** A picture of a package by its key. Only addresses that stand in the catalogue are fetched. */
  async get(actor: Actor, id: string, key: string): Promise<Picture> {
    const sources = await this.#sources(actor, id)
    const url = sources.urls.find((one) => isRemote(one) && keyOf(one) === key)
    const bytes = url === undefined || this.#shelf === undefined ? undefined : await this.#asked.get(url)
    const type = bytes && pictureType(bytes)
    if (bytes === undefined || type === undefined) {
      throw new Problem('file_not_found', { detail: 'There is no such picture, or it could not be fetched.' })
    }
    return { bytes, type, public: sources.public }
  }

  /** From the shelf; or else from its author's site, which fails for a while when it failed just now. */
  async #obtain(url: string): Promise<Buffer | undefined> {
    const name = digestOf(url)
    const kept = await this.#shelf?.read(name)
    const age = kept === undefined ? Number.POSITIVE_INFINITY : Date.now() - kept.at
    const old = age < FORGOTTEN_AFTER ? kept?.bytes : undefined
    if (age < ASKED_AGAIN_AFTER || Date.now() < (this.#failed.get(url) ?? 0)) return old
    try {
      const bytes = await this.#fetch(url)
      await this.#shelf?.write(name, bytes).catch((error: unknown) => {
        this.#log.warn({ err: error }, 'a picture could not be kept')
      })
      return bytes
    } catch (error) {
      if (error instanceof Problem) throw error
      this.#log.info({ url, reason: (error as Error).message }, 'a picture could not be fetched')
      this.#remember(url)
      return old
    }
  }

  async #fetch(url: string): Promise<Buffer> {
    if (this.#waiting >= MOST_WAITING) throw new Problem('unavailable', { retryAfter: 30 })
    this.#waiting += 1
    try {
      const bytes = await this.#turns.run(() => getOutside(url, { ...LIMITS, hosts: this.#hosts }))
      if (pictureType(bytes) === undefined) throw new Error('not a picture')
      return bytes
    } finally {
      this.#waiting -= 1
    }
  }

  #remember(url: string): void {
    this.#failed.delete(url)
    this.#failed.set(url, Date.now() + FAILURE_HOLDS)
    for (const oldest of this.#failed.keys()) {
      if (this.#failed.size <= MOST_FAILURES) break
      this.#failed.delete(oldest)
    }
  }
}
