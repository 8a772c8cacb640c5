import type { StatisticsAsked } from '../../api/queries.ts'

/** Addresses of the numbers of a figure. */
export function filesOf(app: string, asked: StatisticsAsked): { csv: string; json: string } {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  const path = `/api/v2/apps/${encodeURIComponent(app)}/statistics`
  return { csv: `${path}.csv?${query}`, json: `${path}?${query}` }
}
