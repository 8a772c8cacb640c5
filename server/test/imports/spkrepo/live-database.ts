import { inject, onTestFinished } from 'vitest'
import { databaseUrl } from '../../postgres.ts'
import { queryPostgres } from '../../templates.ts'
import { current } from './given.ts'

function typeOf(column: string): string {
  if (column === 'id' || column.endsWith('_id') || /^(?:build|count|firmware_build)$/.test(column)) return 'integer'
  if (column === 'active' || column === 'signed') return 'boolean'
  if (column === 'date') return 'date'
  return column.endsWith('_date') ? 'timestamp' : 'varchar'
}

let number = 0

/** The present generation in a live PostgreSQL; answers its address. */
export async function liveDatabase(): Promise<string> {
  const cluster = inject('postgres') as string
  const name = `spkrepo_${process.pid}_${++number}`
  await queryPostgres(cluster, `create database ${name}`)
  onTestFinished(async () => {
    await queryPostgres(cluster, `drop database ${name} with (force)`)
  })
  const url = databaseUrl(cluster, name)
  for (const [table, { columns, rows }] of Object.entries(current)) {
    await queryPostgres(url, `create table "${table}" (${columns.map((one) => `${one} ${typeOf(one)}`).join(', ')})`)
    for (const row of rows) {
      const values = row.map((value) => (value === null ? 'null' : `'${value}'`))
      await queryPostgres(url, `insert into "${table}" values (${values.join(', ')})`)
    }
  }
  return url
}
