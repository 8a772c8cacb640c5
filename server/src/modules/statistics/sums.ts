/**
 * The sums of downloads: which there are, what each tells apart, and how facts get into them. Each is kept for periods of
 * several sizes.
 */
import { type RawBuilder, sql } from 'kysely'
import type { DatabaseKind, Queryable } from '../../platform/db/index.ts'
import { dayPeriod, EVER } from './period.ts'

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
    download_sum_subject: Common & { app_id: string; subject_id: number; client: string }
    download_sum_both: Common & { subject_id: number; country: string; client: string }
  }
}
type Common = { period: number; source: string; downloads: number }
type Target = { kind: string; stage: string; os: string; arch: string }

const tables = {
  download_sum_time: ['app_id', 'period', 'client', 'kind', 'stage', 'os', 'arch', 'source'],
  download_sum_country: ['app_id', 'period', 'country', 'client', 'kind', 'stage', 'source'],
  download_sum_place: ['app_id', 'period', 'country', 'client', 'kind', 'stage', 'os', 'arch', 'source'],
  download_sum_program: ['app_id', 'period', 'kind', 'client', 'family', 'visitor_os', 'source'],
  download_sum_subject: ['app_id', 'period', 'subject_id', 'client', 'source'],
  download_sum_both: ['subject_id', 'period', 'country', 'client', 'source'],
} as const
const names = Object.keys(tables) as (keyof typeof tables)[]

/** What a column of a sum is of a fact `f` of the subject `s` that the program `a` asked for. */
const columns: Record<string, RawBuilder<unknown>> = {
  app_id: sql.ref('s.app_id'),
  subject_id: sql.ref('f.subject_id'),
  kind: sql.ref('s.kind'),
  stage: sql.ref('s.stage'),
  os: sql.ref('s.os'),
  arch: sql.ref('s.arch'),
  country: sql.ref('f.country'),
  source: sql.ref('f.source'),
  client: sql.ref('a.client'),
  family: sql.ref('a.family'),
  visitor_os: sql.ref('a.os'),
}

/** The day of a fact, as days since 1970. */
export const dayOfFact = sql<number>`(f.at / 86400000)`

/** The period of a fact in each size; see `period.ts`. */
function periods(kind: DatabaseKind): RawBuilder<unknown>[] {
  const part = (sqlite: string, postgres: string) =>
    kind === 'sqlite'
      ? sql`cast(strftime(${sql.lit(sqlite)}, f.at / 1000, 'unixepoch') as integer)`
      : sql`to_char(to_timestamp(f.at / 1000) at time zone 'UTC', ${sql.lit(postgres)})::integer`
  const [year, month, day] = [part('%Y', 'YYYY'), part('%m', 'MM'), part('%d', 'DD')]
  const yearAndMonth = part('%Y%m', 'YYYYMM')
  return [
    sql`${sql.lit(EVER)}`,
    year,
    sql`${year} * 10 + (${month} + 2) / 3`,
    yearAndMonth,
    sql`${yearAndMonth} * 10 + case when ${day} <= 10 then 1 when ${day} <= 20 then 2 else 3 end`,
    sql`${sql.lit(dayPeriod(0))} + ${dayOfFact}`,
  ]
}

/**
 * Adds up to `most` of the oldest facts that are in no sum yet to all sums, in the transaction. Answers how many were.
 * What is added is marked first, so that every sum is of the same facts whatever others write meanwhile.
 */
export async function addToSums(tx: Queryable, kind: DatabaseKind, most: number): Promise<number> {
  const last = await tx
    .selectFrom('download_fact')
    .select('id')
    .where(sql<boolean>`rolled <> 1`)
    .where('rolled', '=', 0)
    .orderBy('id')
    .limit(1)
    .offset(most - 1)
    .executeTakeFirst()
  const { numAffectedRows = 0n } = await sql`
    update download_fact set rolled = 2
    where rolled <> 1 and rolled = 0 ${last === undefined ? sql`` : sql`and id <= ${last.id}`}
  `.execute(tx)
  if (numAffectedRows === 0n) return 0
  for (const name of names) {
    for (const period of periods(kind)) await addOnce(tx, name, period)
  }
  await sql`update download_fact set rolled = 1 where rolled <> 1 and rolled = 2`.execute(tx)
  return Number(numAffectedRows)
}

async function addOnce(tx: Queryable, name: keyof typeof tables, period: RawBuilder<unknown>): Promise<void> {
  const key = tables[name]
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const values = sql.join(key.map((column) => (column === 'period' ? period : columns[column])))
  const places = sql.join(key.map((_column, at) => sql.lit(at + 1)))
  await sql`
    insert into ${sql.table(name)} (${keys}, downloads)
    select ${values}, sum(f.downloads) from download_fact f
      inner join download_subject s on s.id = f.subject_id inner join user_agent a on a.id = f.agent_id
    where f.rolled <> 1 and f.rolled = 2 group by ${places} order by ${places}
    on conflict (${keys}) do update set downloads = ${sql.ref(`${name}.downloads`)} + excluded.downloads
  `.execute(tx)
}

/** Forgets all sums: they are made again from the facts. */
export async function forgetSums(tx: Queryable): Promise<void> {
  for (const name of names) await tx.deleteFrom(name).execute()
  await tx.updateTable('download_fact').set({ rolled: 0 }).where('rolled', '=', 1).execute()
}

/** Forgets what one source brought into the sums. */
export async function forgetSumsOf(tx: Queryable, source: string): Promise<void> {
  for (const name of names) await tx.deleteFrom(name).where('source', '=', source).execute()
}
