/** Second factors: authenticator apps and passkeys, and the recovery codes for when they are lost. */
import type { NewSecondFactor, SecondFactor, SecondFactorList, TotpOffer } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { hashSecret, randomText } from '../../platform/crypto/secrets.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { Attempts, loginBuckets } from './attempts.ts'
import * as store from './factors-store.ts'
import { accountNotFound } from './model.ts'
import { challengeOf, creationOptions, type Place, readCreated, readProof, requestOptions } from './passkeys.ts'
import type { People } from './people.ts'
import { type AccountRow, findAccount } from './store.ts'
import { newTotp, stepOf } from './totp.ts'

const CHALLENGE_MS = 5 * 60_000
const RECOVERY_CODES = 10
/** More than anybody has; each costs a look when signing in. */
const MOST_FACTORS = 20

/** What somebody shows beside the password. `place`: where the browser is, without which no passkey works. */
export type Proof = {
  code?: string | undefined
  passkey?: Record<string, unknown> | undefined
  place?: Place | undefined
}

export class Factors {
  readonly #db: Database
  readonly #people: People
  readonly #siteName: () => Promise<string>
  readonly #attempts: Attempts
  constructor(deps: { db: Database; people: People; siteName: () => Promise<string> }) {
    this.#db = deps.db
    this.#people = deps.people
    this.#siteName = deps.siteName
    this.#attempts = new Attempts(deps.db)
  }

  /** One's own. */
  async list(actor: Actor): Promise<SecondFactorList> {
    require(actor, 'account.self')
    const account = actor.account?.id ?? ''
    const rows = await store.list(this.#db.read, account)
    return { items: rows.map(present), recoveryCodes: await store.countCodes(this.#db.read, account) }
  }

  /**
   * Whether the proof holds for an account whose password was right: true when it has no second factor. Throws
   * `second_factor_required`, with what would do, when there is none.
   */
  async prove(account: AccountRow, proof: Proof): Promise<boolean> {
    const rows = await store.list(this.#db.read, account.id)
    if (rows.length === 0) return true
    if (proof.code !== undefined) return this.#proveCode(account.id, rows, proof.code)
    if (proof.passkey !== undefined) return this.#provePasskey(account.id, rows, proof.passkey, proof.place)
    const passkeys = rows.filter((row) => row.kind === 'passkey')
    const options =
      passkeys.length === 0 || proof.place === undefined ? undefined : await requestOptions(passkeys, proof.place)
    if (options !== undefined) await this.#remember(options.challenge, account.id)
    throw new Problem('second_factor_required', {
      details: {
        factors: [...new Set(rows.map((row) => row.kind))],
        ...(options !== undefined && { passkey: options }),
      },
    })
  }

  async #proveCode(account: string, rows: readonly store.FactorRow[], typed: string): Promise<boolean> {
    const now = Date.now()
    const code = typed.replaceAll(/[\s-]/g, '')
    if (!/^\d{6}$/.test(code)) {
      return this.#db.write((tx) => store.useCode(tx, account, hashSecret(code.toUpperCase())))
    }
    for (const row of rows) {
      const step = row.kind === 'totp' ? stepOf(row.secret, code, now) : undefined
      if (step !== undefined) return this.#db.write((tx) => store.use(tx, row.id, step, now))
    }
    return false
  }

  async #provePasskey(
    account: string,
    rows: readonly store.FactorRow[],
    answer: Record<string, unknown>,
    place: Place | undefined,
  ): Promise<boolean> {
    const challenge = challengeOf(answer)
    const row = rows.find((candidate) => candidate.kind === 'passkey' && candidate.credential_id === answer.id)
    if (place === undefined || challenge === undefined || row === undefined) return false
    if (!(await this.#db.write((tx) => store.takeChallenge(tx, challenge, account, Date.now())))) return false
    const counter = await readProof(answer, challenge, row, place)
    if (counter === undefined) return false
    return this.#db.write((tx) => store.use(tx, row.id, counter, Date.now()))
  }

  /** Offers an authenticator app a secret; it counts once a code of it was given back. */
  async offerTotp(actor: Actor, name: string, password: string): Promise<TotpOffer> {
    require(actor, 'account.change')
    const account = await this.#people.provePassword(actor, password)
    const { secret, uri } = newTotp(await this.#siteName(), account.login)
    const id = newId()
    await this.#db.write(async (tx) => {
      await store.removeUnconfirmed(tx, account.id)
      await this.#requireRoom(tx, account.id)
      await store.insert(tx, newRow({ id, account_id: account.id, kind: 'totp', name, secret, confirmed: 0 }))
    })
    return { id, secret, uri }
  }

  /** The app has shown a code. Throws `code_wrong`, `factor_not_found`, `rate_limited`. */
  async confirmTotp(actor: Actor, id: string, code: string): Promise<NewSecondFactor> {
    require(actor, 'account.change')
    const account = actor.account?.id ?? ''
    const row = await store.find(this.#db.read, account, id)
    if (row === undefined || row.kind !== 'totp' || row.confirmed === 1) throw new Problem('factor_not_found')
    const step = await this.#attempts.try(loginBuckets(account, actor.address), async () =>
      stepOf(row.secret, code.replaceAll(/\s/g, ''), Date.now()),
    )
    if (step === undefined) throw new Problem('code_wrong')
    return this.#db.write(async (tx) => {
      await store.use(tx, id, step, Date.now())
      return this.#added(tx, actor, { ...row, confirmed: 1 })
    })
  }

  /** What the browser needs to make a passkey. */
  async offerPasskey(actor: Actor, password: string, place: Place): Promise<Record<string, unknown>> {
    require(actor, 'account.change')
    const account = await this.#people.provePassword(actor, password)
    const known = await store.list(this.#db.read, account.id)
    const passkeys = known.filter((row) => row.kind === 'passkey')
    const options = await creationOptions(await this.#siteName(), account, passkeys, place)
    await this.#remember(options.challenge, account.id)
    return options
  }

  /** Adds the passkey that the browser made. Only an answer to a challenge of `offerPasskey` counts. */
  async addPasskey(
    actor: Actor,
    name: string,
    answer: Record<string, unknown>,
    place: Place,
  ): Promise<NewSecondFactor> {
    require(actor, 'account.change')
    const account = actor.account?.id ?? ''
    const challenge = challengeOf(answer)
    const asked =
      challenge !== undefined && (await this.#db.write((tx) => store.takeChallenge(tx, challenge, account, Date.now())))
    const made = asked ? await readCreated(answer, challenge, place) : undefined
    if (made === undefined) throw wrongField('passkey', 'is not an answer to what was asked; begin again')
    return this.#db.write(async (tx) => {
      await this.#requireRoom(tx, account)
      const row = newRow({ id: newId(), account_id: account, kind: 'passkey', name, confirmed: 1, ...made })
      await store.insert(tx, row)
      return this.#added(tx, actor, row)
    })
  }

  async remove(actor: Actor, id: string, password: string): Promise<void> {
    require(actor, 'account.change')
    const account = await this.#people.provePassword(actor, password)
    await this.#db.write(async (tx) => {
      const row = await store.find(tx, account.id, id)
      if (row === undefined) throw new Problem('factor_not_found')
      await store.remove(tx, account.id, id)
      if ((await store.list(tx, account.id)).length === 0) await store.replaceCodes(tx, account.id, [])
      await record(tx, actor, {
        action: 'account.remove_factor',
        target: { kind: 'account', id: account.id, name: account.login },
        before: { kind: row.kind, name: row.name },
      })
    })
  }

