/** What all questions in SQL are made of. */
import { type RawBuilder, sql } from 'kysely'
import type { Span } from './period.ts'
import { columnOfSubject, type Dimension, type Fact, type Question } from './question.ts'

/** For each fact that a table knows, where it stands there. */
export type Columns = Partial<Record<Fact, RawBuilder<unknown>>>

/** Of `download_subject s`. */
export const ofSubject: Columns = Object.fromEntries(
  Object.entries(columnOfSubject).map(([fact, column]) => [fact, sql.ref(`s.${column}`)]),
)

const nameInSum: Partial<Record<Fact, string>> = {
  visitorOs: 'visitor_os',
  baseName: 'base_name',
  revision: 'app_revision',
}
/** Of a sum `d`. All tell apart by which kind of program and from where, too. */
export const inSum = (...facts: Fact[]): Columns =>
  Object.fromEntries(
    [...facts, 'client' as const, 'source' as const].map((fact) => [fact, sql.ref(`d.${nameInSum[fact] ?? fact}`)]),
  )

/** Few periods are named, so that what follows them in a key narrows as well. */
export function within({ from, to }: Span): RawBuilder<unknown> {
  if (from === to) return sql`d.period = ${sql.lit(from)}`
  if (isMany({ from, to })) return sql`d.period between ${sql.lit(from)} and ${sql.lit(to)}`
  const named = Array.from({ length: to - from + 1 }, (_none, at) => sql.lit(from + at))
  return sql`d.period in (${sql.join(named)})`
}

/** Whether they are too many to be named. */
export const isMany = ({ from, to }: Pick<Span, 'from' | 'to'>): boolean => to - from >= MOST_NAMED
const MOST_NAMED = 10

/** What is added up by. */
export const asked = (by: Dimension | undefined, columns: Columns, period: RawBuilder<unknown>): RawBuilder<unknown> =>
  by === undefined ? sql`''` : by === 'day' || by === 'month' ? period : (columns[by] as RawBuilder<unknown>)

/** What narrows the question among these columns. */
export function conditions({ is, bots, imported, by }: Question, columns: Columns): RawBuilder<unknown>[] {
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

export const all = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join([...parts], sql` and `)

/** `of`: a table with the application and its revision. */
export const noPrivateRelease = (of: 'd' | 's'): RawBuilder<unknown> => sql`not exists (
  select 1 from release r
  where r.app_id = ${sql.ref(`${of}.app_id`)} and r.revision = ${sql.ref(`${of}.app_revision`)}
    and r.public = 0 and r.deleted_at is null
)`
