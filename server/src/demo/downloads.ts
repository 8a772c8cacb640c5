/** Some downloads, more of what people like: counted as deliveries are. */
import { theServer } from '../modules/access/index.ts'
import type { Services } from '../services.ts'
import { randomOf } from './random.ts'

const MOST_INSTALLERS = 60
const MOST_EXTENSIONS = 25

/** Counts downloads of these releases and drafts, the same number each time. */
export async function countDownloads(services: Services, app: string, releases: readonly string[]): Promise<void> {
  for (const release of releases) {
    const { items: packages } = await services.packages.listPackages(theServer, app, { release, limit: 100 })
    const { items } = await services.packages.listExtensions(theServer, app, { release, limit: 1000 })
    const counted: Promise<unknown>[] = []
    for (const item of [...packages, ...items]) {
      const times = downloadsOf(
        item.baseName,
        `${item.os}-${item.arch}`,
        release,
        'tier' in item ? (item.tier ?? undefined) : undefined,
      )
      if (times === 0) continue
      const download = await services.downloads.byId(theServer, item.id)
      for (let time = 0; time < times; time++) counted.push(download.delivered?.() ?? Promise.resolve())
    }
    await Promise.all(counted)
  }
}

function downloadsOf(baseName: string, target: string, release: string, tier: number | undefined): number {
  const liking = randomOf(`liking of ${baseName}`).next() ** 3
  const share = target.startsWith('win') ? 1 : target === 'linux-amd64' ? 0.6 : 0.4
  const most = tier === undefined ? MOST_INSTALLERS : MOST_EXTENSIONS * (0.4 + tier / 5)
  const chance = 0.3 + 0.7 * randomOf(`${baseName} ${target} ${release}`).next()
  return Math.round((tier === undefined ? 1 : liking) * share * most * chance)
}
