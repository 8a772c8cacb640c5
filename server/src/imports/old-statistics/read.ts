/**
 * Downloads that the old download site counted, from its statistics database (`download-stats.sqlite`) or from the file it
 * published (`slicer-download-data.json`). By its own rule: one per address and
 * package over all time, of browsers, whose place was known. No address gets further than this query.
 */
import { openForeignFile } from '../../platform/db/index.ts'

export type OldDownload = {
  /** id of the package there */
  id: string
  /** milliseconds */
  at: number
  country: string
  agent: string
  os: string
  arch: string
  version: string
  revision: string
  /** name of the release; empty of a preview */
  release: string
  fileName: string
  baseName: string
}

const QUERY = `
  select a.bitstream_id as id, min(a.ts) as ts, i.country_code as country, a.useragent as agent,
    b.os, b.arch, b.filename, b.release, b.revision, b.product_name as product
  from access a
    inner join bsinfo b on b.bitstream_id = a.bitstream_id
    inner join ipinfo i on i.ip = a.ip
    inner join uainfo u on u.useragent = a.useragent
  where u.browser_type = 'Browser'
  group by a.ip, a.bitstream_id`

/** Throws `ForeignFileError` when the file is no such database. Rows without a time are passed over. */
export function* fromDatabase(path: string): Generator<OldDownload> {
  const file = openForeignFile(path)
  try {
    for (const row of file.rows(QUERY)) {
      const at = Date.parse(text(row.ts))
      if (Number.isNaN(at) || at < 0) continue
      const fileName = text(row.filename)
      yield {
        id: text(row.id).toLowerCase(),
        at,
        country: code(row.country),
        agent: text(row.agent),
        os: text(row.os),
        arch: text(row.arch),
        version: fileName.split('-')[1] ?? '',
        revision: text(row.revision),
        release: text(row.release),
        fileName,
        baseName: text(row.product) || (fileName.split('-')[0] ?? ''),
      }
    }
  } finally {
    file.close()
  }
}

/** Throws `SyntaxError` when it is no JSON, and nothing else: what is not as expected is passed over. */
export function* fromPublishedFile(json: string, baseName: string): Generator<OldDownload> {
  const { access, bitstream } = (JSON.parse(json) ?? {}) as { access?: unknown; bitstream?: Record<string, unknown> }
  if (!Array.isArray(access)) return
  for (const entry of access) {
    if (!Array.isArray(entry)) continue
    const id = text(entry[0])
    const at = Date.parse(`${text(entry[1])}Z`)
    const about = bitstream?.[id] as Record<string, unknown> | undefined
    if (about === undefined || Number.isNaN(at) || at < 0) continue
    const version = text(about.version)
    yield {
      id: id.toLowerCase(),
      at,
      country: code(entry[2]),
      agent: '',
      os: text(about.os),
      arch: text(about.arch),
      version,
      revision: '',
      release: about.stable === 1 ? version : '',
      fileName: '',
      baseName,
    }
  }
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const code = (value: unknown): string => (/^[A-Z]{2}$/.test(text(value)) ? text(value) : '')
