/** The state of the statistics that is in their address. */
export const RANGES = ['30d', '90d', '1y', 'all'] as const
export type Range = (typeof RANGES)[number]
/** What one can narrow all figures to, by choosing a row of one. */
export const FILTERS = ['name', 'release', 'os', 'country', 'client'] as const
export type Filter = (typeof FILTERS)[number]

export type StatisticsSearch = {
  range?: Range | undefined
  /** own first and last day, instead of a range */
  from?: string | undefined
  to?: string | undefined
  compare?: 'before' | undefined
} & { [Name in Filter]?: string | undefined }

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** What is not understood is left out. */
export function readStatisticsSearch(search: Record<string, unknown>): StatisticsSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const day = (key: string) => (DAY.test(text(key) ?? '') ? text(key) : undefined)
  return {
    range: RANGES.find((range) => range === search.range),
    from: day('from'),
    to: day('to'),
    compare: search.compare === 'before' ? 'before' : undefined,
    ...Object.fromEntries(FILTERS.map((name) => [name, text(name)])),
  }
}
