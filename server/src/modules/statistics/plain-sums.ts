/** Sums that know by themselves what they tell apart, and questions to them. */
import { type RawBuilder, sql } from 'kysely'
import { all, asked, type Columns, conditions, inSum, isMany, noPrivateRelease, within } from './clauses.ts'
import type { Span } from './period.ts'
import type { Question } from './question.ts'

export type PlainSum = {
  table: string
  columns: Columns
  /** whether its keys serve the question */
  fits?: (question: Question, isSqlite: boolean) => boolean
  /** which of its keys does, where SQLite is too fond of the order of another */
  index?: (question: Question) => string
  /** whether facts behind the period narrow as well when each period is looked up by itself */
  isDeep?: (question: Question, isSqlite: boolean) => boolean
  /** whether PostgreSQL finds what is asked for in many places of the disk */
  liesApart?: boolean
}

/** On PostgreSQL, an index by country is quicker. */
const isOneCountry = ({ is }: Question, isSqlite: boolean): boolean => isSqlite && is.country !== undefined

/** Smallest first. */
export const plainSums: readonly PlainSum[] = [
  { table: 'download_sum_time', columns: inSum('kind', 'stage', 'os', 'arch') },
  { table: 'download_sum_program', columns: inSum('kind', 'family', 'visitorOs') },
  {
    table: 'download_sum_country',
    columns: inSum('country', 'kind', 'stage'),
    isDeep: isOneCountry,
    liesApart: true,
  },
  { table: 'download_sum_release', columns: inSum('release', 'revision', 'kind', 'stage', 'os', 'arch') },
  {
    table: 'download_sum_place',
    columns: inSum('country', 'kind', 'stage', 'os', 'arch'),
    isDeep: isOneCountry,
    liesApart: true,
  },
  {
    table: 'download_sum_release_place',
    columns: inSum('country', 'release', 'revision', 'kind', 'stage', 'os', 'arch'),
    fits: ({ is }, isSqlite) => is.country !== undefined || (!isSqlite && is.release !== undefined),
    isDeep: ({ is }, isSqlite) => isSqlite && is.release !== undefined,
    liesApart: true,
  },
  // A total may count what is private; an answer with names must not tell of it.
  {
    table: 'download_sum_base',
    columns: inSum('baseName', 'kind', 'stage', 'os', 'arch'),
    fits: ({ onlyPublic }) => !onlyPublic,
    index: ({ is }) => (is.baseName === undefined ? 'sqlite_autoindex_download_sum_base_1' : 'download_sum_base_name'),
    liesApart: true,
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

export function plainQuery(
  { table, columns, index, isDeep }: PlainSum,
  question: Question,
  span: Span,
  isSqlite: boolean,
): RawBuilder<unknown> {
  const by = isSqlite && index !== undefined ? sql` indexed by ${sql.ref(index(question))}` : sql``
  const where = [
    sql`d.app_id = ${question.app}`,
    isMany(span) && isDeep?.(question, isSqlite) ? withinEach(question, span) : within(span),
    ...conditions(question, columns),
    ...(question.onlyPublic && columns.revision !== undefined ? [noPrivateRelease('d')] : []),
  ]
  return sql`
    select ${asked(question.by, columns, sql.ref('d.period'))} as value, sum(d.downloads) as downloads
    from ${sql.table(table)} d${by} where ${all(where)} group by 1`
}

/** Each period that has downloads by itself. Packs are of years, months and days; others are never many. */
const withinEach = ({ app }: Question, { from, to }: Span): RawBuilder<unknown> => sql`d.period in (
  select p.period from download_pack p
  where p.app_id = ${app} and p.period between ${sql.lit(from)} and ${sql.lit(to)}
)`
