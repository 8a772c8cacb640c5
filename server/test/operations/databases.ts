/** Databases with nothing in them, not even tables: what somebody restores into. */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestDatabase } from '../harness/index.ts'
import { databaseUrl } from '../postgres.ts'
import { queryPostgres } from '../templates.ts'

let number = 0

/** Like one of the harness, but blank. */
export function blank({ name }: TestDatabase): TestDatabase {
  return { name, take: name === 'sqlite' ? takeFile : takeDatabase }
}

async function takeFile() {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-blank-'))
  return {
    url: `sqlite:${join(folder, 'slipway.db')}`,
    release: () => rm(folder, { recursive: true, force: true }),
  }
}

async function takeDatabase() {
  const cluster = inject('postgres')
  if (cluster === null) throw new Error('There is no PostgreSQL in this run')
  const name = `slipway_blank_${process.pid}_${++number}`
  await queryPostgres(cluster, `create database ${name}`)
  return {
    url: databaseUrl(cluster, name),
    release: async () => {
      await queryPostgres(cluster, `drop database ${name} with (force)`)
    },
  }
}
