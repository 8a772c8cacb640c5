/**
 * Questions as SQL. Each takes the smallest of the sums that knows all it needs, of the fewest periods, and adds the
 * facts that are in no sum yet.
 */
import { type RawBuilder, sql } from 'kysely'
import { fetchAhead, isPostgres, type Queryable } from '../../platform/db/index.ts'
import { all, asked, type Columns, conditions, noPrivateRelease, ofSubject } from './clauses.ts'
import { fewFilesQuery, sumOfFewFiles } from './few-files.ts'
import { dayPeriod, type Span, spansOf, type Unit } from './period.ts'
import { plainQuery, plainSums } from './plain-sums.ts'
import { type Dimension, type Fact, finestOf, type Question, textOfPeriod } from './question.ts'
import type { Subjects } from './subjects.ts'
import { readSummed } from './summed.ts'
import { unitsOf } from './sums.ts'
import type { Pause } from './unchanging.ts'
import { askPacks, type Counted } from './wide.ts'

/** The day of a fact, as days since 1970. */
const dayOfFact = sql<number>`(f.at / 86400000)`

const ofFact: Columns = {
  ...ofSubject,
  client: sql.ref('a.client'),
  family: sql.ref('a.family'),
  visitorOs: sql.ref('a.os'),
  country: sql.ref('f.country'),
  source: sql.ref('f.source'),
}

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
  if (sum.liesApart) await fetchAhead(db)
  for (const span of spansOf(from, to, finestOf(question), unitsOf(sum.table))) {
    await pause()
    const { rows } = await sql<Row>`${sum.query(span)}`.execute(db)
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
type Asked = { table: string; liesApart?: boolean | undefined; query: (span: Span) => RawBuilder<unknown> }

function sumFor(question: Question, isSqlite: boolean): Asked | undefined {
  const { by, is } = question
  const facts = Object.keys(is) as Fact[]
  const needed = by === undefined || by === 'day' || by === 'month' ? facts : [...facts, by]
  const knows = (columns: Columns) => needed.every((fact) => columns[fact] !== undefined)
  const plain = plainSums.find(({ columns, fits }) => knows(columns) && (fits?.(question, isSqlite) ?? true))
  if (plain !== undefined) return { ...plain, query: (span) => plainQuery(plain, question, span, isSqlite) }
  const few = sumOfFewFiles(question, knows)
  return few && { ...few, query: (span) => fewFilesQuery(few, question, span, isSqlite) }
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
