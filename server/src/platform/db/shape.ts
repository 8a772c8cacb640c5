/** What tables there are, as the database itself tells: for copying rows out of one database and into another. */
import { sql } from 'kysely'
import type { DatabaseKind, Queryable } from './database.ts'

export type TableShape = {
  name: string
  /** without what the database computes by itself */
  columns: string[]
  /** columns of the primary key, in its order */
  key: string[]
  /** other tables that must have their rows first */
  references: string[]
  /** columns numbered by the database */
  counted: string[]
}

/** All tables but those of the migrations, each after the ones it refers to. */
export async function tableShapes(db: Queryable, kind: DatabaseKind): Promise<TableShape[]> {
  const shapes = kind === 'sqlite' ? await sqliteShapes(db) : await postgresShapes(db)
  return inOrder(shapes.filter(({ name }) => name !== 'migration' && name !== 'migration_lock'))
}

async function sqliteShapes(db: Queryable): Promise<TableShape[]> {
  const tables = await sql<{ name: string }>`
    select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite%' order by name`.execute(db)
  const shapes: TableShape[] = []
  for (const { name } of tables.rows) {
    const columns = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${name})`.execute(db)
    const references = await sql<{ other: string }>`
      select distinct "table" as other from pragma_foreign_key_list(${name})`.execute(db)
    shapes.push({
      name,
      columns: columns.rows.map((column) => column.name),
      key: columns.rows
        .filter((column) => column.pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map((column) => column.name),
      references: references.rows.map((row) => row.other),
      counted: [],
    })
  }
  return shapes
}

async function postgresShapes(db: Queryable): Promise<TableShape[]> {
  const tables = await sql<{ name: string; oid: number }>`
    select relname as name, oid from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
    order by relname`.execute(db)
  const shapes: TableShape[] = []
  for (const { name, oid } of tables.rows) {
    const columns = await sql<{ name: string; counted: boolean }>`
      select attname as name, attidentity <> '' as counted from pg_attribute
      where attrelid = ${oid} and attnum > 0 and not attisdropped and attgenerated = ''
        and atttypid <> 'tsvector'::regtype
      order by attnum`.execute(db)
    const key = await sql<{ name: string }>`
      select a.attname as name from pg_index i
      cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = ${oid} and i.indisprimary order by k.place`.execute(db)
    const references = await sql<{ other: string }>`
      select distinct c.relname as other from pg_constraint f join pg_class c on c.oid = f.confrelid
      where f.conrelid = ${oid} and f.contype = 'f'`.execute(db)
    shapes.push({
      name,
      columns: columns.rows.map((column) => column.name),
      key: key.rows.map((column) => column.name),
      references: references.rows.map((row) => row.other),
      counted: columns.rows.filter((column) => column.counted).map((column) => column.name),
    })
  }
  return shapes
}

function inOrder(shapes: readonly TableShape[]): TableShape[] {
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  let left = [...shapes]
  while (left.length > 0) {
    const ready = left.filter((shape) => shape.references.every((other) => other === shape.name || placed.has(other)))
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${left.map(({ name }) => name)}`)
    for (const shape of ready) {
      ordered.push(shape)
      placed.add(shape.name)
    }
    left = left.filter(({ name }) => !placed.has(name))
  }
  return ordered
}
