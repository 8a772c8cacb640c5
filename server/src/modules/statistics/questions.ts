/**
 * Questions as SQL. Each takes the smallest of the sums that knows all it needs, of the fewest periods, and adds the
 * facts that are in no sum yet.
 */
import { type RawBuilder, sql } from 'kysely'
import { isPostgres, type Queryable } from '../../platform/db/index.ts'
import { dayPeriod, type Span, spansOf, type Unit } from './period.ts'
import { columnOfSubject, type Dimension, type Fact, finestOf, type Question, textOfPeriod } from './question.ts'
import type { Subjects } from './subjects.ts'
import { readSummed } from './summed.ts'
import { unitsOf } from './sums.ts'
import type { Pause } from './unchanging.ts'
import { askPacks, type Counted } from './wide.ts'

/** The day of a fact, as days since 1970. */
const dayOfFact = sql<number>`(f.at / 86400000)`

type Columns = Partial<Record<Fact, RawBuilder<unknown>>>

const ofSubject: Columns = Object.fromEntries(
  Object.entries(columnOfSubject).map(([fact, column]) => [fact, sql.ref(`s.${column}`)]),
)
const nameInSum: Partial<Record<Fact, string>> = {
  visitorOs: 'visitor_os',
  baseName: 'base_name',
  revision: 'app_revision',
}
const inSum = (...facts: Fact[]): Columns =>
  Object.fromEntries(
    [...facts, 'client' as const, 'source' as const].map((fact) => [fact, sql.ref(`d.${nameInSum[fact] ?? fact}`)]),
  )

/**
 * `fits`: whether its keys serve the question; `index`: which of them does, where SQLite is too fond of the order of
 * another; `isDeep`: whether they narrow behind the period as well.
 */
type PlainSum = {
  table: string
  columns: Columns
  fits?: (question: Question, isSqlite: boolean) => boolean
  index?: (question: Question) => string
  isDeep?: (question: Question) => boolean
}

/** Sums that know by themselves what they tell apart, smallest first. */
const plainSums: readonly PlainSum[] = [
  { table: 'download_sum_time', columns: inSum('kind', 'stage', 'os', 'arch') },
  { table: 'download_sum_program', columns: inSum('kind', 'family', 'visitorOs') },
  { table: 'download_sum_country', columns: inSum('country', 'kind', 'stage') },
  { table: 'download_sum_release', columns: inSum('release', 'revision', 'kind', 'stage', 'os', 'arch') },
  { table: 'download_sum_place', columns: inSum('country', 'kind', 'stage', 'os', 'arch') },
  {
    table: 'download_sum_release_place',
    columns: inSum('country', 'release', 'revision', 'kind', 'stage', 'os', 'arch'),
    fits: ({ is }, isSqlite) => is.country !== undefined || (!isSqlite && is.release !== undefined),
  },
  // A total may count what is private; an answer with names must not tell of it.
  {
    table: 'download_sum_base',
    columns: inSum('baseName', 'kind', 'stage', 'os', 'arch'),
    fits: ({ onlyPublic }) => !onlyPublic,
    index: ({ is }) => (is.baseName === undefined ? 'sqlite_autoindex_download_sum_base_1' : 'download_sum_base_name'),
  },
  {
    table: 'download_sum_base_place',
    columns: inSum('baseName', 'country', 'kind', 'stage', 'os', 'arch'),
    fits: ({ is, onlyPublic }) => !onlyPublic && (is.baseName !== undefined || is.country !== undefined),
    index: ({ is }) =>
      is.baseName === undefined ? 'download_sum_base_place_country' : 'sqlite_autoindex_download_sum_base_place_1',
    isDeep: ({ is }) => is.baseName !== undefined && is.country !== undefined,
  },
]
const subjectSum: Columns = inSum()
const bothSum: Columns = inSum('country')
const ofFact: Columns = {
  ...ofSubject,
  client: sql.ref('a.client'),
  family: sql.ref('a.family'),
  visitorOs: sql.ref('a.os'),
  country: sql.ref('f.country'),
  source: sql.ref('f.source'),
}

