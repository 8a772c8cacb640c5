/** What the statistics page tells of a period: the charts of the old page as tables, and older series. */
import type { Statistics, StatisticsQuery } from '@slipway/contract'
import type { Actor } from '../../modules/access/index.ts'
import { firstDayOf, type Reports } from '../../modules/statistics/index.ts'
import { systemName } from './page/offers.ts'
import { placeOf, subregionOf } from './regions.ts'
import type { Words } from './words/index.ts'

type Items = Statistics['items']
export const periods = ['all', 'year', 'month', 'week'] as const
export type Period = (typeof periods)[number]
export type Table = { by: keyof Words['tables']; items: Items }
export type Tables = {
  /** downloads of installers in the period */
  total: number
  tables: Table[]
  /** what each imported series has of the period; in no other number */
  older: Items
}

const MOST_ROWS = 25
const IMPORTED = 'import:'
const DAY_MS = 86_400_000

/** Throws what `reports` throws. `app`: id of an application the actor may see. */
export async function tablesOf(reports: Reports, actor: Actor, app: string, period: Period, w: Words): Promise<Tables> {
  const from = firstDayOf(period)
  const by = async (by: NonNullable<StatisticsQuery['by']>, since = from) => {
    const query = { by, kind: 'package', limit: 10_000, ...(since !== undefined && { from: since }) } as const
    return (await reports.statistics(actor, app, query)).items
  }
  const systems = await by('os')
  const countries = await by('country')
  const days = firstDayOf(period === 'week' ? 'week' : 'month') ?? ''
  const named = namesIn(w)
  return {
    total: systems.reduce((sum, { downloads }) => sum + downloads, 0),
    tables: [
      table('os', summed(systems, systemName)),
      table(
        'stage',
        summed(await by('stage'), (stage) => w.stages[stage] ?? stage),
      ),
      table('version', newestFirst(summed(await by('version'), minorOf))),
      table('region', mostFirst(summed(countries, named.region))),
      table('country', summed(countries.slice(0, MOST_ROWS), named.country)),
      table('day', eachDay(await by('day', days), days)),
    ],
    older: (await by('source'))
      .filter(({ value }) => value.startsWith(IMPORTED))
      .map((item) => ({ ...item, value: item.value.slice(IMPORTED.length) })),
  }

  function table(by: Table['by'], items: Items): Table {
    return { by, items: items.map((item) => (item.value === '' ? { ...item, value: w.unknown } : item)) }
  }
}

/** Under other names; what has the same one then is added up. */
function summed(items: Items, nameOf: (value: string) => string): Items {
  const sums = new Map<string, number>()
  for (const { value, downloads } of items) {
    const name = nameOf(value)
    sums.set(name, (sums.get(name) ?? 0) + downloads)
  }
  return [...sums].map(([value, downloads]) => ({ value, downloads }))
}

/** Newest first, up to today, also those on which nobody came. */
function eachDay(items: Items, first: string): Items {
  const known = new Map(items.map(({ value, downloads }) => [value, downloads]))
  const days: Items = []
  for (let time = Date.now(); ; time -= DAY_MS) {
    const value = new Date(time).toISOString().slice(0, 10)
    if (value < first) return days
    days.push({ value, downloads: known.get(value) ?? 0 })
  }
}

/** The first two numbers of a version, such as `5.6`; empty when it does not begin so. */
const minorOf = (version: string): string => /^\d+\.\d+/.exec(version)?.[0] ?? ''

const newestFirst = (items: Items): Items =>
  items.sort((a, b) => b.value.localeCompare(a.value, 'en', { numeric: true })).slice(0, MOST_ROWS)

const mostFirst = (items: Items): Items => items.sort((a, b) => b.downloads - a.downloads)

/** Names of places by the code of a country; empty where it is not known. */
function namesIn(w: Words): Record<'country' | 'region', (code: string) => string> {
  const names = new Intl.DisplayNames(w.lang, { type: 'region', fallback: 'none' })
  return {
    country(code) {
      if (code === '') return ''
      const [name, , region] = placeOf(code)
      // In English they have the names of the old statistics.
      return w.lang === 'en' || region === 'unknown' ? name : (names.of(code) ?? name)
    },
    region(code) {
      const region = subregionOf(code)
      return region === '' ? '' : (names.of(region) ?? '')
    },
  }
}
