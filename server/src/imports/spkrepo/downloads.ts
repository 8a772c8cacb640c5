/**
 * What an spkrepo counted, as a series with a name: sums of a day or, of the first generation, single downloads. It is in
 * the totals that devices are told, stands apart in charts, and is replaced when it is imported again.
 */
import type { Delivery } from '../../modules/downloads/index.ts'
import type { SpkDownload } from '../../modules/spk/index.ts'
import { DAY_MS } from '../../modules/statistics/index.ts'
import type { Services } from '../../services.ts'
import type { Report } from '../report.ts'
import { byId, rowsOf, type Tables, text, timeOf } from './tables.ts'

type Needed = Pick<Services, 'spk' | 'series'>

/** `packages`: names by their number there. */
export async function importDownloads(
  { spk, series }: Needed,
  tables: Tables,
  packages: ReadonlyMap<string, string>,
  label: string,
  report: Report,
): Promise<void> {
  const architectures = byId(rowsOf(tables, 'architecture'))
  const builds = byId(rowsOf(tables, 'build'))
  const versions = byId(rowsOf(tables, 'version'))
  const known = new Map<string, SpkDownload | undefined>()
  const sums = new Map<string, { delivery: Delivery; by: number }>()
  let total = 0
  for (const row of [...rowsOf(tables, 'download_stat'), ...rowsOf(tables, 'download')]) {
    const build = builds.get(text(row.build_id))
    const packageName = packages.get(text(row.package_id ?? versions.get(text(build?.version_id))?.package_id))
    if (packageName === undefined) continue
    const day = Math.floor(timeOf(row.date) / DAY_MS)
    const from = { arch: text(architectures.get(text(row.architecture_id))?.code), build: text(row.firmware_build) }
    const key = [packageName, text(row.build_id), from.arch, from.build].join(' ')
    if (!known.has(key)) {
      const there = await spk.files.counted(text(build?.path), from, 0)
      known.set(key, there ?? (await spk.files.countedWithout(packageName, from, 0)))
    }
    const subject = known.get(key)?.subject
    if (subject === undefined) continue
    const sum = sums.get(`${day} ${key}`)
    const by = (sum?.by ?? 0) + Number(row.count ?? 1)
    total += by - (sum?.by ?? 0)
    sums.set(`${day} ${key}`, { delivery: { at: day * DAY_MS, subject, asker: { agent: '', country: '' } }, by })
  }
  const before = await series.replace(label, [...sums.values()], spk.files.recount)
  if (total === 0 && before === 0) return
  const outcome = before === 0 ? 'added' : before === total ? 'same' : 'changed'
  report.note('series of downloads', outcome, label, `${total} downloads`)
}
