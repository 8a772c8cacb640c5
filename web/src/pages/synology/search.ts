import { RANGES, type Range } from '../statistics/search.ts'

/** The state of the list that is in its address. */
export type SynologySearch = { q?: string | undefined; category?: string | undefined; arch?: string | undefined }

const texts = (search: Record<string, unknown>) => (key: string) =>
  typeof search[key] === 'string' && search[key] !== '' ? (search[key] as string) : undefined

export function readSynologySearch(search: Record<string, unknown>): SynologySearch {
  const text = texts(search)
  return { q: text('q'), category: text('category'), arch: text('arch') }
}

/** The state of the statistics. */
export type SpkStatisticsSearch = { range?: Range | undefined; package?: string | undefined }

export const readSpkStatisticsSearch = (search: Record<string, unknown>): SpkStatisticsSearch => ({
  range: RANGES.find((range) => range === search.range),
  package: texts(search)('package'),
})

/** The device that is asked about: model or architecture, and firmware. */
export type ExplainSearch = {
  device?: string | undefined
  build?: string | undefined
  channel?: 'beta' | undefined
}

export function readExplainSearch(search: Record<string, unknown>): ExplainSearch {
  const build = String(search.build ?? '')
  return {
    device: texts(search)('device'),
    build: /^\d{1,9}$/.test(build) ? build : undefined,
    channel: search.channel === 'beta' ? 'beta' : undefined,
  }
}

/** What devices call recent; the 90th day counts. */
export const RECENT_DAYS = 90
export const recentFrom = (now = Date.now()): string =>
  new Date(now - RECENT_DAYS * 86_400_000).toISOString().slice(0, 10)
