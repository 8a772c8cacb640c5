/**
 * Signing builds, by a job: gpg signs, the time-stamp service signs that, and the archive is stored anew with the
 * result. No request ever waits for another server, and a service that is down is asked again.
 */
import type { Readable } from 'node:stream'
import { readSpk, type Spk } from '@slipway/spk'
import type { Database, Queryable } from '../../../platform/db/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Files, Staged } from '../../files/index.ts'
import * as store from '../store/index.ts'
import { signedBytes, withoutSignature, withSignature } from './archive.ts'
import { SigningError } from './failure.ts'
import { KeyRing } from './ring.ts'
import { requestTimestamp } from './timestamp.ts'

export type SigningOptions = {
  /** folder of the key ring; null: the one that keys are imported into */
  keyring: string | null
  /** where imported keys are kept when no ring is configured */
  ownKeyring: string
  /** fingerprint; default: the key that was chosen, or else the first secret key of the ring */
  key: string | null
  /** address of the time-stamp service; null: the bare signature is put into the archive */
  timestampUrl: string | null
}

export type EnqueueSigning = (tx: Queryable, build: string) => Promise<void>

/** `stampedBy`: fingerprint of the key of the time-stamp service; null: there is no time stamp. */
export type Signed = { by: string; stampedBy: string | null }

export class SpkSigning {
  readonly #db: Database
  readonly #files: Files
  readonly #timestampUrl: string | null
  readonly #demanded: boolean
  readonly #enqueue: EnqueueSigning
  readonly ring: KeyRing

  constructor(deps: { db: Database; files: Files; options: SigningOptions; enqueue: EnqueueSigning }) {
    const { keyring, ownKeyring, key, timestampUrl } = deps.options
    this.#db = deps.db
    this.#files = deps.files
    this.#timestampUrl = timestampUrl
    this.#demanded = keyring !== null
    this.#enqueue = deps.enqueue
    this.ring = new KeyRing({ db: deps.db, folder: keyring ?? ownKeyring, fixed: key })
  }

  /** Whether signatures get a time stamp. */
  get stamps(): boolean {
    return this.#timestampUrl !== null
  }

  /** Whether builds are signed here: only then must a build be signed to be activated. */
  async isOn(): Promise<boolean> {
    return this.#demanded || (await this.ring.signing()) !== undefined
  }

  /** What the catalogue offers to devices that check signatures; `removals` of the state it is about. */
  keyrings(removals: number): Promise<readonly string[]> {
    return this.ring.offered(removals)
  }

  /** In the transaction of its cause: the build will be signed. Does nothing where nothing is signed. */
  async request(tx: Queryable, build: string): Promise<void> {
    if (await this.isOn()) await this.#enqueue(tx, build)
  }

