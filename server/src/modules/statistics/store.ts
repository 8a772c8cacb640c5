/** Download facts with what they are about and which programs asked: written once each, and known by numbers. */
import { type Generated, type SelectQueryBuilder, sql } from 'kysely'
import {
  type Columns,
  insertMany,
  insertNew,
  isAnyOf,
  isPostgres,
  type Queryable,
  rowCompare,
  type Tables,
} from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_subject: SubjectTable
    user_agent: AgentTable
    download_fact: FactTable
  }
}

type Id = Generated<number>

type SubjectTable = { id: Id } & SubjectColumns
export type SubjectColumns = {
  /** what makes it another subject: package, file, stage and release */
  key: string
  app_id: string
  kind: string
  package_id: string
  file_id: string
  file_name: string
  base_name: string
  app_revision: string
  release: string
  stage: string
  version: string
  os: string
  arch: string
}
export type SubjectRow = SubjectColumns & { id: number }

type AgentTable = { id: Id } & AgentColumns
export type AgentColumns = {
  text: string
  client: string
  family: string
  os: string
  mobile: number
  /** version of the rules that told */
  rules: number
}
export type AgentRow = AgentColumns & { id: number }

type FactTable = { id: Id } & FactColumns
export type FactColumns = {
  at: number
  subject_id: number
  agent_id: number
  country: string
  source: string
  /** 1; -1 takes one back; more for counters of older systems */
  downloads: number
}
export type FactRow = FactColumns & { id: number }

const SUBJECT = {
  key: 'text',
  app_id: 'text',
  kind: 'text',
  package_id: 'text',
  file_id: 'text',
  file_name: 'text',
  base_name: 'text',
  app_revision: 'text',
  release: 'text',
  stage: 'text',
  version: 'text',
  os: 'text',
  arch: 'text',
} as const
const AGENT = { text: 'text', client: 'text', family: 'text', os: 'text', mobile: 'integer', rules: 'integer' } as const

/** The numbers of subjects by key; new ones are added. */
export const subjectIds = (tx: Queryable, subjects: readonly SubjectColumns[]): Promise<Map<string, number>> =>
  numbersOf(tx, 'download_subject', SUBJECT, 'key', subjects)

/** The numbers of user-agent texts; new ones are added. */
export const agentIds = (tx: Queryable, agents: readonly AgentColumns[]): Promise<Map<string, number>> =>
  numbersOf(tx, 'user_agent', AGENT, 'text', agents)

/** Added in one order for all processes, so that two of them never wait for each other. */
async function numbersOf<Name extends string, Row extends Record<Name, string>>(
  tx: Queryable,
  table: 'download_subject' | 'user_agent',
  columns: Columns,
  key: Name,
  rows: readonly Row[],
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  const read = async (some: readonly Row[]) => {
    for (let from = 0; from < some.length; from += ASKED_AT_ONCE) {
      const keys = some.slice(from, from + ASKED_AT_ONCE).map((row) => row[key] as string)
      const { rows: found } = await sql<{ key: string; id: number }>`
        select ${sql.ref(key)} as key, id from ${sql.table(table)} where ${isAnyOf(tx, key, 'text', keys)}
      `.execute(tx)
      for (const one of found) numbers.set(one.key, one.id)
    }
  }
  await read(rows)
  const unknown = rows.filter((row) => !numbers.has(row[key])).sort((a, b) => (a[key] < b[key] ? -1 : 1))
  if (unknown.length === 0) return numbers
  const values = unknown.map((row) => Object.keys(columns).map((name) => row[name as Name] as string))
  await insertNew(tx, table, columns, values)
  await read(unknown)
  return numbers
}

const ASKED_AT_ONCE = 500

const FACT = {
  at: 'bigint',
  subject_id: 'bigint',
  agent_id: 'bigint',
  country: 'text',
  source: 'text',
  downloads: 'integer',
} as const

/** Facts are only added: what sums are made of does not change. See `summed.ts`. */
export async function insertFacts(tx: Queryable, facts: readonly FactColumns[]): Promise<void> {
  if (facts.length === 0) return
  await insertMany(
    tx,
    'download_fact',
    FACT,
    facts.map(({ at, subject_id, agent_id, country, source, downloads }) => [
      at,
      subject_id,
      agent_id,
      country,
      source,
      downloads,
    ]),
  )
}

/** Facts after one number up to another, in order. */
export const factsBetween = (db: Queryable, after: number, last: number, most: number): Promise<FactRow[]> =>
  db
    .selectFrom('download_fact')
    .selectAll()
    .where('id', '>', after)
    .where('id', '<=', last)
    .orderBy('id')
    .limit(most)
    .execute()

/** The applications that have the most files with downloads. */
export const appsWithMostFiles = async (db: Queryable, most: number): Promise<{ app: string; files: number }[]> => {
  const rows = await db
    .selectFrom('download_subject')
    .select((eb) => ['app_id', eb.fn.countAll<number>().as('files')])
    .groupBy('app_id')
    .orderBy('files', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ app_id, files }) => ({ app: app_id, files: Number(files) }))
}

/**
 * What columns say of the files of an application, after one number: the numbers of the files and, beside them, the values
 * of each column. As JSON, because as rows they take up to three times as long.
 */
export async function subjectsByColumn(
  db: Queryable,
  app: string,
  names: readonly (keyof SubjectColumns)[],
  after: number,
  most: number,
): Promise<{ ids: number[]; values: string[][] }> {
  const asOne = sql.raw(isPostgres(db) ? 'json_agg' : 'json_group_array')
  const files = db
    .selectFrom('download_subject')
    .select(['id', ...names])
    .where('app_id', '=', app)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .as('file')
  const columns = ['id', ...names].map((name) => sql`cast(${asOne}(${sql.ref(name)}) as text) as ${sql.ref(name)}`)
  const { rows } = await sql<Record<string, string | null>>`select ${sql.join(columns)} from ${files}`.execute(db)
  const read = (name: string) => JSON.parse(rows[0]?.[name] ?? '[]')
  return { ids: read('id'), values: names.map(read) }
}

