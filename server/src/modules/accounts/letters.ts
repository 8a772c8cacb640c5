/**
 * Letters: mails to people, most with a link that works once. A letter is a row, written in the transaction of its
 * cause, and a job sends it. The secret of the link is made when it is sent and kept as a hash, so neither the queue nor
 * a backup holds one.
 */
import { newId } from '../../platform/crypto/ids.ts'
import { hashSecret, randomText } from '../../platform/crypto/secrets.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { Language } from '../../platform/http/language.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type LetterPurpose, letterWords } from './letter-words/index.ts'
import * as store from './letters-store.ts'

const HOUR_MS = 3_600_000

/** `opens`: the link does something, once; else it only leads to a page. */
type Purpose = { path?: string; opens?: true; lives: number }

/** What letters there are, where their links lead, and how long those work (milliseconds). */
const purposes: Record<LetterPurpose, Purpose> = {
  register: { path: '/register/confirm', opens: true, lives: 24 * HOUR_MS },
  register_known: { path: '/login', lives: HOUR_MS },
  reset_password: { path: '/password/new', opens: true, lives: HOUR_MS },
  password_changed: { lives: HOUR_MS },
  change_email: { path: '/account/email/confirm', opens: true, lives: 24 * HOUR_MS },
  email_changed: { lives: HOUR_MS },
  waiting: { path: '/admin/people', lives: 24 * HOUR_MS },
  let_in: { path: '/login', lives: 24 * HOUR_MS },
}

export type LetterDeps = {
  db: Database
  mailer: Mailer | null
  /** where links lead */
  publicUrl: string
  siteName: () => Promise<string>
  /** in the transaction that writes the letter */
  enqueue: (tx: Queryable, letter: string) => Promise<void>
}

export class Letters {
  readonly #deps: LetterDeps
  constructor(deps: LetterDeps) {
    this.#deps = deps
  }

  /** Whether this server sends mail at all. */
  get on(): boolean {
    return this.#deps.mailer !== null
  }

  requireOn(): void {
    if (!this.on) throw new Problem('mail_off', { detail: 'This server sends no mail; ask an administrator.' })
  }

  /** Writes a letter, which is sent after the commit; nothing where no mail is sent. */
  async write(
    tx: Queryable,
    purpose: LetterPurpose,
    to: { account: string | null; email: string },
    facts: { login: string; language: Language } & Record<string, unknown>,
  ): Promise<void> {
    if (!this.on) return
    const id = newId()
    const now = Date.now()
    if (to.account !== null) await store.forget(tx, purpose, to.account)
    await store.insert(tx, {
      id,
      purpose,
      account_id: to.account,
      email: to.email,
      facts: JSON.stringify(facts),
      token_hash: null,
      created_at: now,
      expires_at: now + purposes[purpose].lives,
    })
    await this.#deps.enqueue(tx, id)
  }

  /** Sends a letter; one that is not there any more was overtaken by another. */
  async send(id: string): Promise<void> {
    const { db, mailer, publicUrl } = this.#deps
    const letter = await store.find(db.read, id)
    if (letter === undefined || letter.expires_at <= Date.now()) return
    if (mailer === null) throw new Error('no mail server is set any more')
    const purpose = letter.purpose as LetterPurpose
    const { path = '', opens = false } = purposes[purpose]
    const { login, language = 'en' } = JSON.parse(letter.facts) as { login: string; language?: Language }
    const link = `${publicUrl}${path}${opens ? `#${await this.#tokenFor(id)}` : ''}`
    const site = await this.#deps.siteName()
    await mailer.send({ to: letter.email, ...letterWords[language][purpose]({ site, login, link }) })
  }

  /** What makes a link open something. Behind the `#` it reaches neither logs nor other sites. */
  async #tokenFor(id: string): Promise<string> {
    const token = randomText(40)
    await this.#deps.db.write((tx) => store.setToken(tx, id, hashSecret(token)))
    return token
  }

  /** Uses a link: it does not work again unless the transaction fails. Throws `link_invalid`. */
  async open<Facts>(
    tx: Queryable,
    purpose: LetterPurpose,
    token: string,
  ): Promise<{ account: string | null; email: string; facts: Facts }> {
    const letter = await store.take(tx, purpose, hashSecret(token), Date.now())
    if (letter === undefined) throw new Problem('link_invalid')
    return { account: letter.account_id, email: letter.email, facts: JSON.parse(letter.facts) as Facts }
  }

  async tidy(): Promise<void> {
    await this.#deps.db.write((tx) => store.deleteExpired(tx, Date.now()))
  }
}
