/**
 * What the files of downloads are, column by column in memory: 55,000 of them are looked at in a millisecond, for which
 * a join needs a tenth of a second. A column is read when somebody asks for it, and what is new of it with every question.
 */
import type { Queryable } from '../../platform/db/index.ts'
import { UNKNOWN } from './packed.ts'
import type { SubjectColumns } from './store.ts'
import * as store from './store.ts'
import type { Pause } from './unchanging.ts'

/** `of`: for each number of a file the place of its value in `values`. */
export type Column = { values: readonly string[]; of: Int32Array; placeOf: (value: string) => number | undefined }

type Known = { values: string[]; places: Map<string, number>; of: Int32Array; last: number; reading: Promise<void> }

/** Applications whose columns are remembered. */
const MOST_APPS = 4
/** Files read in one go, while nobody else gets a turn on SQLite. */
const AT_ONCE = 10_000

export class Subjects {
  readonly #apps = new Map<string, Map<keyof SubjectColumns, Known>>()

  /** With all files that `db` can see now. `pause` is called between steps. */
  async column(db: Queryable, app: string, name: keyof SubjectColumns, pause: Pause): Promise<Column> {
    const known = this.#known(app, name)
    // One after the other, so that nothing is added twice.
    known.reading = known.reading.catch(() => {}).then(() => readOn(db, app, name, known, pause))
    await known.reading
    const { values, of, places } = known
    return { values, of, placeOf: (value) => places.get(value) }
  }

  /**
   * Files get rising numbers, but on PostgreSQL one may be seen after another with a higher number. Whoever meets a file that
   * is not here has all be read anew.
   */
  forget(app: string): void {
    this.#apps.delete(app)
  }

  #known(app: string, name: keyof SubjectColumns): Known {
    const columns = this.#apps.get(app) ?? new Map<keyof SubjectColumns, Known>()
    // The one that was asked for last is forgotten last.
    this.#apps.delete(app)
    this.#apps.set(app, columns)
    const oldest = this.#apps.size > MOST_APPS ? this.#apps.keys().next().value : undefined
    if (oldest !== undefined) this.#apps.delete(oldest)
    let known = columns.get(name)
    if (known === undefined) {
      known = { values: [], places: new Map(), of: new Int32Array(0), last: 0, reading: Promise.resolve() }
      columns.set(name, known)
    }
    return known
  }
}

async function readOn(
  db: Queryable,
  app: string,
  name: keyof SubjectColumns,
  known: Known,
  pause: Pause,
): Promise<void> {
  for (;;) {
    const { ids, values } = await store.subjectColumn(db, app, name, known.last, AT_ONCE)
    const last = ids.at(-1)
    if (last === undefined) return
    if (last >= known.of.length) {
      const longer = new Int32Array(Math.ceil((last + 1) * 1.5)).fill(UNKNOWN)
      longer.set(known.of)
      known.of = longer
    }
    for (const [at, id] of ids.entries()) {
      const value = values[at] as string
      let place = known.places.get(value)
      if (place === undefined) {
        known.places.set(value, (place = known.values.length))
        known.values.push(value)
      }
      known.of[id] = place
    }
    known.last = last
    if (ids.length < AT_ONCE) return
    await pause()
  }
}
