/**
 * Whether somebody had a file before on the same day, known without keeping who it was: of each visit there is a mark of
 * 53 bits, made of day, file, program and address with a key of this server, and forgotten when nobody can send the
 * same again. A day whose marks are forgotten is closed: logs of it are not counted again.
 */
import { hash, randomBytes } from 'node:crypto'
import { type Database, insertNew, type Queryable } from '../../platform/db/index.ts'
import { DAY_MS } from './period.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_visit: { day: number; mark: number; written: number }
    download_closed_day: { day: number }
    download_visit_secret: { id: number; key: string }
  }
}

export type Mark = { day: number; mark: number }

/** Marks are kept for this many days after the last one of their day was written. */
const KEPT_DAYS = 35
const SAFE_HEX = 13

export class Visits {
  readonly #db: Database
  #key: Promise<string> | undefined

  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** What marks are made of: never to be written down. Throws nothing that a visitor could cause. */
  async visitor(address: string, agent: string): Promise<string> {
    // All who come before it is there wait for the same one; when it cannot be had, the next ones ask again.
    this.#key ??= this.#loadKey().catch((error) => {
      this.#key = undefined
      throw error
    })
    return hash('sha256', `${await this.#key} ${address.replace(/^::ffff:(?=\d+\.)/, '').toLowerCase()} ${agent}`)
  }

  /** `at`: milliseconds. */
  mark(visitor: string, file: string, at: number): Mark {
    const day = Math.floor(at / DAY_MS)
    return { day, mark: Number.parseInt(hash('sha256', `${visitor} ${day} ${file}`).slice(0, SAFE_HEX), 16) }
  }

  /** Writes down marks. Answers for each whether it was not there yet; one that is nobody's always is new. */
  async claim(tx: Queryable, marks: readonly (Mark | undefined)[], now = Date.now()): Promise<boolean[]> {
    const isNew = marks.map((mark) => mark === undefined)
    const known = [...marks.keys()].filter((at) => marks[at] !== undefined)
    const of = (at: number) => marks[at] as Mark
    // In one order for all processes, so that two of them never wait for each other.
    known.sort((a, b) => of(a).day - of(b).day || of(a).mark - of(b).mark || a - b)
    const today = Math.floor(now / DAY_MS)
    const claimed = await insertNew(
      tx,
      'download_visit',
      { day: 'integer', mark: 'bigint', written: 'integer' },
      known.map((at) => [of(at).day, of(at).mark, today]),
    )
    for (const [place, at] of known.entries()) isNew[at] = claimed[place] as boolean
    return isNew
  }

  async release(tx: Queryable, { day, mark }: Mark): Promise<void> {
    await tx.deleteFrom('download_visit').where('day', '=', day).where('mark', '=', mark).execute()
  }

  /** Forgets the marks of days that nobody sends any more, and closes those days. Answers how many days. */
  async tidy(now = Date.now()): Promise<number> {
    const before = Math.floor(now / DAY_MS) - KEPT_DAYS
    const days = await this.#db.read
      .selectFrom('download_visit')
      .select('day')
      .where('day', '<', before)
      .groupBy('day')
      .having((eb) => eb(eb.fn.max('written'), '<', before))
      .execute()
    for (const { day } of days) {
      await this.#db.write(async (tx) => {
        await tx
          .insertInto('download_closed_day')
          .values({ day })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        await tx.deleteFrom('download_visit').where('day', '=', day).execute()
      })
    }
    return days.length
  }

  async closedDays(): Promise<Set<number>> {
    const rows = await this.#db.read.selectFrom('download_closed_day').select('day').execute()
    return new Set(rows.map(({ day }) => day))
  }

  /** One key for all processes; whoever is first makes it. */
  async #loadKey(): Promise<string> {
    const read = () => this.#db.direct.selectFrom('download_visit_secret').select('key').executeTakeFirst()
    const known = await read()
    if (known !== undefined) return known.key
    await this.#db.write((tx) =>
      tx
        .insertInto('download_visit_secret')
        .values({ id: 1, key: randomBytes(32).toString('base64url') })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
    return (await read())?.key as string
  }
}
