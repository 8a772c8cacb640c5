/** A quiet map: the more downloads, the stronger the colour of a country. */

import address from 'virtual:world-map'
import { useQuery } from '@tanstack/react-query'
import { countryName } from '../../lib/countries.ts'
import { formatNumber } from '../../lib/format.ts'
import type { Row } from './Rows.tsx'
import css from './Statistics.module.css'
import { ts } from './texts.ts'

const SHADES = 5

/** In a view of 720 × 350; `code` is empty for what has no letters of its own. */
type Shape = { code: string; name: string; path: string }

const shapesQuery = {
  queryKey: ['world-map'],
  queryFn: async (): Promise<Shape[]> => (await fetch(address)).json(),
  staleTime: Number.POSITIVE_INFINITY,
}

export function WorldMap({ rows }: { rows: readonly Row[] }) {
  const { data: shapes } = useQuery(shapesQuery)
  // The bars beside it say the same.
  if (shapes === undefined) return null
  const downloads = new Map(rows.map((row) => [row.value, row.downloads]))
  const most = Math.max(1, ...rows.map((row) => row.downloads))
  // Few countries have most of the downloads: by the root of their number the others can be seen as well.
  const shade = (count: number) => (count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * SHADES)))
  const [first, second, third] = rows.filter(({ value }) => value !== '')
  const told = [first, second, third].filter((row) => row !== undefined)
  return (
    <svg
      viewBox="0 0 720 350"
      role="img"
      aria-label={ts('mapOf', {
        list: told.map((row) => `${row.text} ${formatNumber(row.downloads)}`).join(', '),
      })}
      className={css.map}
    >
      {shapes.map(({ code, name, path }) => {
        const count = downloads.get(code) ?? 0
        return (
          <path key={name} d={path} data-shade={shade(count)}>
            <title>{`${code === '' ? name : countryName(code)}: ${formatNumber(count)}`}</title>
          </path>
        )
      })}
    </svg>
  )
}
