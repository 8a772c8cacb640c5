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

type Known = { values: string[]; places: Map<string, number>; of: Int32Array; last: number }
/** `reading`: what reads one after the other, so that nothing is added twice. */
type Files = { columns: Map<keyof SubjectColumns, Known>; reading: Promise<unknown> }

/** Applications whose columns are remembered. */
const MOST_APPS = 4
/** In the order in which they are read ahead. */
const COMMON = ['kind', 'stage', 'release', 'app_revision', 'version', 'base_name', 'os', 'arch'] as const
/** Different for nearly each file: 100 bytes for each that is remembered. */
const OWN = ['file_name', 'package_id'] as const
/** Of applications with more files, what is different for each waits until somebody asks for it. */
const MOST_OWN = 100_000
/** Files read in one go, while nobody else gets a turn on SQLite. */
const AT_ONCE = 8000

export class Subjects {
  readonly #apps = new Map<string, Files>()

  /** Reads what questions need, so that the first of them need not wait for it. `pause` is called between steps. */
  async prepare(db: Queryable, pause: Pause): Promise<void> {
    for (const { app, files } of await store.appsWithMostFiles(db, MOST_APPS)) {
      // One at a time: on SQLite, others wait for each step.
      for (const name of files > MOST_OWN ? COMMON : [...COMMON, ...OWN]) {
        await this.columns(db, app, new Set([name]), pause)
        await pause()
      }
    }
  }

  /** The columns of these names, with all files that `db` can see now. `pause` is called between steps. */
  async columns(
    db: Queryable,
    app: string,
    names: ReadonlySet<keyof SubjectColumns>,
    pause: Pause,
  ): Promise<(name: keyof SubjectColumns) => Column> {
    const files = this.#files(app)
    const asked = new Map([...names].map((name) => [name, columnOf(files, name)]))
    await (files.reading = files.reading.catch(() => {}).then(() => readOn(db, app, asked, pause)))
    return (name) => {
      const { values, of, places } = asked.get(name) as Known
      return { values, of, placeOf: (value) => places.get(value) }
    }
  }

  /**
   * Files get rising numbers, but on PostgreSQL one may be seen after another with a higher number. Whoever meets a file that
   * is not here has all be read anew.
   */
  forget(app: string): void {
    this.#apps.delete(app)
  }

  #files(app: string): Files {
    const files = this.#apps.get(app) ?? { columns: new Map(), reading: Promise.resolve() }
    // The one that was asked for last is forgotten last.
    this.#apps.delete(app)
    this.#apps.set(app, files)
    const oldest = this.#apps.size > MOST_APPS ? this.#apps.keys().next().value : undefined
    if (oldest !== undefined) this.#apps.delete(oldest)
    return files
  }
}

function columnOf({ columns }: Files, name: keyof SubjectColumns): Known {
  let known = columns.get(name)
  if (known === undefined)
    columns.set(name, (known = { values: [], places: new Map(), of: new Int32Array(0), last: 0 }))
  return known
}

/**
 * All columns together, from what one of them does not have yet: that the others read it again does no harm. The next files are
 * asked for while those before are looked at.
 */
async function readOn(
  db: Queryable,
  app: string,
  columns: ReadonlyMap<keyof SubjectColumns, Known>,
  pause: Pause,
): Promise<void> {
  const names = [...columns.keys()]
  const read = (after: number) => store.subjectsByColumn(db, app, names, after, AT_ONCE)
  let next = read(Math.min(...Array.from(columns.values(), ({ last }) => last)))
  for (;;) {
    const { ids, values } = await next
    const last = ids.at(-1)
    if (last === undefined) return
    const goesOn = ids.length === AT_ONCE
    if (goesOn) {
      await pause()
      next = read(last)
      // It is waited for later.
      next.catch(() => {})
    }
    for (const [at, known] of [...columns.values()].entries()) add(known, ids, values[at] as string[], last)
    if (!goesOn) return
  }
}

function add(known: Known, ids: readonly number[], values: readonly string[], last: number): void {
  if (last >= known.of.length) {
    const longer = new Int32Array(Math.ceil((last + 1) * 1.5)).fill(UNKNOWN)
    longer.set(known.of)
    known.of = longer
  }
  for (let at = 0; at < ids.length; at++) {
    const value = values[at] as string
    let place = known.places.get(value)
    if (place === undefined) {
      known.places.set(value, (place = known.values.length))
      known.values.push(value)
    }
    known.of[ids[at] as number] = place
  }
  known.last = last
}
