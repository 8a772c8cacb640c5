/**
 * The records database of Slicer Download: one table named `_` with each record as the package server told
 * it, of Girder or of Midas. Fallback databases are the same.
 */
import { type ElsewhereRow, UNLISTED } from '../../modules/packages/index.ts'
import { ForeignFileError, openForeignFile } from '../../platform/db/index.ts'

export type SourceRecord = Omit<ElsewhereRow, 'app_id'> & { api: 'Midas_v1' | 'Girder_v1' }
/** A record that cannot be used, and why. */
export type Unusable = { name: string; why: string }

/** In the order in which they were inserted. Throws `ForeignFileError`. */
export function* readRecords(path: string): Generator<SourceRecord | Unusable> {
  const file = openForeignFile(path)
  try {
    for (const row of file.rows('select item_id, record from _ order by rowid')) {
      yield readRecord(String(row.item_id), String(row.record))
    }
  } catch (error) {
    if (error instanceof ForeignFileError) throw error
    throw new ForeignFileError(`${path} cannot be read to its end: ${(error as Error).message}`, { cause: error })
  } finally {
    file.close()
  }
}

export const isUnusable = (record: SourceRecord | Unusable): record is Unusable => 'why' in record

function readRecord(id: string, json: string): SourceRecord | Unusable {
  let record: unknown
  try {
    record = JSON.parse(json)
  } catch {
    return { name: id, why: 'the record is no JSON' }
  }
  const fields = objectOf(record)
  const read = fields.meta === undefined ? fromMidas(fields) : fromGirder(fields)
  const wrong = whatIsWrong(read)
  return wrong === undefined ? read : { name: read.name || id, why: wrong }
}

function fromGirder(item: Fields): SourceRecord {
  const meta = objectOf(item.meta)
  const build_date = text(meta.build_date)
  return {
    api: 'Girder_v1',
    id: text(item._id).toLowerCase(),
    name: text(item.name),
    base_name: text(meta.baseName),
    os: text(meta.os),
    arch: text(meta.arch),
    revision: text(meta.revision).trim(),
    version: text(meta.version),
    release: text(meta.release) || null,
    pre_release: isTrue(meta.pre_release) ? 1 : 0,
    build_date,
    created_at: timeOf(text(item.created)) ?? timeOf(build_date) ?? 0,
    size: Number(item.size ?? 0),
    sha512: text(meta.sha512).toLowerCase() || null,
    checkout_date: null,
    codebase: null,
    md5: null,
    package_type: null,
  }
}

function fromMidas(record: Fields): SourceRecord {
  const bitstream = objectOf(Array.isArray(record.bitstreams) ? record.bitstreams[0] : undefined)
  const name = text(record.name)
  const build_date = text(record.date_creation)
  const release = text(record.release) || null
  return {
    api: 'Midas_v1',
    // Without bitstreams the item is the only thing that has a number.
    id: text(bitstream.bitstream_id) || text(record.item_id),
    name,
    base_name: text(record.productname),
    os: text(record.os),
    arch: text(record.arch),
    revision: text(record.revision).trim(),
    version: /^[A-Za-z]+-([0-9a-z.-]+?)-(?:macosx|linux|win)/.exec(name)?.[1] ?? '',
    release,
    // Builds submitted as experiments were in neither row of the page.
    pre_release: release === null && text(record.submissiontype) !== 'nightly' ? UNLISTED : 0,
    build_date,
    created_at: timeOf(build_date) ?? 0,
    size: Number(bitstream.size ?? record.size ?? 0),
    sha512: null,
    checkout_date: text(record.checkoutdate) || null,
    codebase: text(record.codebase) || null,
    md5: /^[0-9a-f]{32}$/i.exec(text(bitstream.md5 ?? record.md5))?.[0].toLowerCase() ?? null,
    package_type: text(record.package) || null,
  }
}

function whatIsWrong(record: SourceRecord): string | undefined {
  const { id, build_date, size, sha512 } = record
  if (!(record.api === 'Girder_v1' ? /^[0-9a-f]{24}$/ : /^\d{1,15}$/).test(id)) {
    return `the id ${JSON.stringify(id)} is none of ${record.api === 'Girder_v1' ? 'Girder' : 'Midas'}`
  }
  for (const field of ['base_name', 'os', 'arch', 'revision'] as const) {
    if (record[field] === '') return `it has no ${field.replace('_', ' ')}`
  }
  // The site asks by day, and compares as text.
  if (!/^\d{4}-\d{2}-\d{2}/.test(build_date) || Number.isNaN(Date.parse(build_date.slice(0, 10)))) {
    return `the build date ${JSON.stringify(build_date)} is none`
  }
  if (!Number.isSafeInteger(size) || size < 0) return 'the size is no number'
  if (size === 0) return 'its bytes never arrived'
  if (sha512 !== null && !/^[0-9a-f]{128}$/.test(sha512)) return 'the sha512 has not 128 hex digits'
  return undefined
}

type Fields = Record<string, unknown>
const objectOf = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {}
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** People edit it by hand, which makes it a text. */
const isTrue = (value: unknown): boolean =>
  typeof value === 'string' ? /^\s*(?:true|on|1|yes)\s*$/i.test(value) : value === true || value === 1

const timeOf = (written: string): number | undefined => {
  const time = Date.parse(written)
  return Number.isNaN(time) ? undefined : time
}