/** Facts that leave a few files. */
const NARROW: readonly Fact[] = ['package', 'file']

type Row = { value: string | number; downloads: number }

/**
 * Downloads by value. Nothing that changes the sums may happen meanwhile. `pause`: lets others have their turns between
 * two queries.
 */
export async function ask(db: Queryable, question: Question, subjects: Subjects, pause: Pause): Promise<Counted> {
  const { by, from, to } = question
  const after = (await readSummed(db)).up_to
  const sum = sumFor(question, !isPostgres(db))
  const fresh = await factRows(db, question, after)
  const downloads = new Map<string, number>()
  const add = (rows: readonly Row[], unit: Unit, sign: 1 | -1) => {
    for (const { value, downloads: count } of rows) {
      const text = textOf(by, unit, value)
      downloads.set(text, (downloads.get(text) ?? 0) + sign * Number(count))
    }
  }
  add(fresh, 'day', 1)
  if (sum === undefined) return withMore(await packed(db, question, subjects, pause), downloads)
  for (const span of spansOf(from, to, finestOf(question), unitsOf(sum.table))) {
    await pause()
    const { rows } = await sql<Row>`${sum.query(question, span)}`.execute(db)
    add(rows, span.unit, span.sign)
  }
  return { values: [...downloads.keys()], downloads: [...downloads.values()] }
}

async function packed(db: Queryable, question: Question, subjects: Subjects, pause: Pause): Promise<Counted> {
  const counted = await askPacks(db, question, subjects, pause)
  if (counted !== undefined) return counted
  subjects.forget(question.app)
  const again = await askPacks(db, question, subjects, pause)
  if (again === undefined) throw new Error('there are downloads of files that are not there')
  return again
}

/** With a few more values, which may be among them. */
function withMore({ values, downloads }: Counted, more: ReadonlyMap<string, number>): Counted {
  if (more.size === 0) return { values, downloads }
  const left = new Map(more)
  const both = Array.from(downloads, (count, at) => {
    const value = values[at] as string
    const added = left.get(value) ?? 0
    left.delete(value)
    return count + added
  })
  return { values: [...values, ...left.keys()], downloads: [...both, ...left.values()] }
}

const textOf = (by: Dimension | undefined, unit: Unit, value: string | number): string =>
  by === 'day' || by === 'month' ? textOfPeriod(by, unit, Number(value)) : String(value)

/** How a sum answers a question for a period. */
type Asked = { table: string; query: (question: Question, span: Span) => RawBuilder<unknown> }

function sumFor(question: Question, isSqlite: boolean): Asked | undefined {
  const { by, is } = question
  const facts = Object.keys(is) as Fact[]
  const needed = by === undefined || by === 'day' || by === 'month' ? facts : [...facts, by]
  const knows = (columns: Columns) => needed.every((fact) => columns[fact] !== undefined)
  const plain = plainSums.find(({ columns, fits }) => knows(columns) && (fits?.(question, isSqlite) ?? true))
  if (plain !== undefined) {
    return { table: plain.table, query: (question, span) => plainQuery(plain, question, span, isSqlite) }
  }
  if (!facts.some((fact) => NARROW.includes(fact))) return undefined
  const narrow = (table: string, columns: Columns): Asked | undefined =>
    knows({ ...ofSubject, ...columns })
      ? { table, query: (question, span) => narrowQuery(table, columns, question, span) }
      : undefined
  return narrow('download_sum_subject', subjectSum) ?? narrow('download_sum_both', bothSum)
}

/** Few periods are named, so that what follows them in a key narrows as well. */
function within({ unit, from, to }: Span): RawBuilder<unknown> {
  if (from === to) return sql`d.period = ${sql.lit(from)}`
  if (unit === 'year' && to - from < MOST_NAMED) {
    const years = Array.from({ length: to - from + 1 }, (_none, at) => sql.lit(from + at))
    return sql`d.period in (${sql.join(years)})`
  }
  return sql`d.period between ${sql.lit(from)} and ${sql.lit(to)}`
}
const MOST_NAMED = 10

