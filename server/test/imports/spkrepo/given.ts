/** spkrepo as it may be found: its data folder, and its database in both generations. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { PIXEL, spkOf } from '../../../../spk/test/archives.ts'

export const ACTIVE = 'btsync/10/btsync.v10.f1594[88f628x].spk'
export const SIGNED = 'btsync/11/odd name.spk'
/** of a build system, as spkrepo made them */
export const KEY = 'c0ffee00'.repeat(8)
export const GONE = 'btsync/12/gone.spk'

/** The data folder of spkrepo. */
export async function dataFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-spkrepo-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const signature = [{ name: 'syno_signature.asc', bytes: '-----BEGIN PGP' }]
  const files: Record<string, Uint8Array> = {
    [ACTIVE]: await spkOf(),
    [SIGNED]: await spkOf({ info: { version: '2-11', arch: 'z80', description: 'newer' }, add: signature }),
    'btsync/screenshot_2.png': PIXEL,
  }
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

export type Table = { columns: string[]; rows: (string | number | null)[][] }

const shared: Record<string, Table> = {
  architecture: {
    columns: ['id', 'code'],
    rows: [
      [1, '88f628x'],
      [2, 'z80'],
    ],
  },
  user: {
    columns: ['id', 'username', 'email', 'api_key'],
    rows: [
      [1, 'jane', 'jane@example.org', KEY],
      [2, 'nobody', 'no@example.org', null],
    ],
  },
  role: {
    columns: ['id', 'name'],
    rows: [
      [1, 'admin'],
      [2, 'package_admin'],
      [3, 'developer'],
    ],
  },
  user_role: {
    columns: ['user_id', 'role_id'],
    rows: [
      [1, 3],
      [1, 1],
      [2, 3],
    ],
  },
  package: {
    columns: ['id', 'name', 'author_user_id', 'insert_date'],
    rows: [[7, 'btsync', 1, '2015-02-03 04:05:06']],
  },
  package_user_maintainer: {
    columns: ['package_id', 'user_id'],
    rows: [
      [7, 1],
      [7, 2],
    ],
  },
  version: {
    columns: ['id', 'package_id', 'version', 'upstream_version', 'insert_date'],
    rows: [
      [1, 7, 10, '1.4.103', '2015-02-03 04:05:06'],
      [2, 7, 11, '2', '2016-01-01 00:00:00'],
      [3, 7, 12, '3', '2017-01-01'],
    ],
  },
  build_architecture: {
    columns: ['build_id', 'architecture_id'],
    rows: [
      [1, 1],
      [2, 2],
    ],
  },
  screenshot: {
    columns: ['id', 'package_id', 'path'],
    rows: [
      [1, 7, 'btsync/screenshot_2.png'],
      [2, 7, '../../etc/passwd'],
    ],
  },
}

/** The first generation, as it was by default: an SQLite file. */
export const legacy: Record<string, Table> = {
  ...shared,
  firmware: { columns: ['id', 'version', 'build'], rows: [[1, '3.1', 1594]] },
  build: {
    columns: ['id', 'version_id', 'firmware_id', 'path', 'active', 'insert_date'],
    rows: [
      [1, 1, 1, ACTIVE, 1, '2015-02-03 04:05:06'],
      [2, 2, 1, SIGNED, 0, '2016-01-01 00:00:00'],
      [3, 3, 1, GONE, 1, '2017-01-01'],
    ],
  },
  download: {
    columns: ['id', 'build_id', 'architecture_id', 'firmware_build', 'date'],
    rows: [
      [1, 1, 1, 1594, '2015-03-01 10:00:00'],
      [2, 1, 1, 1594, '2015-03-01 11:00:00'],
    ],
  },
}

/** The present one: PostgreSQL, as `pg_dump` prints it. */
export const current: Record<string, Table> = {
  ...shared,
  firmware: {
    columns: ['id', 'version', 'build', 'type'],
    rows: [
      [1, '3.1', 1594, 'dsm'],
      [2, '9.9', 99123, 'dsm'],
    ],
  },
  build: {
    columns: ['id', 'version_id', 'firmware_min_id', 'path', 'active', 'signed', 'insert_date'],
    rows: [
      [1, 1, 1, ACTIVE, 't', 'f', '2015-02-03 04:05:06'],
      [2, 2, 1, SIGNED, 'f', 't', '2016-01-01 00:00:00'],
      [3, 3, 1, GONE, 't', 'f', '2017-01-01'],
    ],
  },
  download_stat: {
    columns: ['id', 'package_id', 'build_id', 'architecture_id', 'firmware_build', 'date', 'count'],
    rows: [[1, 7, 1, 1, 1594, '2015-03-01', 2]],
  },
}

/** Each writes the database beside the files, and answers where. */
export const sources = {
  'the first generation in SQLite': (folder: string) => writeSqlite(folder, legacy),
  'a dump of the present generation': (folder: string) => writeDump(folder, current),
}

export function writeSqlite(folder: string, tables: Record<string, Table>): string {
  const path = join(folder, 'spkrepo.db')
  const db = new Sqlite(path)
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    db.exec(`create table "${name}" (${columns.join(', ')})`)
    const insert = db.prepare(`insert into "${name}" values (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...row)
  }
  db.close()
  return path
}

/** As `pg_dump` prints it. */
export function writeDump(folder: string, tables: Record<string, Table>): string {
  const path = join(folder, 'spkrepo.sql')
  const blocks = Object.entries(tables).map(([name, { columns, rows }]) => {
    const lines = rows.map((row) => row.map((value) => (value === null ? '\\N' : String(value))).join('\t'))
    return `COPY public."${name}" (${columns.join(', ')}) FROM stdin;\n${lines.join('\n')}\n\\.\n`
  })
  writeFileSync(path, `-- PostgreSQL database dump\n${blocks.join('\n')}`)
  return path
}
