/** A table as a file: one JSON object a line, compressed, with its digest for the manifest. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Row, TableShape } from '../../platform/db/index.ts'
import { BackupError } from './failure.ts'
import type { ManifestTable } from './manifest.ts'

const LEVEL = 4
const READ_AT_ONCE = 500

/** Writes the rows of one table into `folder`. */
export async function writeTable(
  folder: string,
  table: Pick<TableShape, 'name' | 'columns'>,
  rows: AsyncIterable<readonly Row[]>,
): Promise<ManifestTable> {
  const file = `${table.name}.ndjson.gz`
  const hash = createHash('sha256')
  let count = 0
  await pipeline(
    async function* () {
      for await (const batch of rows) {
        count += batch.length
        yield batch.map((row) => `${JSON.stringify(row, encode)}\n`).join('')
      }
    },
    createGzip({ level: LEVEL }),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true }),
  )
  return { name: table.name, columns: table.columns, rows: count, file, sha256: hash.digest('hex') }
}

/** The rows of a table, some at a time. Throws `BackupError` when there are not as many as there should be. */
export async function* readTable(folder: string, table: ManifestTable): AsyncGenerator<Row[]> {
  const gunzip = createGunzip()
  const file = createReadStream(join(folder, table.file))
  file.on('error', (error) => gunzip.destroy(error))
  file.pipe(gunzip).setEncoding('utf8')
  let rest = ''
  let batch: Row[] = []
  let count = 0
  for await (const chunk of gunzip as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      batch.push(JSON.parse(line, decode) as Row)
      count += 1
      if (batch.length < READ_AT_ONCE) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  if (rest !== '' || count !== table.rows) {
    throw new BackupError(`${table.file} has ${count} rows and not the ${table.rows} its manifest names.`)
  }
}

/** Throws `BackupError` when the file is not the one that was written. */
export async function verifyTable(folder: string, table: ManifestTable): Promise<void> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(folder, table.file))) hash.update(chunk as Buffer)
  } catch (error) {
    throw new BackupError(`${table.file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  if (hash.digest('hex') !== table.sha256) throw new BackupError(`${table.file} is damaged: its digest is wrong.`)
}

/** JSON has no bytes. A buffer has been turned into an object by its `toJSON` before this sees it. */
function encode(_key: string, value: unknown): unknown {
  const buffer = value as { type?: unknown; data?: number[] } | null
  if (buffer?.type === 'Buffer' && Array.isArray(buffer.data)) {
    return { base64: Buffer.from(buffer.data).toString('base64') }
  }
  return value
}

function decode(_key: string, value: unknown): unknown {
  const encoded = (value as { base64?: unknown } | null)?.base64
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64') : value
}
