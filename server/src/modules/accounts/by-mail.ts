/**
 * What people do by themselves, with a mail that proves whose address it is: register, forget passwords, move. Mails are
 * in the language of whoever asked for them.
 */
import type { Account, Registration, SiteSettings } from '@slipway/contract'
import { hashPassword } from '../../platform/crypto/secrets.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { Language } from '../../platform/http/language.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { Attempts, type Bucket } from './attempts.ts'
import type { Letters } from './letters.ts'
import { presentAccount } from './model.ts'
import { type People, personRow, requireFree } from './people.ts'
import * as store from './store.ts'

type Registered = { login: string; name: string; password: string; language: Language }

export type ByMailDeps = {
  db: Database
  letters: Letters
  people: People
  site: () => Promise<Pick<SiteSettings, 'registration'>>
}

export class ByMail {
  readonly #db: Database
  readonly #letters: Letters
  readonly #people: People
  readonly #site: ByMailDeps['site']
  readonly #attempts: Attempts
  constructor(deps: ByMailDeps) {
    this.#db = deps.db
    this.#letters = deps.letters
    this.#people = deps.people
    this.#site = deps.site
    this.#attempts = new Attempts(deps.db)
  }

  /** Whether one can register at the moment. */
  async canRegister(): Promise<boolean> {
    return this.#letters.on && (await this.#site()).registration !== 'closed'
  }

  /**
   * Begins a registration. No account comes of it before the link in the mail is opened, and an address that has one
   * already is told so by mail only. Throws `registration_closed`, `name_taken` for a login, `rate_limited`.
   */
  async register(actor: Actor, input: Registration, language: Language): Promise<void> {
    this.#letters.requireOn()
    if (!(await this.canRegister())) throw new Problem('registration_closed')
    await this.#attempts.take(mailBuckets(input.email, actor.address))
    const password = await hashPassword(input.password)
    const row = personRow({ login: input.login, name: input.name })
    await this.#db.write(async (tx) => {
      await requireFree(tx, row)
      const known = await store.findForLogin(tx, input.email)
      if (known !== undefined) {
        await this.#letters.write(
          tx,
          'register_known',
          { account: known.id, email: input.email },
          { login: known.login, language },
        )
        return
      }
      const facts: Registered = { login: row.login, name: row.name, password, language }
      await this.#letters.write(tx, 'register', { account: null, email: input.email }, facts)
    })
  }

  /**
   * The link of the mail was opened: now there is an account. It waits for an administrator unless everybody may
   * register at this time, whatever held when the mail was sent. Throws `link_invalid`, `name_taken`.
   */
  async confirmRegistration(actor: Actor, token: string): Promise<Account> {
    const status = (await this.#site()).registration === 'open' ? 'active' : 'waiting'
    return this.#db.write(async (tx) => {
      const { email, facts } = await this.#letters.open<Registered>(tx, 'register', token)
      const row = { ...personRow({ login: facts.login, name: facts.name, email }, facts.password), status } as const
      await requireFree(tx, row)
      await store.insertAccount(tx, row)
      await record(tx, actor, {
        action: 'account.register',
        target: { kind: 'account', id: row.id, name: row.login },
        after: { login: row.login, email, status },
      })
      if (status === 'waiting') await this.#tellAdmins(tx, facts)
      return presentAccount(row)
    })
  }

  /** No account stands beside these letters: each tells of somebody else, and none takes the place of another. */
  async #tellAdmins(tx: Queryable, { login, language }: Registered): Promise<void> {
    for (const email of await store.adminEmails(tx)) {
      await this.#letters.write(tx, 'waiting', { account: null, email }, { login, language })
    }
  }

  /** Sends a link for a new password, if there is such a person with an e-mail; says nothing about whether there is. */
  async forgotPassword(actor: Actor, login: string, language: Language): Promise<void> {
    this.#letters.requireOn()
    await this.#attempts.take(mailBuckets(login, actor.address))
    const row = await store.findForLogin(this.#db.read, login)
    if (row === undefined || row.email === null || row.kind === 'robot' || row.status !== 'active') return
    const { id, email } = row
    await this.#db.write((tx) =>
      this.#letters.write(tx, 'reset_password', { account: id, email }, { login: row.login, language }),
    )
  }

  /** Sets the password of whoever got the mail; all their sessions end. Throws `link_invalid`. */
  async newPassword(actor: Actor, token: string, password: string, language: Language): Promise<void> {
    const hash = await hashPassword(password)
    await this.#db.write(async (tx) => {
      const { account } = await this.#letters.open(tx, 'reset_password', token)
      const row = await store.findAccount(tx, account ?? '')
      if (row?.status !== 'active') throw new Problem('link_invalid')
      await store.updateAccount(tx, row.id, { password_hash: hash })
      await store.deleteSessionsOf(tx, row.id, undefined)
      await record(tx, actor, {
        action: 'account.reset_password',
        target: { kind: 'account', id: row.id, name: row.login },
      })
      if (row.email !== null) {
        await this.#letters.write(
          tx,
          'password_changed',
          { account: row.id, email: row.email },
          { login: row.login, language },
        )
      }
    })
  }

  /** Sends a link to one's new address, which counts once it was opened. Throws `login_failed`, `name_taken`. */
  async changeEmail(actor: Actor, email: string, password: string, language: Language): Promise<void> {
    require(actor, 'account.change')
    this.#letters.requireOn()
    const row = await this.#people.provePassword(actor, password)
    await this.#attempts.take(mailBuckets(email, actor.address))
    await this.#db.write(async (tx) => {
      await requireFree(tx, { ...row, email_key: email.toLowerCase() })
      await this.#letters.write(tx, 'change_email', { account: row.id, email }, { login: row.login, language })
    })
  }

  /** The link to the new address was opened. Throws `link_invalid`, `name_taken`. */
  async confirmEmail(actor: Actor, token: string, language: Language): Promise<void> {
    await this.#db.write(async (tx) => {
      const { account, email } = await this.#letters.open(tx, 'change_email', token)
      const row = await store.findAccount(tx, account ?? '')
      if (row?.status !== 'active') throw new Problem('link_invalid')
      await requireFree(tx, { ...row, email_key: email.toLowerCase() })
      await store.updateAccount(tx, row.id, { email, email_key: email.toLowerCase() })
      await record(tx, actor, {
        action: 'account.change_email',
        target: { kind: 'account', id: row.id, name: row.login },
        before: { email: row.email },
        after: { email },
      })
      if (row.email !== null) {
        await this.#letters.write(
          tx,
          'email_changed',
          { account: row.id, email: row.email },
          { login: row.login, language },
        )
      }
    })
  }
}

/** Mails that one asks for are limited by where they go and by where one asks. */
const mailBuckets = (to: string, address: string | null): Bucket[] => [
  { kind: 'letter', value: to },
  ...(address === null ? [] : [{ kind: 'mail', value: address } as const]),
]