  /** New recovery codes; the ones before stop working. */
  async newCodes(actor: Actor, password: string): Promise<string[]> {
    require(actor, 'account.change')
    const account = await this.#people.provePassword(actor, password)
    return this.#db.write(async (tx) => {
      if ((await store.list(tx, account.id)).length === 0) throw new Problem('factor_not_found')
      await record(tx, actor, {
        action: 'account.new_recovery_codes',
        target: { kind: 'account', id: account.id, name: account.login },
      })
      return this.#makeCodes(tx, account.id)
    })
  }

  /** For somebody who lost all of them: administrators take them away. */
  async reset(actor: Actor, reference: string): Promise<void> {
    require(actor, 'account.manage')
    await this.#db.write(async (tx) => {
      const account = await findAccount(tx, reference)
      if (account === undefined) throw accountNotFound(reference)
      await store.removeAll(tx, account.id)
      await store.replaceCodes(tx, account.id, [])
      await record(tx, actor, {
        action: 'account.reset_factors',
        target: { kind: 'account', id: account.id, name: account.login },
      })
    })
  }

  async tidy(): Promise<void> {
    await this.#db.write((tx) => store.deleteExpired(tx, Date.now()))
  }

  #remember(challenge: string, account: string) {
    return this.#db.write((tx) => store.insertChallenge(tx, challenge, account, Date.now() + CHALLENGE_MS))
  }

  async #requireRoom(tx: Queryable, account: string): Promise<void> {
    if ((await store.list(tx, account)).length < MOST_FACTORS) return
    throw wrongField('name', `there are ${MOST_FACTORS} second factors already; remove one first`)
  }

  async #added(tx: Queryable, actor: Actor, row: store.FactorRow): Promise<NewSecondFactor> {
    await record(tx, actor, {
      action: 'account.add_factor',
      target: { kind: 'account', id: row.account_id, name: actor.account?.login ?? '' },
      after: { kind: row.kind, name: row.name },
    })
    const first = (await store.countCodes(tx, row.account_id)) === 0
    return { factor: present(row), recoveryCodes: first ? await this.#makeCodes(tx, row.account_id) : [] }
  }

  async #makeCodes(tx: Queryable, account: string): Promise<string[]> {
    // Without lower case they can be read out and typed in whatever case.
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomText(40).toUpperCase().slice(0, 12))
    await store.replaceCodes(tx, account, codes.map(hashSecret))
    return codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-'))
  }
}

const newRow = (
  facts: Pick<store.FactorRow, 'id' | 'account_id' | 'kind' | 'name' | 'secret' | 'confirmed'> &
    Partial<store.FactorRow>,
): store.FactorRow => ({
  credential_id: null,
  transports: null,
  counter: 0,
  created_at: Date.now(),
  last_used_at: null,
  ...facts,
})

const present = (row: store.FactorRow): SecondFactor => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  createdAt: new Date(row.created_at).toISOString(),
  lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at).toISOString(),
})
