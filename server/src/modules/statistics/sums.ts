/**
 * The sums of downloads: which there are, what each tells apart, and how they are read off facts. Each is kept for
 * periods of several sizes. They are added up in memory and written once per row, not by a query for each of them.
 */
import { sql } from 'kysely'
import { addMany, type Columns, type Queryable, type Values } from '../../platform/db/index.ts'
import { DAY_MS, periodOf, type Unit, units } from './period.ts'
import type { AgentRow, FactRow, SubjectRow } from './store.ts'

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
    download_sum_subject: Common & { app_id: string; subject_id: number; client: string }
    download_sum_base_place: Common & Target & { app_id: string; base_name: string; country: string; client: string }
    download_sum_release_place: Common &
      Target & { app_id: string; release: string; app_revision: string; country: string; client: string }
    download_sum_both: Common & { subject_id: number; country: string; client: string }
  }
}
type Common = { period: number; source: string; downloads: number }
type Target = { kind: string; stage: string; os: string; arch: string }

/** What a sum tells apart; some stand for several columns. */
const dimensions = {
  app: ['app_id'],
  subject: ['subject_id'],
  base: ['base_name'],
  release: ['release', 'app_revision'],
  kind: ['kind'],
  stage: ['kind', 'stage'],
  target: ['kind', 'stage', 'os', 'arch'],
  client: ['client'],
  program: ['client', 'family', 'visitor_os'],
  country: ['country'],
  source: ['source'],
} as const
type Dimension = keyof typeof dimensions

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
  { table: 'download_sum_subject', before: ['app'], after: ['subject', 'client', 'source'], units: UNITS_OF_FILES },
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

export type FactOfSum = Pick<FactRow, 'at' | 'subject_id' | 'agent_id' | 'country' | 'source' | 'downloads'>

/** What facts add to the sums: the rows of each, in the order of its key. */
export function sumsOf(
  facts: readonly FactOfSum[],
  subjects: ReadonlyMap<number, SubjectRow>,
  agents: ReadonlyMap<number, AgentRow>,
): { table: string; columns: Columns; rows: Values[] }[] {
  const subject = numbered(facts, ({ subject_id }) => subject_id)
  const agent = numbered(facts, ({ agent_id }) => agent_id)
  const day = numbered(facts, ({ at }) => Math.floor(at / DAY_MS))
  const ofSubject = (values: (row: SubjectRow) => Values) =>
    dimensionOf(subject, (id) => values(subjects.get(id) as SubjectRow))
  const ofAgent = (values: (row: AgentRow) => Values) => dimensionOf(agent, (id) => values(agents.get(id) as AgentRow))
  const known: Record<Dimension, Told> = {
    app: ofSubject(({ app_id }) => [app_id]),
    subject: ofSubject(({ id }) => [id]),
    base: ofSubject(({ base_name }) => [base_name]),
    release: ofSubject(({ release, app_revision }) => [release, app_revision]),
    kind: ofSubject(({ kind }) => [kind]),
    stage: ofSubject(({ kind, stage }) => [kind, stage]),
    target: ofSubject(({ kind, stage, os, arch }) => [kind, stage, os, arch]),
    client: ofAgent(({ client }) => [client]),
    program: ofAgent(({ client, family, os }) => [client, family, os]),
    country: dimensionOf(
      numbered(facts, ({ country }) => country),
      (country) => [country],
    ),
    source: dimensionOf(
      numbered(facts, ({ source }) => source),
      (source) => [source],
    ),
  }
  const periods = new Map(units.map((unit) => [unit, dimensionOf(day, (number) => [periodOf(unit, number)])] as const))
  return sums.map((sum) => {
    const rows: Values[][] = []
    let cells: Cells = { of: facts.map((_fact, at) => at), downloads: facts.map(({ downloads }) => downloads) }
    // From the smallest periods to the largest, each added up from the one before.
    for (const unit of sum.units.toReversed()) {
      const [before, after] = [sum.before, sum.after].map((some) => some.map((name) => known[name])) as [Told[], Told[]]
      const parts = [...before, periods.get(unit) as Told, ...after]
      const added = addedUp(cells, parts)
      rows.push(added.rows)
      cells = added.cells
    }
    return { table: sum.table, columns: columnsOf(sum), rows: rows.flat() }
  })
}

