/**
 * Finding packages by any part of what they say, as older clients ask for it. What builds of one name say hardly ever
 * changes, so each wording is kept once, in small letters, with an index of its trigrams; it leads to base names, and
 * those lead to the builds by index. Wordings are never taken away: what was deleted may come back.
 */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { isAnyOf, isPostgres, kept, type Queryable } from '../../platform/db/index.ts'
import type { FactColumns, Kind } from './store.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    package_wording: {
      id: import('kysely').Generated<number>
      app_id: string
      kind: Kind
      base_name: string
      digest: string
      text: string
    }
  }
}

type Worded = Pick<FactColumns, 'base_name' | 'description' | 'keywords'>

/** Between the parts stands what nobody types, so that nothing is found across them. */
const wordingOf = ({ base_name, description, keywords }: Worded): string =>
  [base_name, description, keywords ?? ''].join('\u001f').toLowerCase()

/** Whether base name, description or keywords have this part, whatever its case. */
export const says = (text: string) => {
  const part = text.toLowerCase()
  return (facts: Worded): boolean => wordingOf(facts).includes(part)
}

const isKept = kept((db, values: { app: string; kind: Kind; name: string; digest: string }) =>
  db
    .selectFrom('package_wording')
    .select('id')
    .where('app_id', '=', values.app)
    .where('kind', '=', values.kind)
    .where('base_name', '=', values.name)
    .where('digest', '=', values.digest),
)

/** In the transaction that says it; the application's turn keeps two from doing so at once. */
export async function keepWording(tx: Queryable, app: string, kind: Kind, facts: Worded): Promise<void> {
  const text = wordingOf(facts)
  const digest = createHash('sha256').update(text).digest('base64url')
  const name = facts.base_name
  if ((await isKept(tx, { app, kind, name, digest })).length > 0) return
  await tx.insertInto('package_wording').values({ app_id: app, kind, base_name: name, digest, text }).execute()
}

/** `wholly`: base names of which all builds say it; `partly`: of which some may not. */
export type NamesThatSay = { wholly: string[]; partly: string[] }

/** Wordings that are looked at before others get their turn. */
const AT_ONCE = 1000
/** The index knows parts of three letters; what is longer than this is found by its beginning. */
const SHORTEST = 3
const LONGEST = 60

export async function namesThatSay(db: Queryable, app: string, kind: Kind, text: string): Promise<NamesThatSay> {
  const part = text.toLowerCase()
  const names = new Set<string>()
  const isLong = [...part].length >= SHORTEST
  for (let after = 0; ; await nextTurn()) {
    const rows = await (isLong ? indexed : walked)(db, app, kind, part, after)
    for (const row of rows) if (row.has) names.add(row.base_name)
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) break
    after = last.id
  }
  const partly = new Set<string>()
  const others = [...names].filter((name) => !name.toLowerCase().includes(part))
  for (let start = 0; start < others.length; start += AT_ONCE) {
    const rows = await wordings(db, app, kind)
      .select('base_name')
      .distinct()
      .where(isAnyOf(db, 'base_name', 'text', others.slice(start, start + AT_ONCE)))
      .where(sql<boolean>`not ${has(db, part)}`)
      .execute()
    for (const row of rows) partly.add(row.base_name)
    await nextTurn()
  }
  return { wholly: [...names].filter((name) => !partly.has(name)), partly: [...partly] }
}

type Seen = { id: number; base_name: string; has: boolean | 0 | 1 }

const wordings = (db: Queryable, app: string, kind: Kind) =>
  db.selectFrom('package_wording').where('app_id', '=', app).where('kind', '=', kind)

const has = (db: Queryable, part: string) =>
  isPostgres(db)
    ? sql<boolean>`strpos(package_wording.text, ${part}) > 0`
    : sql<boolean>`instr(package_wording.text, ${part}) > 0`

/** Too short for the index: all of the application, one lot after the other. */
const walked = (db: Queryable, app: string, kind: Kind, part: string, after: number): Promise<Seen[]> =>
  wordings(db, app, kind)
    .select(['id', 'base_name'])
    .select(has(db, part).as('has'))
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()

const indexed = async (db: Queryable, app: string, kind: Kind, part: string, after: number): Promise<Seen[]> => {
  const beginning = [...part].slice(0, LONGEST).join('')
  const found = isPostgres(db)
    ? sql`select id, base_name, strpos(text, ${part}) > 0 as has from package_wording
        where app_id = ${app} and kind = ${kind} and id > ${after}
          and text like ${`%${beginning.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'
        order by id limit ${sql.lit(AT_ONCE)}`
    : sql`select package_wording.id, base_name, app_id = ${app} and kind = ${kind} and ${has(db, part)} as has
        from package_wording_parts join package_wording on package_wording.id = package_wording_parts.rowid
        where package_wording_parts match ${`"${beginning.replaceAll('"', '""')}"`} and package_wording_parts.rowid > ${after}
        order by package_wording_parts.rowid limit ${sql.lit(AT_ONCE)}`
  return (await (found as ReturnType<typeof sql<Seen>>).execute(db)).rows
}
