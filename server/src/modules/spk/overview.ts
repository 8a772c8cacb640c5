/** What those who look after packages see first. */
import type { SpkOverview } from '@slipway/contract'
import { versionString } from '@slipway/spk'
import type { Database } from '../../platform/db/index.ts'
import type { Actor } from '../access/index.ts'
import { type ReferenceTables, systemOf } from './reference.ts'
import { requireRole } from './rights.ts'
import * as store from './store/index.ts'

const LATEST = 5
const TOP = 10

/** A developer sees the packages he maintains and nothing of others, also in sums. Throws `forbidden`. */
export async function overview(
  { db, reference }: { db: Database; reference: ReferenceTables },
  actor: Actor,
  days: number,
): Promise<SpkOverview> {
  const role = await requireRole(db.read, actor, 'developer')
  const scope = role === 'developer' ? (actor.account?.id ?? '') : null
  const today = store.dayOf(Date.now())
  const recently = today - store.RECENT_DAYS
  const counted = await store.countThings(db.read, scope)
  const latest = await store.latestVersions(db.read, scope, recently, LATEST)
  const tops = await store.topDownloads(db.read, scope, today - days, TOP)
  const recent =
    days === store.RECENT_DAYS ? tops.downloads : (await store.topDownloads(db.read, scope, recently, 1)).downloads
  const tables = await reference.all()
  return {
    packages: counted.packages,
    builds: counted.builds,
    inactiveBuilds: counted.inactive,
    recentDownloads: recent,
    latest: latest.map((row) => ({
      package: row.name,
      version: versionString(row.upstream_version, row.version),
      size: row.size,
      active: row.active,
      recentDownloads: row.downloads,
      createdAt: new Date(row.created_at).toISOString(),
    })),
    topPackages: tops.packages.map(({ of, downloads }) => ({ package: of, downloads })),
    topArchitectures: tops.architectures.map(({ of, downloads }) => ({ architecture: of, downloads })),
    topFirmwares: tops.firmwares.map(({ of, downloads }) => ({ firmware: systemOf(tables, of), downloads })),
  }
}
