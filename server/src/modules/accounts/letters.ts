/**
 * Letters: mails to people, most with a link that works once. A letter is a row, written in the transaction of its
 * cause, and a job sends it. The secret of the link is made when it is sent and kept as a hash, so neither the queue nor
 * a backup holds one.
 */
import { newId } from '../../platform/crypto/ids.ts'
import { hashSecret, randomText } from '../../platform/crypto/secrets.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './letters-store.ts'

const HOUR_MS = 3_600_000

type Words = { subject: string; text: string }
type Written = { site: string; login: string; link: string }
type Purpose = { path?: string; lives: number; words(facts: Written): Words }

/** What letters there are, what they say, and how long (milliseconds) their links work. */
const purposes = {
  register: {
    path: '/register/confirm',
    lives: 24 * HOUR_MS,
    words: ({ site, login, link }) => ({
      subject: `${site}: confirm your e-mail address`,
      text: `Somebody, probably you, registered as ${login} at ${site}.\n\nOpen this link to confirm it; it works for 24 hours:\n${link}\n\nIf it was not you, there is nothing to do: nothing comes of it.`,
    }),
  },
  register_known: {
    path: '/login',
    lives: HOUR_MS,
    words: ({ site, login, link }) => ({
      subject: `${site}: you have an account already`,
      text: `Somebody, probably you, tried to register at ${site} with this e-mail address. It belongs to the account ${login}.\n\nSign in here, or have a new password sent to you there:\n${link}`,
    }),
  },
  reset_password: {
    path: '/password/new',
    lives: HOUR_MS,
    words: ({ site, login, link }) => ({
      subject: `${site}: choose a new password`,
      text: `Somebody, probably you, asked for a new password for ${login} at ${site}.\n\nOpen this link to choose one; it works for an hour:\n${link}\n\nIf it was not you, there is nothing to do: the password stays as it is.`,
    }),
  },
  password_changed: {
    lives: HOUR_MS,
    words: ({ site, login }) => ({
      subject: `${site}: your password was changed`,
      text: `The password of ${login} at ${site} was changed. All other sessions have ended.\n\nIf it was not you, have a new password sent to you at once, and tell an administrator.`,
    }),
  },
  change_email: {
    path: '/account/email/confirm',
    lives: 24 * HOUR_MS,
    words: ({ site, login, link }) => ({
      subject: `${site}: confirm your new e-mail address`,
      text: `The account ${login} at ${site} is to have this e-mail address.\n\nOpen this link to confirm it; it works for 24 hours:\n${link}\n\nIf it was not you, there is nothing to do: nothing comes of it.`,
    }),
  },
  email_changed: {
    lives: HOUR_MS,
    words: ({ site, login }) => ({
      subject: `${site}: your e-mail address was changed`,
      text: `The account ${login} at ${site} has another e-mail address from now on; this was the last mail to this one.\n\nIf it was not you, tell an administrator.`,
    }),
  },
} satisfies Record<string, Purpose>
export type LetterPurpose = keyof typeof purposes

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
    facts: { login: string } & Record<string, unknown>,
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
    const { path, words }: Purpose = purposes[letter.purpose as LetterPurpose]
    const token = randomText(40)
    await db.write((tx) => store.setToken(tx, id, hashSecret(token)))
    const { login } = JSON.parse(letter.facts) as { login: string }
    // Behind the `#` it reaches neither logs nor other sites.
    const link = `${publicUrl}${path ?? ''}#${token}`
    const site = await this.#deps.siteName()
    await mailer.send({ to: letter.email, ...words({ site, login, link }) })
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