/** The same for many periods: each that has downloads is looked up by itself. */
const withinEach = ({ app }: Question, { from, to }: Span): RawBuilder<unknown> => sql`d.period in (
  select p.period from download_pack p
  where p.app_id = ${app} and p.period between ${sql.lit(from)} and ${sql.lit(to)}
)`

const asked = (by: Dimension | undefined, columns: Columns, period: RawBuilder<unknown>) =>
  by === undefined ? sql`''` : by === 'day' || by === 'month' ? period : (columns[by] as RawBuilder<unknown>)

/** What narrows the question among these columns. */
function conditions({ is, bots, imported, by }: Question, columns: Columns): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  for (const [fact, value] of Object.entries(is)) {
    const column = columns[fact as Fact]
    if (column !== undefined) found.push(sql`${column} = ${value}`)
  }
  if (!bots && is.client !== 'bot' && columns.client !== undefined) found.push(sql`${columns.client} <> 'bot'`)
  if (!imported && is.source === undefined && by !== 'source' && columns.source !== undefined) {
    found.push(sql`${columns.source} in ('live', 'log')`)
  }
  return found
}

const all = (parts: readonly RawBuilder<unknown>[]) => sql.join([...parts], sql` and `)

function plainQuery(
  { table, columns, index, isDeep }: PlainSum,
  question: Question,
  span: Span,
  isSqlite: boolean,
): RawBuilder<unknown> {
  const by = isSqlite && index !== undefined ? sql` indexed by ${sql.ref(index(question))}` : sql``
  const where = [
    sql`d.app_id = ${question.app}`,
    span.from < span.to && isDeep?.(question) ? withinEach(question, span) : within(span),
    ...conditions(question, columns),
    ...(question.onlyPublic && columns.revision !== undefined ? [noPrivateRelease('d')] : []),
  ]
  return sql`
    select ${asked(question.by, columns, sql.ref('d.period'))} as value, sum(d.downloads) as downloads
    from ${sql.table(table)} d${by} where ${all(where)} group by 1`
}

/** From few subjects to their sums. A cross join keeps SQLite to this order. */
function narrowQuery(table: string, columns: Columns, question: Question, span: Span): RawBuilder<unknown> {
  const known = { ...ofSubject, ...columns }
  const where = [
    sql`s.app_id = ${question.app}`,
    sql`d.subject_id = s.id`,
    within(span),
    ...conditions(question, known),
    ...(question.onlyPublic ? [noPrivateRelease('s')] : []),
  ]
  return sql`
    select ${asked(question.by, known, sql.ref('d.period'))} as value, sum(d.downloads) as downloads
    from download_subject s cross join ${sql.table(table)} d where ${all(where)} group by 1`
}

/** Facts after this number, which are in no sum yet. */
async function factRows(db: Queryable, question: Question, after: number): Promise<Row[]> {
  const { app, by, from, to, onlyPublic } = question
  const where = [
    sql`s.id = f.subject_id`,
    sql`a.id = f.agent_id`,
    sql`s.app_id = ${app}`,
    sql`f.id > ${after}`,
    ...(from === undefined ? [] : [sql`${dayOfFact} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${dayOfFact} <= ${to}`]),
    ...conditions(question, ofFact),
    ...(onlyPublic ? [noPrivateRelease('s')] : []),
  ]
  // A cross join keeps SQLite to this order.
  const { rows } = await sql<Row>`
    select ${asked(by, ofFact, sql`${sql.lit(dayPeriod(0))} + ${dayOfFact}`)} as value, sum(f.downloads) as downloads
    from download_fact f cross join download_subject s cross join user_agent a where ${all(where)} group by 1`.execute(
    db,
  )
  return rows
}

/** `of`: a table with the application and its revision. */
const noPrivateRelease = (of: 'd' | 's') => sql`not exists (
  select 1 from release r
  where r.app_id = ${sql.ref(`${of}.app_id`)} and r.revision = ${sql.ref(`${of}.app_revision`)}
    and r.public = 0 and r.deleted_at is null
)`
