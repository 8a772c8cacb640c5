/**
 * A year of made-up downloads: more of what people like, more of what is new, fewer on weekends, from countries and with
 * programs as they come. They are written into the book at once, not delivered one by one.
 */
import { theServer } from '../modules/access/index.ts'
import type { CatalogueDelivery } from '../modules/downloads/index.ts'
import type { Database } from '../platform/db/index.ts'
import type { Services } from '../services.ts'
import { type Random, randomOf } from './random.ts'

const DAY = 86_400_000
const YEAR = 365 * DAY
const MOST_INSTALLERS = 2600
const MOST_EXTENSIONS = 240
/** Of a preview, which is the newest for a day. */
const PREVIEW_SHARE = 0.03
const AT_ONCE = 4000

// biome-ignore format: countries and their shares; those without a name are not known
const COUNTRIES: [code: string, share: number][] = [
  ['US', 24], ['CN', 13], ['DE', 9], ['IN', 6], ['GB', 5], ['FR', 5], ['JP', 5], ['CA', 4], ['BR', 4], ['IT', 3],
  ['ES', 3], ['KR', 3], ['TR', 2], ['NL', 2], ['AU', 2], ['CH', 2], ['MX', 1], ['PL', 1], ['EG', 1], ['ZA', 1],
  ['AR', 1], ['SE', 1], ['NG', 0.6], ['MA', 0.6], ['VN', 0.6], ['CL', 0.5], ['ID', 0.5], ['SA', 0.4], ['', 2],
]
const MOZILLA = 'Mozilla/5.0'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
const BROWSERS: [agent: string, share: number][] = [
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT}`, 48],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Edg/130.0.0.0`, 14],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15`,
    10,
  ],
  [`${MOZILLA} (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0`, 9],
  [`${MOZILLA} (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0`, 8],
  ['curl/8.9.1', 4],
  ['Wget/1.24.5', 2],
  [`${MOZILLA} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`, 5],
]
const MANAGERS: [agent: string, share: number][] = [
  [MOZILLA, 90],
  ['python-requests/2.32.3', 6],
  [`${MOZILLA} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)`, 4],
]

/** Counts downloads of these releases and drafts, the same number each time. Answers how many. */
export async function countDownloads(
  services: Services,
  db: Database,
  app: string,
  releases: readonly { name: string; at: number; replacedAt: number; preview: boolean }[],
  now: number,
): Promise<number> {
  const deliveries: CatalogueDelivery[] = []
  for (const release of releases) {
    const { items: packages } = await services.packages.listPackages(theServer, app, {
      release: release.name,
      limit: 100,
    })
    const { items } = await services.packages.listExtensions(theServer, app, { release: release.name, limit: 1000 })
    for (const item of [...packages, ...items]) {
      const file = await services.downloads.find({ by: 'id', id: item.id })
      if (file === undefined) continue
      const random = randomOf(`downloads of ${item.baseName} ${item.os}-${item.arch} ${release.name}`)
      const tier = 'tier' in item ? (item.tier ?? 1) : undefined
      const times = Math.round(
        liking(item.baseName, tier, `${item.os}-${item.arch}`) * (release.preview ? PREVIEW_SHARE : 1),
      )
      for (let time = 0; time < times; time++) {
        const at = whenever(random, release, now)
        if (at === undefined) continue
        const agent = oneOf(random, tier === undefined ? BROWSERS : MANAGERS)
        deliveries.push({ at, subject: file.subject, asker: { agent, country: oneOf(random, COUNTRIES) } })
      }
    }
  }
  for (let from = 0; from < deliveries.length; from += AT_ONCE) {
    const some = deliveries.slice(from, from + AT_ONCE)
    await db.write(async (tx) => {
      await services.facts.add(tx, some, 'live')
      await services.downloads.addToCounters(tx, some)
    })
  }
  await services.rollUp.run()
  return deliveries.length
}

/** How often a file is downloaded in a year. `tier`: of an extension. */
function liking(baseName: string, tier: number | undefined, target: string): number {
  const share = target.startsWith('win') ? 1 : target === 'linux-amd64' ? 0.35 : target === 'macosx-arm64' ? 0.3 : 0.15
  if (tier === undefined) return MOST_INSTALLERS * share
  return MOST_EXTENSIONS * (0.4 + tier / 5) * share * randomOf(`liking of ${baseName}`).next() ** 3
}

/** At some time since the release; mostly while it was the newest, in the week rather than at its end. */
function whenever(random: Random, release: { at: number; replacedAt: number }, now: number): number | undefined {
  const end = random.chance(0.85) ? Math.min(release.replacedAt, now) : now
  const at = release.at + random.next() ** 1.3 * (end - release.at)
  const day = new Date(at).getUTCDay()
  if ((day === 0 || day === 6) && random.chance(0.6)) return undefined
  return at < now - YEAR ? undefined : Math.floor(at)
}

function oneOf(random: Random, values: readonly [string, number][]): string {
  let left = random.next() * values.reduce((sum, [, share]) => sum + share, 0)
  for (const [value, share] of values) {
    left -= share
    if (left < 0) return value
  }
  return values[0]?.[0] ?? ''
}
