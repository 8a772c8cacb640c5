/** The keys that builds are signed with: bringing them in, choosing the one that signs, and letting old ones go. */
import type { SpkKey, SpkKeyList } from '@slipway/contract'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { requireRole } from './rights.ts'
import { GpgError, GpgMissing, type Key, type KeyRing, type SpkSigning } from './signing/index.ts'
import * as store from './store/index.ts'

const LARGEST_EXPORT = 1024 ** 2

export class SpkKeys {
  readonly #db: Database
  readonly #signing: SpkSigning

  constructor(deps: { db: Database; signing: SpkSigning }) {
    this.#db = deps.db
    this.#signing = deps.signing
  }

  /** By age. */
  async list(actor: Actor): Promise<SpkKeyList> {
    await requireRole(this.#db.read, actor, 'admin')
    const keys = await said(() => this.#signing.ring.keys())
    const signed = await store.activeBuildsByKey(this.#db.read)
    return {
      items: keys.map((key) => present(key, signed.get(key.fingerprint) ?? 0)),
      unknown: signed.get(null) ?? 0,
      fixed: this.#signing.ring.isFixed,
      stamps: this.#signing.stamps,
    }
  }

  /** `exported`: what `gpg --export-secret-keys` writes, or `gpg --export` for a key that verifies time stamps. */
  async import(actor: Actor, exported: string | Uint8Array): Promise<SpkKey> {
    await requireRole(this.#db.read, actor, 'admin')
    if (exported.length > LARGEST_EXPORT) throw wrongField('key', 'is larger than any key')
    return this.#added(actor, 'spk.import_key', () => this.#signing.ring.add(Buffer.from(exported)))
  }

  /** `name`: who it is of, such as `Packages <packages@example.org>`. */
  async create(actor: Actor, name: string): Promise<SpkKey> {
    await requireRole(this.#db.read, actor, 'admin')
    return this.#added(actor, 'spk.create_key', () => this.#signing.ring.create(name))
  }

  /** Where no key signs, the new one does from now on, and that is written down: a ring may get lost. */
  async #added(actor: Actor, action: string, add: () => ReturnType<KeyRing['add']>): Promise<SpkKey> {
    const { ring } = this.#signing
    const signed = await said(() => ring.signing())
    const { fingerprint, secret } = await said(add)
    await this.#db.write(async (tx) => {
      if (signed === undefined && secret && !ring.isFixed) await this.#letSign(tx, fingerprint)
      // Whoever keeps what was in the ring reads it again.
      await this.#changed(tx, actor, action, fingerprint)
    })
    return this.#one(fingerprint)
  }

  /** What signed before is still offered to devices. */
  async #letSign(tx: Queryable, fingerprint: string): Promise<void> {
    for (const [other, state] of await store.keyStates(tx)) {
      if (state === 'signs') await store.setKeyState(tx, other, 'trusted')
    }
    await store.setKeyState(tx, fingerprint, 'signs')
  }

  /** New signatures are made with this key; what signed before is still offered to devices. Throws `spk_state`. */
  async use(actor: Actor, reference: string): Promise<SpkKey> {
    await requireRole(this.#db.read, actor, 'admin')
    const key = await said(() => this.#signing.ring.find(reference))
    if (key.state === 'signs') return this.#one(key.fingerprint)
    if (this.#signing.ring.isFixed) throw refused('The setting spkKey says which key signs: change it there.')
    if (!key.secret) throw refused('Only its public part is in the ring.')
    if (!key.usable) throw refused('It is expired or revoked.')
    const before = await said(() => this.#signing.ring.signing())
    await this.#db.write(async (tx) => {
      if (before !== undefined) await store.setKeyState(tx, before.fingerprint, 'trusted')
      await this.#letSign(tx, key.fingerprint)
      await this.#changed(tx, actor, 'spk.use_key', key.fingerprint, { instead: before?.fingerprint ?? null })
    })
    return this.#one(key.fingerprint)
  }

  /** Devices do not get it any more. Not while it signs, nor while active builds may be signed with it: `spk_state`. */
  async retire(actor: Actor, reference: string): Promise<SpkKey> {
    await requireRole(this.#db.read, actor, 'admin')
    const key = await said(() => this.#signing.ring.find(reference))
    if (key.state === 'signs') throw refused('It signs: choose another key for that first.')
    if (key.state === 'verifies') throw refused('It verifies time stamps, and is offered to nobody.')
    const signed = await store.activeBuildsByKey(this.#db.read)
    const [own, unknown] = [signed.get(key.fingerprint) ?? 0, signed.get(null) ?? 0]
    if (own > 0) throw refused(`${builds(own)} signed with it: sign them anew first.`)
    if (unknown > 0) throw refused(`${builds(unknown)} signed with a key that is not known: verify them, or sign anew.`)
    await this.#db.write(async (tx) => {
      await store.setKeyState(tx, key.fingerprint, 'idle')
      await this.#changed(tx, actor, 'spk.retire_key', key.fingerprint)
    })
    return this.#one(key.fingerprint)
  }

  /** Has everything that others signed signed with the key that signs now. Answers how many builds wait for it. */
  async signAnew(actor: Actor): Promise<number> {
    await requireRole(this.#db.read, actor, 'admin')
    const key = await said(() => this.#signing.ring.signing())
    if (key === undefined) throw refused('There is no key to sign with.')
    return this.#db.write(async (tx) => {
      const waiting = await store.signedByOthers(tx, key.fingerprint)
      for (const build of waiting) await this.#signing.request(tx, build)
      if (waiting.length > 0) {
        const target = { kind: 'spk_key', id: key.fingerprint, name: key.name }
        await record(tx, actor, { action: 'spk.sign_anew', target, after: { builds: waiting.length } })
      }
      return waiting.length
    })
  }

  async #one(fingerprint: string): Promise<SpkKey> {
    const key = await said(() => this.#signing.ring.find(fingerprint))
    const signed = await store.activeBuildsByKey(this.#db.read)
    return present(key, signed.get(fingerprint) ?? 0)
  }

  async #changed(tx: Queryable, actor: Actor, action: string, key: string, after?: Record<string, unknown>) {
    await store.touchAll(tx)
    await record(tx, actor, { action, target: { kind: 'spk_key', id: key, name: key }, ...(after && { after }) })
  }
}

const refused = (detail: string): Problem => new Problem('spk_state', { detail })
const builds = (count: number): string => (count === 1 ? '1 active build is' : `${count} active builds are`)
const time = (ms: number): string => new Date(ms).toISOString()

const present = ({ fingerprint, name, algorithm, createdAt, expiresAt, usable, state }: Key, own: number): SpkKey => ({
  fingerprint,
  name,
  algorithm,
  state,
  usable,
  activeBuilds: own,
  createdAt: time(createdAt),
  expiresAt: expiresAt === null ? null : time(expiresAt),
})

/** What gpg complains about is said to administrators, who can do something about it. */
async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof GpgMissing) throw refused('The gpg program is not installed on the server.')
    if (error instanceof GpgError) throw refused(error.message)
    throw error
  }
}