/** The different values of a column, and for each fact the number of its value. */
type Numbered<T> = { values: T[]; of: Uint32Array }
/** The values in order, and for each fact the place of its own. */
type Told = { values: Values[]; of: Uint32Array }

function numbered<T>(facts: readonly FactOfSum[], value: (fact: FactOfSum) => T): Numbered<T> {
  const numbers = new Map<T, number>()
  const of = new Uint32Array(facts.length)
  for (const [at, fact] of facts.entries()) {
    const one = value(fact)
    let number = numbers.get(one)
    if (number === undefined) numbers.set(one, (number = numbers.size))
    of[at] = number
  }
  return { values: [...numbers.keys()], of }
}

/** What a numbered column says in one dimension, in which several of its values may be the same. */
function dimensionOf<T>({ values, of }: Numbered<T>, told: (value: T) => Values): Told {
  const each = values.map((value) => told(value))
  const different = new Map(each.map((one) => [one.join('\n'), one]))
  const ordered = [...different].sort(([, a], [, b]) => compare(a, b))
  const places = new Map(ordered.map(([key], place) => [key, place]))
  const placeOf = each.map((one) => places.get(one.join('\n')) as number)
  return { values: ordered.map(([, one]) => one), of: of.map((number) => placeOf[number] as number) }
}

function compare(a: Values, b: Values): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] as typeof one
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

/** Downloads of groups of facts: of each, one fact that stands for it, and how many downloads they are. */
type Cells = { of: number[]; downloads: number[] }

/**
 * Adds up by all parts together. The places of the parts make one number each, whose order is that of the key: the tables
 * are then written from their beginning to their end.
 */
function addedUp(cells: Cells, parts: readonly Told[]): { rows: Values[]; cells: Cells } {
  const numbers = new Map<number, number>()
  const added: Cells = { of: [], downloads: [] }
  const keys: number[] = []
  for (const [at, fact] of cells.of.entries()) {
    const count = cells.downloads[at] as number
    let key = 0
    for (const { values, of } of parts) key = key * values.length + (of[fact] as number)
    const number = numbers.get(key)
    if (number === undefined) {
      numbers.set(key, keys.length)
      keys.push(key)
      added.of.push(fact)
      added.downloads.push(count)
    } else {
      added.downloads[number] = (added.downloads[number] as number) + count
    }
  }
  const rows: Values[] = []
  for (const key of Float64Array.from(keys).sort()) {
    const number = numbers.get(key) as number
    const count = added.downloads[number] as number
    if (count === 0) continue
    const fact = added.of[number] as number
    const row: (string | number)[] = []
    for (const { values, of } of parts) for (const value of values[of[fact] as number] as Values) row.push(value)
    row.push(count)
    rows.push(row)
  }
  return { rows, cells: added }
}

/** Adds to all sums, in the transaction. */
export async function addToSums(tx: Queryable, added: ReturnType<typeof sumsOf>): Promise<void> {
  for (const { table, columns, rows } of added) await addMany(tx, table, columns, rows)
}

/** Forgets all sums: they are made again from the facts. */
export async function forgetSums(tx: Queryable): Promise<void> {
  for (const { table } of sums) await sql`delete from ${sql.table(table)}`.execute(tx)
}

/** Forgets what one source brought into the sums. */
export async function forgetSumsOf(tx: Queryable, source: string): Promise<void> {
  for (const { table } of sums) await sql`delete from ${sql.table(table)} where source = ${source}`.execute(tx)
}
