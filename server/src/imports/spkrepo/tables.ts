/**
 * The tables of an spkrepo database of either generation: an SQLite file, a PostgreSQL address, or a dump that `pg_dump`
 * made, plain (also in gzip) or for `pg_restore`. Values are text, numbers or null, as the source has them; columns that a generation lacks are missing.
 */
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { openForeignFile, readForeignPostgres } from '../../platform/db/index.ts'
import { ImportFailure } from '../failure.ts'

export type Row = Readonly<Record<string, unknown>>
export type Tables = ReadonlyMap<string, readonly Row[]>

const NEEDED = ['architecture', 'firmware', 'package', 'version', 'build', 'build_architecture'] as const
const OPTIONAL = [
  'language',
  'service',
  'user',
  'role',
  'user_role',
  'package_user_maintainer',
  'screenshot',
  'download_stat',
  'download',
] as const

export const rowsOf = (tables: Tables, name: string): readonly Row[] => tables.get(name) ?? []
export const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

export const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [text(row.id), row]))

/** Times without a zone are UTC. */
export function timeOf(value: unknown): number {
  const time = Date.parse(
    `${text(value)
      .replace(/^(\d{4}-\d\d-\d\d)$/, '$1T00:00:00')
      .replace(' ', 'T')
      .replace(/Z$|\+00(?::?00)?$/, '')}Z`,
  )
  return Number.isNaN(time) ? Date.now() : time
}

/** Throws `ImportFailure`, `ForeignFileError`. */
export async function readTables(database: string): Promise<Tables> {
  const tables = await read(database)
  const missing = NEEDED.filter((name) => !tables.has(name))
  if (missing.length > 0) throw new ImportFailure(`${database} is no spkrepo database: it lacks ${missing.join(', ')}.`)
  return tables
}

async function read(database: string): Promise<Tables> {
  if (/^postgres(?:ql)?(?:\+\w+)?:/.test(database)) return fromPostgres(database.replace(/^\w+\+\w+:/, 'postgres:'))
  const path = database.replace(/^sqlite:(?:\/\/\/)?/, '')
  const beginning = await beginningOf(path)
  if (beginning.startsWith('SQLite format 3')) return fromSqlite(path)
  if (beginning.startsWith('PGDMP')) return fromArchive(path)
  const file = createReadStream(path)
  return fromDump(beginning.startsWith('\x1f\x8b') ? file.pipe(createGunzip()) : file)
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path).catch((error: Error) => {
    throw new ImportFailure(`${path} cannot be read: ${error.message}`)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(15), 0, 15, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } catch (error) {
    throw new ImportFailure(`${path} cannot be read: ${(error as Error).message}`)
  } finally {
    await file.close()
  }
}

/** What `pg_dump --format=custom` made: only PostgreSQL's own program reads all of its versions. */
async function fromArchive(path: string): Promise<Tables> {
  const program = spawn('pg_restore', ['--data-only', '--file=-', path], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  program.stderr.setEncoding('utf8').on('data', (some: string) => (said += some))
  const ended = new Promise<number | null>((resolve, reject) => program.once('error', reject).once('close', resolve))
  const [tables, code] = await Promise.all([fromDump(program.stdout), ended]).catch((error: Error) => {
    throw new ImportFailure(
      `${path} is an archive of pg_dump, and pg_restore, which reads it, cannot be started: ${error.message}. ` +
        'Give a plain dump: pg_restore --file=spkrepo.sql <archive>',
    )
  })
  if (code !== 0) throw new ImportFailure(`pg_restore cannot read ${path}: ${said.trim()}`)
  return tables
}

function fromSqlite(path: string): Tables {
  const file = openForeignFile(path)
  try {
    const there = new Set([...file.rows(`select name from sqlite_master where type = 'table'`)].map(({ name }) => name))
    const names = [...NEEDED, ...OPTIONAL].filter((name) => there.has(name))
    return new Map(names.map((name) => [name, [...file.rows(`select * from "${name}"`)]]))
  } finally {
    file.close()
  }
}

const fromPostgres = (url: string): Promise<Tables> =>
  readForeignPostgres(url, async (rows) => {
    const tables = new Map<string, Row[]>()
    const there = await rows(`select table_name from information_schema.tables where table_schema = 'public'`)
    const names = new Set(there.map((row) => row.table_name))
    for (const name of [...NEEDED, ...OPTIONAL]) {
      if (names.has(name)) tables.set(name, await rows(`select * from "${name}"`))
    }
    return tables
  })

const COPY = /^COPY (?:public\.)?"?(\w+)"? \((.*)\) FROM stdin;$/

/** The `COPY` blocks of a dump. */
async function fromDump(dump: Readable): Promise<Tables> {
  const tables = new Map<string, Row[]>()
  let current: { rows: Row[]; columns: string[] } | undefined
  for await (const line of createInterface({ input: dump, crlfDelay: Infinity })) {
    const [, name, columns] = current === undefined ? (COPY.exec(line) ?? []) : []
    if (name !== undefined && columns !== undefined) {
      current = { rows: [], columns: columns.split(', ').map((column) => column.replaceAll('"', '')) }
      tables.set(name, current.rows)
    } else if (line === '\\.') {
      current = undefined
    } else if (current !== undefined) {
      const values = line.split('\t').map(unescaped)
      current.rows.push(Object.fromEntries(current.columns.map((column, at) => [column, values[at] ?? null])))
    }
  }
  return tables
}

const signs: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }

const unescaped = (value: string): string | null =>
  value === '\\N' ? null : value.replace(/\\(.)/g, (_whole, sign: string) => signs[sign] ?? sign)
