/**
 * Finding packages and extensions by words. One document per thing (application, kind, base name) holds the words of its
 * newest build; a search gives base names, best first, and the builds follow by index.
 */
import { sql } from 'kysely'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { FactColumns, Kind } from './store.ts'
import { keepWording } from './wordings.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    search_entry: {
      id: import('kysely').Generated<number>
      app_id: string
      kind: Kind
      base_name: string
      title: string
      keywords: string
      description: string
    }
  }
}

const MOST_NAMES = 300
/** More than anybody types. */
const MOST_WORDS = 50
/** How alike (0 to 1) a name must be to what was typed when no word matches. */
const LIKENESS = 0.3

/** `SegmentTools` is found by `tools` too; accents do not matter. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/<[^>]*>/g, ' ')

const spread = (name: string): string => {
  const parts = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_.-]+/g, ' ')
  return parts === name ? name : `${name} ${parts}`
}

/** Keeps the document of a thing up to date, in the transaction that publishes it. */
export async function index(
  tx: Queryable,
  app: string,
  kind: Kind,
  facts: Pick<FactColumns, 'base_name' | 'keywords' | 'category' | 'description'>,
): Promise<void> {
  await keepWording(tx, app, kind, facts)
  const document = {
    title: wordsOf(spread(facts.base_name)),
    keywords: wordsOf([facts.keywords, facts.category].filter(Boolean).join(' ')),
    description: wordsOf(facts.description).slice(0, 20_000),
  }
  const known = await tx
    .selectFrom('search_entry')
    .select(['id', 'title', 'keywords', 'description'])
    .where('app_id', '=', app)
    .where('kind', '=', kind)
    .where('base_name', '=', facts.base_name)
    .executeTakeFirst()
  if (known === undefined) {
    await tx
      .insertInto('search_entry')
      .values({ app_id: app, kind, base_name: facts.base_name, ...document })
      .execute()
  } else if (known.keywords !== document.keywords || known.description !== document.description) {
    await tx.updateTable('search_entry').set(document).where('id', '=', known.id).execute()
  }
}

/** A name that was found, and where. */
export type FoundName = { app_id: string; base_name: string }

/**
 * Base names that match all words (each may be the beginning of one), best first: words in the name count most, then
 * keywords and category, then the description. When nothing does, names that are spelled alike.
 */
export async function findNames(db: Database, app: string, kind: Kind, text: string): Promise<string[]> {
  const found = await findThings(db, [app], kind, text, MOST_NAMES)
  return found.map((row) => row.base_name)
}

/** The same in several applications. */
export async function findThings(
  db: Database,
  apps: readonly string[],
  kind: Kind,
  text: string,
  limit: number,
): Promise<FoundName[]> {
  const words = wordsOf(text).match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0 || apps.length === 0) return []
  const wanted: Wanted = { apps, kind, limit }
  const sqlite = db.kind === 'sqlite'
  const found = await (sqlite ? wordsSqlite : wordsPostgres)(db.read, wanted, words)
  if (found.length > 0) return found
  const alike = words.join('').toLowerCase()
  return (sqlite ? alikeSqlite : alikePostgres)(db.read, wanted, alike)
}

/** Things with any of these words, each as the beginning of one, best first. Older clients ask so. */
export async function findThingsWithAny(
  db: Database,
  apps: readonly string[],
  kind: Kind,
  words: readonly string[],
  limit: number,
): Promise<FoundName[]> {
  const wanted: Wanted = { apps, kind, limit, any: true }
  const plain = words.flatMap((word) => wordsOf(word).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
  if (plain.length === 0 || apps.length === 0) return []
  return (db.kind === 'sqlite' ? wordsSqlite : wordsPostgres)(db.read, wanted, plain)
}

type Wanted = {
  apps: readonly string[]
  kind: Kind
  limit: number
  /** one of the words is enough */
  any?: boolean
}
const MOST_ALIKE = 50

const within = ({ apps, kind }: Wanted) =>
  sql`search_entry.app_id in (${sql.join([...apps])}) and search_entry.kind = ${kind}`

async function wordsSqlite(db: Queryable, wanted: Wanted, words: readonly string[]): Promise<FoundName[]> {
  const match = words.map((word) => `"${word}"*`).join(wanted.any ? ' OR ' : ' ')
  const { rows } = await sql<FoundName>`
    select search_entry.app_id, search_entry.base_name from search_words
    join search_entry on search_entry.id = search_words.rowid
    where search_words match ${match} and ${within(wanted)}
    order by bm25(search_words, 10.0, 5.0, 1.0), search_entry.base_name limit ${wanted.limit}`.execute(db)
  return rows
}

async function wordsPostgres(db: Queryable, wanted: Wanted, words: readonly string[]): Promise<FoundName[]> {
  const match = words.map((word) => `${word}:*`).join(wanted.any ? ' | ' : ' & ')
  const { rows } = await sql<FoundName>`
    select app_id, base_name from search_entry, to_tsquery('simple', ${match}) as wanted
    where document @@ wanted and ${within(wanted)}
    order by ts_rank('{0.1, 0.1, 0.5, 1.0}', document, wanted) desc, base_name limit ${wanted.limit}`.execute(db)
  return rows
}

const trigramsOf = (text: string): string[] => {
  const padded = [...text]
  return padded.length < 3 ? [] : padded.slice(2).map((_letter, at) => padded.slice(at, at + 3).join(''))
}

async function alikeSqlite(db: Queryable, wanted: Wanted, text: string): Promise<FoundName[]> {
  const trigrams = trigramsOf(text)
  if (trigrams.length === 0) return []
  const match = trigrams.map((trigram) => `"${trigram}"`).join(' OR ')
  const { rows } = await sql<FoundName>`
    select search_entry.app_id, search_entry.base_name from search_trigrams
    join search_entry on search_entry.id = search_trigrams.rowid
    where search_trigrams match ${match} and ${within(wanted)}
    order by bm25(search_trigrams), search_entry.base_name limit ${MOST_ALIKE}`.execute(db)
  const all = new Set(trigrams)
  const likeness = ({ base_name }: FoundName): number => {
    const there = new Set(trigramsOf(base_name.toLowerCase()))
    return [...all].filter((trigram) => there.has(trigram)).length / all.size
  }
  return rows
    .map((row) => ({ row, likeness: likeness(row) }))
    .filter((found) => found.likeness >= LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, wanted.limit)
    .map((found) => found.row)
}

async function alikePostgres(db: Queryable, wanted: Wanted, text: string): Promise<FoundName[]> {
  if (text.length < 3) return []
  const { rows } = await sql<FoundName>`
    select app_id, base_name from search_entry
    where ${within(wanted)} and word_similarity(${text}, title) >= ${LIKENESS}
    order by word_similarity(${text}, title) desc, base_name limit ${Math.min(wanted.limit, MOST_ALIKE)}`.execute(db)
  return rows
}
