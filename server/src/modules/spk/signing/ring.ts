/**
 * The keys of the ring and what each is for: one signs, those that signed before are still offered to devices, others
 * rest. Public keys without a secret verify time stamps. Read again when the database says that something changed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../../platform/db/index.ts'
import { wrongField } from '../../../platform/problem.ts'
import { spkNotFound } from '../not-found.ts'
import * as store from '../store/index.ts'
import { Gpg, GpgError, GpgMissing, type RingKey } from './gpg.ts'

/** `signs`: new signatures are made with it; `trusted`: devices get it as well; `idle`: neither; `verifies`: no secret. */
export type KeyState = 'signs' | 'trusted' | 'idle' | 'verifies'
export type Key = RingKey & { state: KeyState }

export class KeyRing {
  readonly #db: Database
  readonly #folder: string
  readonly #fixed: string | null
  readonly gpg: Gpg
  #known: { removals: number; keys: Promise<readonly Key[]>; offered?: Promise<readonly string[]> } | undefined

  /** `fixed`: fingerprint, or the end of one, of the key that signs because the configuration says so. */
  constructor(deps: { db: Database; folder: string; fixed: string | null }) {
    this.#db = deps.db
    this.#folder = deps.folder
    this.#fixed = deps.fixed
    this.gpg = new Gpg(deps.folder)
  }

  /** Whether the configuration says which key signs. */
  get isFixed(): boolean {
    return this.#fixed !== null
  }

  /** By age. Throws `GpgError`. */
  async keys(): Promise<readonly Key[]> {
    return (await this.#now()).keys
  }

  /** The key that signs. */
  async signing(): Promise<Key | undefined> {
    return (await this.keys()).find(({ state }) => state === 'signs')
  }

  /** Armoured public keys for devices, the one that signs first. Throws `GpgError`. */
  async offered(removals?: number): Promise<readonly string[]> {
    const known = await this.#now(removals)
    known.offered ??= known.keys.then((keys) => this.#export(keys))
    return known.offered
  }

  /** By fingerprint or its last digits, at least 8. Throws `invalid_input`. */
  async find(reference: string): Promise<Key> {
    const wanted = reference.replaceAll(/\s|^0x/gi, '').toUpperCase()
    if (!/^[0-9A-F]{8,40}$/.test(wanted)) throw wrongField('key', 'must be a fingerprint, or its last 8 digits or more')
    const found = (await this.keys()).filter(({ fingerprint }) => fingerprint.endsWith(wanted))
    const [key] = found
    if (key === undefined) throw spkNotFound({ key: wanted })
    if (found.length > 1) throw wrongField('key', `fits ${found.length} keys: give more digits`)
    return key
  }

  /**
   * Takes the key of an export into the ring: one secret key that can sign, or one public key. Nothing is changed when
   * it is refused. Throws `invalid_input`.
   */
  async add(exported: Uint8Array): Promise<Pick<RingKey, 'fingerprint' | 'secret'>> {
    const key = await examine(exported)
    await this.#make()
    await this.gpg.import(exported)
    return key
  }

  /** Makes a key. Throws `GpgError`. */
  async create(name: string): Promise<Pick<RingKey, 'fingerprint' | 'secret'>> {
    await this.#make()
    return { fingerprint: await this.gpg.create(name), secret: true }
  }

  /** gpg wants nobody else to look into it. */
  readonly #make = () => mkdir(this.#folder, { recursive: true, mode: 0o700 })

  async #now(seen?: number) {
    const removals = seen ?? (await store.state(this.#db.read)).removals
    if (this.#known?.removals !== removals) {
      const keys = this.#read()
      this.#known = { removals, keys }
      // What could not be read is tried again.
      keys.catch(() => (this.#known = undefined))
    }
    return this.#known
  }

  async #read(): Promise<readonly Key[]> {
    if (!existsSync(this.#folder)) return []
    const states = await store.keyStates(this.#db.read)
    const keys = await this.gpg.keys()
    const secret = keys.filter((key) => key.secret)
    const chosen =
      this.#fixed === null
        ? (secret.find(({ fingerprint }) => states.get(fingerprint) === 'signs') ??
          // A ring that somebody filled by hand, and said nothing of its keys here.
          (states.size === 0 ? secret[0] : undefined))
        : secret.find(({ fingerprint }) => fingerprint.endsWith(bare(this.#fixed as string)))
    const stateOf = ({ fingerprint, secret: own }: RingKey): KeyState => {
      if (fingerprint === chosen?.fingerprint) return 'signs'
      if (!own) return 'verifies'
      return states.get(fingerprint) === undefined || states.get(fingerprint) === 'idle' ? 'idle' : 'trusted'
    }
    return keys.map((key) => ({ ...key, state: stateOf(key) })).sort((a, b) => a.createdAt - b.createdAt)
  }

  async #export(keys: readonly Key[]): Promise<readonly string[]> {
    const wanted = [
      ...keys.filter(({ state }) => state === 'signs'),
      ...keys.filter(({ state }) => state === 'trusted'),
    ]
    return Promise.all(wanted.map(({ fingerprint }) => this.gpg.publicKey(fingerprint)))
  }
}

const bare = (fingerprint: string): string => fingerprint.replaceAll(/\s|^0x/gi, '').toUpperCase()

/** In a ring of its own, which does not stay. */
async function examine(exported: Uint8Array): Promise<RingKey> {
  // Short: sockets of gpg's agent are made in there.
  const folder = await mkdtemp(join(tmpdir(), 'ring-'))
  try {
    const gpg = new Gpg(folder)
    await gpg.import(exported)
    const [key, another] = await gpg.keys()
    if (key === undefined) throw wrongField('key', 'holds none')
    if (another !== undefined) throw wrongField('key', 'holds several: import one after the other')
    if (!key.usable) throw wrongField('key', 'is expired, revoked or broken')
    if (key.secret) {
      await gpg.sign([Buffer.from('Can it sign?')], key.fingerprint).catch((error: unknown) => {
        if (!(error instanceof GpgError)) throw error
        throw wrongField('key', 'cannot sign, or has a passphrase; export it without one')
      })
    }
    return key
  } catch (error) {
    throw error instanceof GpgError && !(error instanceof GpgMissing) ? wrongField('key', error.message) : error
  } finally {
    await once(spawn('gpgconf', ['--homedir', folder, '--kill', 'all'], { stdio: 'ignore' }), 'close').catch(() => [])
    await rm(folder, { recursive: true, force: true })
  }
}
