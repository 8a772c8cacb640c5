/**
 * The sums of downloads: which there are, what each tells apart, and how they are read off facts. Each is kept for
 * periods of several sizes. They are added up in memory and written once per row, not by a query for each of them.
 */
import { sql } from 'kysely'
import { addMany, type Columns, type Queryable, type Values } from '../../platform/db/index.ts'
import { addedUp, type Cells, type Dimension, dimensions, type Told, type ToldFacts } from './grouping.ts'
import { packTables } from './packs.ts'
import { type Unit, units } from './period.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_sum_time: Common & Target & { app_id: string; client: string }
    download_sum_country: Common & { app_id: string; country: string; client: string; kind: string; stage: string }
    download_sum_place: Common & Target & { app_id: string; client: string; country: string }
    download_sum_program: Common & {
      app_id: string
      kind: string
      client: string
      family: string
      visitor_os: string
    }
    download_sum_release: Common & Target & { app_id: string; release: string; app_revision: string; client: string }
    download_sum_base: Common & Target & { app_id: string; base_name: string; client: string }
    download_sum_subject: Common & { subject_id: number; client: string }
    download_sum_base_place: Common & Target & { app_id: string; base_name: string; country: string; client: string }
    download_sum_release_place: Common &
      Target & { app_id: string; release: string; app_revision: string; country: string; client: string }
    download_sum_both: Common & { subject_id: number; country: string; client: string }
  }
}
type Common = { period: number; source: string; downloads: number }
type Target = { kind: string; stage: string; os: string; arch: string }

type Sum = {
  table: `download_sum_${string}`
  before: readonly Dimension[]
  after: readonly Dimension[]
  units: readonly Unit[]
}

/** The sizes of periods of sums that tell files apart, and those with countries: with all they had more rows than there are facts. */
const UNITS_OF_PLACES: readonly Unit[] = ['year', 'month', 'day']
const UNITS_OF_FILES: readonly Unit[] = ['year', 'quarter', 'month', 'third', 'day']

/** Columns in the order of the key: `before`, the period, `after`. */
const sums: readonly Sum[] = [
  { table: 'download_sum_time', before: ['app'], after: ['client', 'target', 'source'], units },
  { table: 'download_sum_country', before: ['app'], after: ['country', 'client', 'stage', 'source'], units },
  { table: 'download_sum_place', before: ['app'], after: ['country', 'client', 'target', 'source'], units },
  { table: 'download_sum_program', before: ['app'], after: ['kind', 'program', 'source'], units },
  {
    table: 'download_sum_release',
    before: ['app'],
    after: ['release', 'client', 'target', 'source'],
    units: UNITS_OF_FILES,
  },
  { table: 'download_sum_base', before: ['app'], after: ['base', 'client', 'target', 'source'], units: UNITS_OF_FILES },
  { table: 'download_sum_subject', before: ['subject'], after: ['client', 'source'], units: UNITS_OF_FILES },
  {
    table: 'download_sum_base_place',
    before: ['app', 'base'],
    after: ['country', 'client', 'target', 'source'],
    units: UNITS_OF_PLACES,
  },
  {
    table: 'download_sum_release_place',
    before: ['app', 'country'],
    after: ['release', 'client', 'target', 'source'],
    units: UNITS_OF_PLACES,
  },
  { table: 'download_sum_both', before: ['subject'], after: ['country', 'client', 'source'], units: UNITS_OF_PLACES },
]

/** The sizes of periods that a sum has. */
export const unitsOf = (table: string): readonly Unit[] => sums.find((sum) => sum.table === table)?.units ?? units

const columnsOf = ({ before, after }: Sum): Columns => ({
  ...typesOf(before),
  period: 'integer',
  ...typesOf(after),
  downloads: 'bigint',
})
const typesOf = (some: readonly Dimension[]): Columns =>
  Object.fromEntries(some.flatMap((one) => dimensions[one].map((name) => [name, typeOf(name)])))
const typeOf = (column: string) => (column === 'subject_id' ? 'bigint' : 'text')

/** What facts add to the sums: the rows of each, in the order of its key. */
export function sumsOf({ all, of, periods }: ToldFacts): { table: string; columns: Columns; rows: Values[] }[] {
  return sums.map((sum) => {
    const rows: Values[][] = []
    let cells = all
    // From the smallest periods to the largest, each added up from the one before.
    for (const unit of sum.units.toReversed()) {
      const [before, after] = [sum.before, sum.after].map((some) => some.map((name) => of[name])) as [Told[], Told[]]
      const parts = [...before, periods.get(unit) as Told, ...after]
      cells = addedUp(cells, parts)
      rows.push(rowsOf(cells, parts))
    }
    return { table: sum.table, columns: columnsOf(sum), rows: rows.flat() }
  })
}

function rowsOf(cells: Cells, parts: readonly Told[]): Values[] {
  const rows: Values[] = []
  for (const [at, fact] of cells.of.entries()) {
    const count = cells.downloads[at] as number
    if (count === 0) continue
    const row: (string | number)[] = []
    for (const { values, of } of parts) for (const value of values[of[fact] as number] as Values) row.push(value)
    row.push(count)
    rows.push(row)
  }
  return rows
}

/** Adds to all sums, in the transaction. */
export async function addToSums(tx: Queryable, added: ReturnType<typeof sumsOf>): Promise<void> {
  for (const { table, columns, rows } of added) await addMany(tx, table, columns, rows)
}

const tables = [...sums.map(({ table }) => table), ...packTables]

/** Forgets all sums: they are made again from the facts. */
export async function forgetSums(tx: Queryable): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(tx)
}

/** Forgets what one source brought into the sums. */
export async function forgetSumsOf(tx: Queryable, source: string): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(table)} where source = ${source}`.execute(tx)
}
