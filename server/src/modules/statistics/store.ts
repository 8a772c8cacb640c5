import type { SelectQueryBuilder } from 'kysely'
import { kept, type Queryable, rowCompare, rowsAsJson, type Tables } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_subject: SubjectTable
    user_agent: AgentTable
    download_fact: FactTable
  }
}

type Id = import('kysely').Generated<number>

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
  /** 0: it is in no sum yet; 2: it is being added; 1: it is in the sums */
  rolled: number
}
export type FactRow = FactColumns & { id: number }

const subjectByKey = kept((db, { key }: { key: string }) =>
  db.selectFrom('download_subject').select('id').where('key', '=', key),
)
const agentByText = kept((db, { text }: { text: string }) =>
  db.selectFrom('user_agent').select('id').where('text', '=', text),
)

/** The number of a subject, which is added when it is new. */
export async function subjectId(tx: Queryable, subject: SubjectColumns): Promise<number> {
  const known = (await subjectByKey(tx, { key: subject.key }))[0]
  if (known !== undefined) return known.id
  await tx
    .insertInto('download_subject')
    .values(subject)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return (await subjectByKey(tx, { key: subject.key }))[0]?.id as number
}

/** The number of a user-agent text, which is added when it is new. */
export async function agentId(tx: Queryable, agent: AgentColumns): Promise<number> {
  const known = (await agentByText(tx, { text: agent.text }))[0]
  if (known !== undefined) return known.id
  await tx
    .insertInto('user_agent')
    .values(agent)
    .onConflict((conflict) => conflict.column('text').doNothing())
    .execute()
  return (await agentByText(tx, { text: agent.text }))[0]?.id as number
}

const FACT = {
  at: 'bigint',
  subject_id: 'bigint',
  agent_id: 'bigint',
  country: 'text',
  source: 'text',
  downloads: 'integer',
  rolled: 'integer',
} as const
const factColumns = Object.keys(FACT) as (keyof FactColumns)[]

export async function insertFacts(tx: Queryable, facts: readonly FactColumns[]): Promise<void> {
  if (facts.length === 0) return
  await tx
    .insertInto('download_fact')
    .columns(factColumns)
    .expression((eb) => eb.selectFrom(rowsAsJson(tx, FACT, facts).as('given')).select(factColumns))
    .execute()
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

/** Takes away one fact like this that is in no sum yet. Answers whether there was one. */
export async function removeFact(tx: Queryable, fact: FactColumns): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('download_fact')
    .where('id', '=', (eb) =>
      eb
        .selectFrom('download_fact')
        .select('id')
        .where('subject_id', '=', fact.subject_id)
        .where('at', '=', fact.at)
        .where('agent_id', '=', fact.agent_id)
        .where('country', '=', fact.country)
        .where('source', '=', fact.source)
        .where('rolled', '=', 0)
        .where('downloads', '=', 1)
        .limit(1),
    )
    .where('rolled', '=', 0)
    .executeTakeFirst()
  return numDeletedRows > 0n
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

export const updateAgent = (tx: Queryable, id: number, change: Partial<AgentColumns>) =>
  tx.updateTable('user_agent').set(change).where('id', '=', id).execute()

/** Facts about installers, without bots and phones, by time. Those that were taken back cancel each other later. */
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