/** What facts are about, by number. */
export const subjectsOf = (db: Queryable, facts: readonly FactColumns[]): Promise<Map<number, SubjectRow>> =>
  byNumber(
    facts.map(({ subject_id }) => subject_id),
    (ids) =>
      db
        .selectFrom('download_subject')
        .selectAll()
        .where(isAnyOf(db, 'id', 'bigint', ids))
        .execute(),
  )

/** What asked for facts, by number. */
export const agentsOf = (db: Queryable, facts: readonly FactColumns[]): Promise<Map<number, AgentRow>> =>
  byNumber(
    facts.map(({ agent_id }) => agent_id),
    (ids) =>
      db
        .selectFrom('user_agent')
        .selectAll()
        .where(isAnyOf(db, 'id', 'bigint', ids))
        .execute(),
  )

async function byNumber<Row extends { id: number }>(
  numbers: readonly number[],
  read: (ids: number[]) => Promise<Row[]>,
): Promise<Map<number, Row>> {
  const found = new Map<number, Row>()
  const different = [...new Set(numbers)].sort((a, b) => a - b)
  for (let from = 0; from < different.length; from += ASKED_AT_ONCE) {
    for (const row of await read(different.slice(from, from + ASKED_AT_ONCE))) found.set(row.id, row)
  }
  return found
}

/** The highest number up to this one that a fact has. */
export async function lastFactUpTo(tx: Queryable, number: number): Promise<number> {
  const { id } = await tx
    .selectFrom('download_fact')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('id', '<=', number)
    .executeTakeFirstOrThrow()
  return Number(id ?? 0)
}

/** Removes all facts of one source. Answers how many downloads they were. */
export async function removeFactsOf(tx: Queryable, source: string): Promise<number> {
  const { had } = await tx
    .selectFrom('download_fact')
    .select((eb) => eb.fn.sum<number | null>('downloads').as('had'))
    .where('source', '=', source)
    .executeTakeFirstOrThrow()
  await tx.deleteFrom('download_fact').where('source', '=', source).execute()
  return Number(had ?? 0)
}

/** Texts that were told by rules before these, by id. */
export const agentsToTell = (db: Queryable, rules: number, after: number, most: number): Promise<AgentRow[]> =>
  db
    .selectFrom('user_agent')
    .selectAll()
    .where('rules', '<', rules)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()

/** How many downloads each program has, by the number of its text. Reads all facts. */
export async function downloadsByAgent(db: Queryable): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('download_fact')
    .select((eb) => ['agent_id', eb.fn.sum<number>('downloads').as('downloads')])
    .groupBy('agent_id')
    .execute()
  return new Map(rows.map(({ agent_id, downloads }) => [agent_id, Number(downloads)]))
}

export const updateAgent = (tx: Queryable, id: number, change: Partial<AgentColumns>) =>
  tx.updateTable('user_agent').set(change).where('id', '=', id).execute()

/** Tools that the old download site took for robots or phones, unlike all others (families as `clients.ts` has them). */
const NO_TOOLS_THEN = ['python-urllib', 'java', 'libwww-perl']

/** Facts about installers by what the old download site took for browsers of computers, by time. Those that were taken back cancel each other later. */
export const installerFacts = (
  db: Queryable,
  app: string,
  onlyPublic: boolean,
  after: readonly [number, number],
  limit: number,
) =>
  withPublic(
    db
      .selectFrom('download_fact')
      .innerJoin('download_subject', 'download_subject.id', 'download_fact.subject_id')
      .innerJoin('user_agent', 'user_agent.id', 'download_fact.agent_id')
      .select(['download_fact.id', 'download_fact.at', 'download_fact.country', 'download_fact.downloads'])
      .select('download_subject.package_id')
      .where('download_subject.app_id', '=', app)
      .where('download_subject.kind', '=', 'package')
      .where('download_fact.source', 'in', ['live', 'log'])
      .where('user_agent.client', '!=', 'bot')
      .where('user_agent.mobile', '=', 0)
      .where('user_agent.family', 'not in', NO_TOOLS_THEN)
      .where(rowCompare(['download_fact.at', 'download_fact.id'], 'asc', after))
      .orderBy('download_fact.at')
      .orderBy('download_fact.id')
      .limit(limit),
    onlyPublic,
  ).execute()

export const installerSubjects = (db: Queryable, app: string, onlyPublic: boolean): Promise<SubjectRow[]> =>
  withPublic(
    db
      .selectFrom('download_subject')
      .selectAll('download_subject')
      .where('download_subject.app_id', '=', app)
      .where('download_subject.kind', '=', 'package')
      .orderBy('download_subject.id'),
    onlyPublic,
  ).execute()

/** Revisions of the application's private releases. */
export const privateRevisions = async (db: Queryable, app: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('release')
    .select('revision')
    .where('app_id', '=', app)
    .where('public', '=', 0)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ revision }) => revision)
}

/** Leaves out what private releases have. */
const withPublic = <O>(
  query: SelectQueryBuilder<Tables, 'download_subject', O>,
  onlyPublic: boolean,
): SelectQueryBuilder<Tables, 'download_subject', O> =>
  onlyPublic
    ? query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('release')
              .select('release.id')
              .whereRef('release.app_id', '=', 'download_subject.app_id')
              .whereRef('release.revision', '=', 'download_subject.app_revision')
              .where('release.public', '=', 0)
              .where('release.deleted_at', 'is', null),
          ),
        ),
      )
    : query
