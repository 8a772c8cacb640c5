/**
 * Questions as SQL. Each takes the smallest of the sums that knows all it needs, of the fewest periods, and adds the
 * facts that are in no sum yet.
 */
import { type RawBuilder, sql } from 'kysely'
import { isPostgres, type Queryable } from '../../platform/db/index.ts'
import { dayOfPeriod, dayPeriod, dayText, monthOf, type Span, spansOf, type Unit } from './period.ts'
import { readSummed } from './summed.ts'
import { unitsOf } from './sums.ts'

/** The day of a fact, as days since 1970. */
const dayOfFact = sql<number>`(f.at / 86400000)`

export type Dimension =
  | 'day'
  | 'month'
  | 'kind'
  | 'stage'
  | 'release'
  | 'revision'
  | 'version'
  | 'baseName'
  | 'package'
  | 'file'
  | 'os'
  | 'arch'
  | 'country'
  | 'client'
  | 'family'
  | 'visitorOs'
  | 'source'
type Fact = Exclude<Dimension, 'day' | 'month'>

export type Question = {
  app: string
  by: Dimension | undefined
  /** days since 1970, both included */
  from: number | undefined
  to: number | undefined
  is: Partial<Record<Fact, string>>
  bots: boolean
  /** count series of older systems as well */
  imported: boolean
  /** leave out what private releases have; only where there are any */
  onlyPublic: boolean
}

type Columns = Partial<Record<Fact, RawBuilder<unknown>>>

const ofSubject: Columns = {
  kind: sql.ref('s.kind'),
  stage: sql.ref('s.stage'),
  release: sql.ref('s.release'),
  revision: sql.ref('s.app_revision'),
  version: sql.ref('s.version'),
  baseName: sql.ref('s.base_name'),
  package: sql.ref('s.package_id'),
  file: sql.ref('s.file_name'),
  os: sql.ref('s.os'),
  arch: sql.ref('s.arch'),
}
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
 * another.
 */