  /** The job: afterwards the build is signed with the key that signs. Throws `SigningError`; the reason is kept with the build. */
  async sign(id: string): Promise<void> {
    const build = await store.findBuild(this.#db.read, id)
    if (build === undefined) return
    try {
      await this.#sign(build)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      await this.#db.write((tx) => store.updateBuild(tx, id, { sign_error: reason.slice(0, 500) }))
      throw error
    }
  }

  async #sign(build: store.BuildRow): Promise<void> {
    const key = (await this.ring.signing())?.fingerprint
    if (key === undefined) throw new SigningError('The key ring has no key to sign with')
    if (build.signed === 1 && build.signed_by === key) return
    const spk = await readSpk(await this.#files.open(build.sha256))
    if (spk.signature !== null && (await this.#signerOf(build, spk, spk.signature)) === key) {
      await this.#db.write((tx) => store.updateBuild(tx, build.id, { signed: 1, signed_by: key, sign_error: null }))
      return
    }
    const open = this.#opener(build)
    const inner = await this.ring.gpg.sign(signedBytes(spk, open), key)
    const signature = this.#timestampUrl === null ? inner : await this.#stamped(this.#timestampUrl, inner)
    await this.#replaceBytes(build, withSignature(spk, open, signature), key)
  }

  async #stamped(url: string, signature: string): Promise<string> {
    const answer = await requestTimestamp(url, signature)
    if (!(await this.ring.gpg.open(answer)).verdict.good) throw new SigningError('Cannot verify timestamp')
    return answer
  }

  /** Takes the signature out of an inactive build. Throws `spk_state`. */
  async unsign(build: store.BuildRow): Promise<void> {
    const spk: Spk = await readSpk(await this.#files.open(build.sha256))
    if (spk.signature === null) throw new Problem('spk_state', { detail: 'Not signed' })
    await this.#replaceBytes(build, withoutSignature(spk, this.#opener(build)), null)
  }

  /** By which keys the stored archive is signed, and whether it is. Writes the signer down. Throws `spk_state`. */
  async verify(build: store.BuildRow): Promise<Signed> {
    const spk = await readSpk(await this.#files.open(build.sha256))
    if (spk.signature === null) throw new Problem('spk_state', { detail: 'Not signed' })
    const signed = await this.#examine(build, spk, spk.signature)
    if (!('by' in signed)) throw new Problem('spk_state', { detail: `The signature is not good. ${signed.because}` })
    if (build.signed_by !== signed.by || build.signed === 0) {
      await this.#db.write((tx) => store.updateBuild(tx, build.id, { signed: 1, signed_by: signed.by }))
    }
    return signed
  }

  async #signerOf(build: store.BuildRow, spk: Spk, signature: string): Promise<string | undefined> {
    const signed = await this.#examine(build, spk, signature)
    return 'by' in signed ? signed.by : undefined
  }

  /** The signature of the bytes may be inside the signed message of a time-stamp service. */
  async #examine(build: store.BuildRow, spk: Spk, signature: string): Promise<Signed | { because: string }> {
    const { gpg } = this.ring
    let inner = signature
    let stampedBy: string | null = null
    if (!signature.startsWith('-----BEGIN PGP SIGNATURE')) {
      const { text, verdict } = await gpg.open(signature)
      if (!verdict.good) return { because: `Time stamp: ${verdict.because}` }
      inner = text
      stampedBy = verdict.key
    }
    const verdict = await gpg.verify(inner, signedBytes(spk, this.#opener(build)))
    return verdict.good ? { by: verdict.key, stampedBy } : { because: verdict.because }
  }

  #opener = (build: store.BuildRow) => (range: { start: number; end: number }) => this.#files.open(build.sha256, range)

  /** md5 and size describe the file as it is served, in the same moment. `key`: null when it is not signed any more. */
  async #replaceBytes(build: store.BuildRow, bytes: Readable, key: string | null): Promise<void> {
    const staged: Staged = await this.#files.stage(bytes, {}, { md5: true })
    try {
      await this.#db.write(async (tx) => {
        await store.takeTurn(tx)
        const current = await store.findBuild(tx, build.id)
        if (current?.sha256 !== build.sha256) throw new Problem('conflict')
        if (key === null && current.active === 1) throw new Problem('spk_state', { detail: deactivateFirst(build) })
        await this.#files.adopt(tx, staged)
        const { sha256, size } = staged
        const signed = key === null ? 0 : 1
        const facts = { sha256, size, md5: staged.md5 ?? '', signed, signed_by: key, sign_error: null } as const
        await store.updateBuild(tx, build.id, facts)
        await store.updateFile(tx, build.path, { sha256, size, created_at: Date.now() })
        const [owner] = await store.buildsWithOwners(tx, [build.id])
        if (owner !== undefined && current.active === 1) await store.touch(tx, [owner.package_id])
      })
    } finally {
      await this.#files.discard(staged)
    }
  }
}

/** Why a build that is active keeps its signature, in the words of spkrepo. */
export const deactivateFirst = (build: Pick<store.BuildRow, 'path'>): string =>
  `Build ${build.path.slice(build.path.lastIndexOf('/') + 1)} must be deactivated before unsigning.`
