/** Questions about a few files: from those to their sums. */
import { type RawBuilder, sql } from 'kysely'
import { SUBJECT_KINDS } from '../downloads/index.ts'
import { all, asked, type Columns, conditions, inSum, noPrivateRelease, ofSubject, within } from './clauses.ts'
import type { Span } from './period.ts'
import type { Question } from './question.ts'

/** Of a file, without countries and with them; smallest first. */
const sums: readonly { table: string; columns: Columns }[] = [
  { table: 'download_sum_subject', columns: inSum() },
  { table: 'download_sum_both', columns: inSum('country') },
].map(({ table, columns }) => ({ table, columns: { ...ofSubject, ...columns } }))

/** Which of these sums answers; undefined when what is asked for is of many files, or `knows` says no. */
export function sumOfFewFiles(question: Question, knows: (columns: Columns) => boolean) {
  return wayTo(question) === undefined ? undefined : sums.find(({ columns }) => knows(columns))
}

/** A cross join keeps SQLite to this order. */
export function fewFilesQuery(
  { table, columns }: { table: string; columns: Columns },
  question: Question,
  span: Span,
  isSqlite: boolean,
): RawBuilder<unknown> {
  const way = wayTo(question)
  const by = isSqlite && way !== undefined ? sql` indexed by ${sql.ref(way)}` : sql``
  const where = [
    sql`s.app_id = ${question.app}`,
    // It stands before the name in the index.
    ...(way === BY_NAME && question.is.kind === undefined ? [sql`s.kind in (${sql.join(kinds)})`] : []),
    sql`d.subject_id = s.id`,
    within(span),
    ...conditions(question, columns),
    ...(question.onlyPublic ? [noPrivateRelease('s')] : []),
  ]
  return sql`
    select ${asked(question.by, columns, sql.ref('d.period'))} as value, sum(d.downloads) as downloads
    from download_subject s${by} cross join ${sql.table(table)} d where ${all(where)} group by 1`
}

const BY_NAME = 'download_subject_name'
const kinds = SUBJECT_KINDS.map((kind) => sql.lit(kind))

/** The index that finds the files; undefined when they are many. One name in one release is a file per system. */
function wayTo({ is }: Question): string | undefined {
  if (is.file !== undefined) return 'download_subject_file'
  if (is.package !== undefined) return 'download_subject_package'
  return is.baseName !== undefined && (is.release ?? is.revision) !== undefined ? BY_NAME : undefined
}