type PlainSum = {
  table: string
  columns: Columns
  fits?: (question: Question, isSqlite: boolean) => boolean
  index?: (question: Question) => string
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

/** Facts that leave few subjects. */
const NARROW: readonly Fact[] = ['release', 'revision', 'version', 'baseName', 'package', 'file']

type Row = { value: string | number; downloads: number }

/** Downloads by value. Ask at one moment of the database: facts move into the sums meanwhile. */
export async function ask(db: Queryable, question: Question): Promise<Map<string, number>> {
  const { from, to } = question
  const finest = question.by === 'day' || question.by === 'month' ? question.by : 'ever'
  const downloads = new Map<string, number>()
  const add = (rows: readonly Row[], unit: Unit, sign: 1 | -1) => {
    for (const { value, downloads: count } of rows) {
      const text = textOf(question.by, unit, value)
      downloads.set(text, (downloads.get(text) ?? 0) + sign * Number(count))
    }
  }
  const isSqlite = !isPostgres(db)
  const sum = sumFor(question, isSqlite)
  if (sum !== undefined) {
    for (const span of spansOf(from, to, finest, unitsOf(sum.table))) {
      const { rows } = await sql<Row>`${sum.query(question, span)}`.execute(db)
      add(rows, span.unit, span.sign)
    }
  }
  const after = sum === undefined ? undefined : (await readSummed(db)).up_to
  add(await factRows(db, question, after), 'day', 1)
  return downloads
}

/** Periods as text; days and thirds of the edges belong to a month. */
function textOf(by: Dimension | undefined, unit: Unit, value: string | number): string {
  if (by === 'day') return dayText(dayOfPeriod(Number(value)))
  return by === 'month' ? monthOf(unit, Number(value)) : String(value)
}

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
  const isNarrow = facts.some((fact) => NARROW.includes(fact))
  const ask = (table: string, columns: Columns, narrow: boolean): Asked => ({
    table,
    query: (question, span) =>
      narrow ? narrowQuery(table, columns, question, span) : wideQuery(table, columns, question, span, isSqlite),
  })
  if (knows({ ...ofSubject, ...subjectSum })) return ask('download_sum_subject', subjectSum, isNarrow)
  if (!knows({ ...ofSubject, ...bothSum })) return undefined
  // Its key begins with the subject: even of all of them, few rows each are read. PostgreSQL has an index by country as well.
  return ask('download_sum_both', bothSum, isSqlite || isNarrow || is.country === undefined)
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
  { table, columns, index }: PlainSum,
  question: Question,
  span: Span,
  isSqlite: boolean,
): RawBuilder<unknown> {
  const by = isSqlite && index !== undefined ? sql` indexed by ${sql.ref(index(question))}` : sql``
  const where = [
    sql`d.app_id = ${question.app}`,
    within(span),
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

/** From many sums to their subjects: added up by subject first, so that each is looked up once. */
function wideQuery(
  table: string,
  columns: Columns,
  question: Question,
  span: Span,
  isSqlite: boolean,
): RawBuilder<unknown> {
  const { by } = question
  // SQLite would rather read all periods in the order of the files.
  const byKey = isSqlite ? sql` indexed by ${sql.ref(`sqlite_autoindex_${table}_1`)}` : sql``
  const ofSum = by === 'day' || by === 'month' || (by !== undefined && columns[by] !== undefined)
  const value = ofSum ? asked(by, columns, sql.ref('d.period')) : sql`''`
  const inner = [
    ...(table === 'download_sum_subject' ? [sql`d.app_id = ${question.app}`] : []),
    within(span),
    ...conditions(question, columns),
  ]
  const outer = [
    sql`s.id = d.subject_id`,
    sql`s.app_id = ${question.app}`,
    ...conditions({ ...question, bots: true, imported: true }, ofSubject),
    ...(question.onlyPublic ? [noPrivateRelease('s')] : []),
  ]
  return sql`
    select ${ofSum ? sql.ref('d.value') : asked(by, ofSubject, sql``)} as value, sum(d.downloads) as downloads
    from (
      select d.subject_id, ${value} as value, sum(d.downloads) as downloads
      from ${sql.table(table)} d${byKey} where ${all(inner)} group by d.subject_id${ofSum ? sql`, 2` : sql``}
    ) d cross join download_subject s where ${all(outer)} group by 1`
}

/** Facts after this number, which are in no sum yet; or all of them, for the few questions that no sum can answer. */
async function factRows(db: Queryable, question: Question, after: number | undefined): Promise<Row[]> {
  const { app, by, from, to, onlyPublic } = question
  const where = [
    sql`s.id = f.subject_id`,
    sql`a.id = f.agent_id`,
    sql`s.app_id = ${app}`,
    ...(after === undefined ? [] : [sql`f.id > ${after}`]),
    ...(from === undefined ? [] : [sql`${dayOfFact} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${dayOfFact} <= ${to}`]),
    ...conditions(question, ofFact),
    ...(onlyPublic ? [noPrivateRelease('s')] : []),
  ]
  // A cross join keeps SQLite to this order; which of all facts are needed it finds out by itself.
  const tables =
    after === undefined
      ? sql`download_fact f, download_subject s, user_agent a`
      : sql`download_fact f cross join download_subject s cross join user_agent a`
  const { rows } = await sql<Row>`
    select ${asked(by, ofFact, sql`${sql.lit(dayPeriod(0))} + ${dayOfFact}`)} as value, sum(f.downloads) as downloads
    from ${tables} where ${all(where)} group by 1`.execute(db)
  return rows
}

/** `of`: a table with the application and its revision. */
const noPrivateRelease = (of: 'd' | 's') => sql`not exists (
  select 1 from release r
  where r.app_id = ${sql.ref(`${of}.app_id`)} and r.revision = ${sql.ref(`${of}.app_revision`)}
    and r.public = 0 and r.deleted_at is null
)`
