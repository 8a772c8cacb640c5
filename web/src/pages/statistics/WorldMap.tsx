/** A quiet map: the more downloads, the stronger the colour of a country. Natural Earth's borders, in the public domain. */
import { geoEqualEarth, geoPath } from 'd3-geo'
import { useMemo } from 'react'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import world from 'world-atlas/countries-110m.json'
import { countryName } from '../../lib/countries.ts'
import { formatNumber } from '../../lib/format.ts'
import { countryByNumber } from './country-numbers.ts'
import type { Row } from './Rows.tsx'
import css from './Statistics.module.css'
import { ts } from './texts.ts'

const WIDTH = 720
const HEIGHT = 350
const SHADES = 5
const ANTARCTICA = 'AQ'

const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>

export function WorldMap({ rows }: { rows: readonly Row[] }) {
  const shapes = useMemo(shapesOfCountries, [])
  const downloads = new Map(rows.map((row) => [row.value, row.downloads]))
  const most = Math.max(1, ...rows.map((row) => row.downloads))
  // Few countries have most of the downloads: by the root of their number the others can be seen as well.
  const shade = (count: number) => (count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * SHADES)))
  const [first, second, third] = rows.filter(({ value }) => value !== '')
  const told = [first, second, third].filter((row) => row !== undefined)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={ts('mapOf', {
        list: told.map((row) => `${row.text} ${formatNumber(row.downloads)}`).join(', '),
      })}
      className={css.map}
    >
      {shapes.map(({ key, code, path, name }) => {
        const count = downloads.get(code) ?? 0
        return (
          <path key={key} d={path} data-shade={shade(count)}>
            <title>{`${code === '' ? name : countryName(code)}: ${formatNumber(count)}`}</title>
          </path>
        )
      })}
    </svg>
  )
}

function shapesOfCountries() {
  const countries = feature(topology, topology.objects.countries).features.map((country) => ({
    country,
    code: countryByNumber.get(String(country.id)) ?? '',
  }))
  const shown = countries.filter(({ code }) => code !== ANTARCTICA)
  const projection = geoEqualEarth().fitSize([WIDTH, HEIGHT], {
    type: 'FeatureCollection',
    features: shown.map(({ country }) => country),
  })
  const draw = geoPath(projection).digits(1)
  return shown.map(({ country, code }, at) => ({
    key: String(at),
    code,
    name: country.properties.name,
    path: draw(country) ?? '',
  }))
}
