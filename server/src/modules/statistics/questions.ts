/**
 * Questions as SQL. There are sums of who asks, of what is asked for, and of both; each question takes the smallest of
 * them that knows all it needs, and adds the facts that are in no sum yet.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../../platform/db/index.ts'

export type Dimension =
  | 'day'
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
  | 'source'

export type Question = {
  app: string
  by: Dimension | undefined
  /** days since 1970, both included */
  from: number | undefined
  to: number | undefined
  is: Partial<Record<Exclude<Dimension, 'day'>, string>>
  bots: boolean
  /** leave out what private releases have */
  onlyPublic: boolean
}

type Sum = {
  from: RawBuilder<unknown>
  app: string
  columns: Partial<Record<Dimension, RawBuilder<unknown>>>
  downloads: RawBuilder<unknown>
  noBots: RawBuilder<unknown>
  where?: RawBuilder<unknown>
}

const subjectColumns: Sum['columns'] = {
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

const whoAsks: Sum = {
  from: sql`download_day_visitor d`,
  app: 'd.app_id',
  columns: {
    day: sql.ref('d.day'),
    kind: sql.ref('d.kind'),
    stage: sql.ref('d.stage'),
    os: sql.ref('d.os'),
    client: sql.ref('d.client'),
    country: sql.ref('d.country'),
    source: sql.ref('d.source'),
  },
  downloads: sql.ref('d.downloads'),
  noBots: sql`d.client <> 'bot'`,
}

const whatIsAskedFor: Sum = {
  from: sql`download_day_subject d inner join download_subject s on s.id = d.subject_id`,
  app: 'd.app_id',
  columns: { ...subjectColumns, day: sql.ref('d.day'), source: sql.ref('d.source') },
  downloads: sql.ref('d.downloads'),
  noBots: sql`d.bot = 0`,
}

const both: Sum = {
  from: sql`download_subject s inner join download_day_both d on d.subject_id = s.id`,
  app: 's.app_id',
  columns: {
    ...subjectColumns,
    day: sql.ref('d.day'),
    client: sql.ref('d.client'),
    country: sql.ref('d.country'),
    source: sql.ref('d.source'),
  },
  downloads: sql.ref('d.downloads'),
  noBots: sql`d.client <> 'bot'`,
}

const newFacts: Sum = {
  from: sql`download_fact f inner join download_subject s on s.id = f.subject_id
    inner join user_agent a on a.id = f.agent_id`,
  app: 's.app_id',
  columns: {
    ...subjectColumns,
    day: sql`f.at / 86400000`,
    client: sql.ref('a.client'),
    country: sql.ref('f.country'),
    source: sql.ref('f.source'),
  },
  downloads: sql.ref('f.downloads'),
  noBots: sql`a.client <> 'bot'`,
  where: sql`f.rolled = 0`,
}

/** Downloads by value. Ask at one moment of the database: facts move into the sums meanwhile. */
export async function ask(db: Queryable, question: Question): Promise<Map<string, number>> {
  const downloads = new Map<string, number>()
  for (const sum of [sumFor(question), newFacts]) {
    for (const row of await rowsOf(db, sum, question)) {
      const value = String(row.value)
      downloads.set(value, (downloads.get(value) ?? 0) + Number(row.downloads))
    }
  }
  return downloads
}

function sumFor({ by, is, onlyPublic }: Question): Sum {
  const needed = [...(Object.keys(is) as Dimension[]), ...(by === undefined ? [] : [by])]
  const knowing = [whoAsks, whatIsAskedFor, both].filter(
    (sum) =>
      needed.every((dimension) => sum.columns[dimension] !== undefined) &&
      !(onlyPublic && sum === whoAsks && isNarrow(is)),
  )
  return knowing[0] ?? both
}

/** A total may count what is private; a question that names a thing must not tell of it. */
const isNarrow = (is: Question['is']): boolean => is.release !== undefined || is.revision !== undefined

async function rowsOf(db: Queryable, sum: Sum, { app, by, from, to, is, bots, onlyPublic }: Question) {
  const conditions: RawBuilder<unknown>[] = [sql`${sql.ref(sum.app)} = ${app}`]
  if (sum.where !== undefined) conditions.push(sum.where)
  if (!bots && is.client !== 'bot') conditions.push(sum.noBots)
  if (from !== undefined) conditions.push(sql`${sum.columns.day} >= ${from}`)
  if (to !== undefined) conditions.push(sql`${sum.columns.day} <= ${to}`)
  for (const [dimension, value] of Object.entries(is)) {
    conditions.push(sql`${sum.columns[dimension as Dimension]} = ${value}`)
  }
  if (onlyPublic && sum.columns.release !== undefined) conditions.push(noPrivateRelease)
  const value = by === undefined ? sql`''` : sum.columns[by]
  const { rows } = await sql<{ value: string | number; downloads: number }>`
    select ${value} as value, sum(${sum.downloads}) as downloads from ${sum.from}
    where ${sql.join(conditions, sql` and `)} group by 1
  `.execute(db)
  return rows
}

const noPrivateRelease = sql`not exists (
  select 1 from release r where r.app_id = s.app_id and r.revision = s.app_revision and r.public = 0 and r.deleted_at is null
)`
