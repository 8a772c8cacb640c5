/**
 * Signing builds, by a job: gpg signs, the time-stamp service signs that, and the archive is stored anew with the
 * result. No request ever waits for another server, and a service that is down is asked again. Section 3.6.
 */
import type { Readable } from 'node:stream'
import { readSpk, type Spk } from '@slipway/spk'
import type { Database, Queryable } from '../../../platform/db/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Files, Staged } from '../../files/index.ts'
import * as store from '../store/index.ts'
import { signedBytes, withoutSignature, withSignature } from './archive.ts'
import { SigningError } from './failure.ts'
import { Gpg } from './gpg.ts'
import { requestTimestamp } from './timestamp.ts'

export type SigningOptions = {
  /** folder of the key ring; without one nothing is signed */
  keyring: string | null
  /** fingerprint; default: the first secret key of the ring */
  key: string | null
  /** address of the time-stamp service; null: the bare signature is put into the archive */
  timestampUrl: string | null
}

export type EnqueueSigning = (tx: Queryable, build: string) => Promise<void>

export class SpkSigning {
  readonly #db: Database
  readonly #files: Files
  readonly #gpg: Gpg | undefined
  readonly #timestampUrl: string | null
  readonly #enqueue: EnqueueSigning
  #publicKey: Promise<string> | undefined

  constructor(deps: { db: Database; files: Files; options: SigningOptions; enqueue: EnqueueSigning }) {
    const { keyring, key, timestampUrl } = deps.options
    this.#db = deps.db
    this.#files = deps.files
    this.#gpg = keyring === null ? undefined : new Gpg({ folder: keyring, key: key ?? undefined })
    this.#timestampUrl = timestampUrl
    this.#enqueue = deps.enqueue
  }

  /** Whether builds are signed here: only then must a build be signed to be activated (T5). */
  get configured(): boolean {
    return this.#gpg !== undefined
  }

  /** What the catalogue offers to devices that check signatures (section 5.5). */
  async keyrings(): Promise<readonly string[]> {
    if (this.#gpg === undefined) return []
    this.#publicKey ??= this.#gpg.publicKey()
    try {
      return [await this.#publicKey]
    } catch (error) {
      this.#publicKey = undefined
      throw error
    }
  }

  /** In the transaction of its cause: the build will be signed. Does nothing where nothing is signed. */
  async request(tx: Queryable, build: string): Promise<void> {
    if (this.configured) await this.#enqueue(tx, build)
  }

  /** The job. Throws `SigningError`; the reason is kept with the build. */
  async sign(id: string): Promise<void> {
    const build = await store.findBuild(this.#db.read, id)
    if (build === undefined || build.signed === 1) return
    try {
      await this.#sign(build)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      await this.#db.write((tx) => store.updateBuild(tx, id, { sign_error: reason.slice(0, 500) }))
      throw error
    }
  }

  async #sign(build: store.BuildRow): Promise<void> {
    if (this.#gpg === undefined) throw new SigningError('No key ring is configured')
    const spk = await readSpk(await this.#files.open(build.sha256))
    if (spk.signature !== null) {
      await this.#db.write((tx) => store.updateBuild(tx, build.id, { signed: 1, sign_error: null }))
      return
    }
    const open = (range: { start: number; end: number }) => this.#files.open(build.sha256, range)
    const inner = await this.#gpg.sign(signedBytes(spk, open))
    const signature = this.#timestampUrl === null ? inner : await this.#stamped(this.#timestampUrl, inner)
    await this.#replaceBytes(build, withSignature(spk, open, signature), 1)
  }

  async #stamped(url: string, signature: string): Promise<string> {
    const answer = await requestTimestamp(url, signature)
    if (!(await this.#gpg?.verifies(answer))) throw new SigningError('Cannot verify timestamp')
    return answer
  }

  /** Takes the signature out of an inactive build. Throws `spk_state`. */
  async unsign(build: store.BuildRow): Promise<void> {
    const spk: Spk = await readSpk(await this.#files.open(build.sha256))
    if (spk.signature === null) throw new Problem('spk_state', { detail: 'Not signed' })
    const open = (range: { start: number; end: number }) => this.#files.open(build.sha256, range)
    await this.#replaceBytes(build, withoutSignature(spk, open), 0)
  }

  /** md5 and size describe the file as it is served, in the same moment. */
  async #replaceBytes(build: store.BuildRow, bytes: Readable, signed: 0 | 1): Promise<void> {
    const staged: Staged = await this.#files.stage(bytes, {}, { md5: true })
    try {
      await this.#db.write(async (tx) => {
        await store.takeTurn(tx)
        const current = await store.findBuild(tx, build.id)
        if (current?.sha256 !== build.sha256) throw new Problem('conflict')
        if (signed === 0 && current.active === 1) throw new Problem('spk_state', { detail: deactivateFirst(build) })
        await this.#files.adopt(tx, staged)
        const { sha256, size } = staged
        await store.updateBuild(tx, build.id, { sha256, size, md5: staged.md5 ?? '', signed, sign_error: null })
        await store.updateFile(tx, build.path, { sha256, size, created_at: Date.now() })
        const [owner] = await store.buildsWithOwners(tx, [build.id])
        if (owner !== undefined && current.active === 1) await store.touch(tx, [owner.package_id])
      })
    } finally {
      await this.#files.discard(staged)
    }
  }
}

/** Section 8.3, action 08. */
export const deactivateFirst = (build: Pick<store.BuildRow, 'path'>): string =>
  `Build ${build.path.slice(build.path.lastIndexOf('/') + 1)} must be deactivated before unsigning.`
