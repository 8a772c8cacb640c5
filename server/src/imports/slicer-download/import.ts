/**
 * Takes over what a Slicer Download site offered: what is not in this catalogue is listed with the address where its
 * bytes are, and every old id goes on leading somewhere.
 */
import type { InstallerSet } from '../../modules/packages/index.ts'
import type { Services } from '../../services.ts'
import { Report } from '../report.ts'
import { isUnusable, readRecords, type SourceRecord } from './records.ts'

/** Where the package servers of the old site have the bytes of an id. */
export const ADDRESSES: Record<SourceRecord['api'], string> = {
  Girder_v1: 'https://slicer-packages.kitware.com/api/v1/item/{id}/download',
  Midas_v1: 'https://slicer.kitware.com/midas3/download?bitstream={id}',
}

const AT_ONCE = 500
const NOUNS = { ours: 'packages here', address: 'addresses of packages here', elsewhere: 'packages elsewhere' } as const

/** `address`: where the bytes are, with `{id}` in it. Throws `ForeignFileError`. */
export async function importRecords(
  { elsewhere }: Pick<Services, 'elsewhere'>,
  path: string,
  options: { app: InstallerSet['app']['id']; address?: string | undefined },
): Promise<Report> {
  const report = new Report()
  let batch: SourceRecord[] = []
  const inOrder = keepOrder()
  const take = async () => {
    const records = batch.map(({ api, ...record }) => ({
      ...record,
      url: (options.address ?? ADDRESSES[api]).replaceAll('{id}', record.id),
    }))
    batch = []
    if (records.length === 0) return
    const names = new Map(records.map(({ id, name }) => [id, name]))
    for (const { id, outcome, as } of await elsewhere.take(options.app, records)) {
      report.note(NOUNS[as], outcome, `${names.get(id)} (${id})`)
    }
  }
  for (const record of readRecords(path)) {
    if (isUnusable(record)) report.note('records', 'refused', record.name, record.why)
    else batch.push(inOrder(record))
    if (batch.length >= AT_ONCE) await take()
  }
  await take()
  return report
}

/** Of records alike in revision and build date the old site gave the one inserted first; here it is the one created last. */
function keepOrder(): (record: SourceRecord) => SourceRecord {
  const latest = new Map<string, number>()
  return (record) => {
    const key = JSON.stringify([record.os, record.revision, record.build_date])
    const created_at = Math.min(record.created_at, (latest.get(key) ?? Number.POSITIVE_INFINITY) - 1)
    latest.set(key, created_at)
    return { ...record, created_at }
  }
}
