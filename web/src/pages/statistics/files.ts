import { NAS_PACKAGES, type StatisticsAsked, type Subject } from '../../api/queries.ts'

/** Addresses of the numbers of a figure. */
export function filesOf(of: Subject, asked: StatisticsAsked): { csv: string; json: string } {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  const path = of === NAS_PACKAGES ? '/api/v2/spk/statistics' : `/api/v2/apps/${encodeURIComponent(of)}/statistics`
  return { csv: `${path}.csv?${query}`, json: `${path}?${query}` }
}
