/** How far each access log was read that the server follows. */
import type { Database } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    access_log: LogPosition
  }
}

export type LogPosition = {
  /** digest of the configured path and the first line */
  id: string
  /** bytes read, unpacked; up to the end of a line */
  position: number
  /** of the file as it was seen last: one that has not changed is not opened */
  size: number
  changed_at: number
}

export class LogPositions {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  async get(id: string): Promise<LogPosition | undefined> {
    return this.#db.read.selectFrom('access_log').selectAll().where('id', '=', id).executeTakeFirst()
  }

  async put({ id, ...rest }: LogPosition): Promise<void> {
    await this.#db.write((tx) =>
      tx
        .insertInto('access_log')
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute(),
    )
  }
}
