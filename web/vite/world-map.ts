/**
 * The shapes of the countries, drawn when the app is built: visitors fetch a file with finished outlines, and neither
 * the borders' coordinates nor what projects them is script of a page. Natural Earth's borders, in the public domain.
 */
import { geoEqualEarth, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'
import world from 'world-atlas/countries-110m.json' with { type: 'json' }
import { countryByNumber } from './country-numbers.ts'

/** What the app imports: the address of the file. */
const NAME = 'virtual:world-map'
const WIDTH = 720
const HEIGHT = 350
const ANTARCTICA = 'AQ'

export const worldMap = (): Plugin => ({
  name: 'slipway:world-map',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load(id) {
    if (id !== `\0${NAME}`) return undefined
    const source = JSON.stringify(shapesOfCountries())
    if (this.environment.mode === 'dev') return `export default 'data:application/json,${encodeURIComponent(source)}'`
    return `export default import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: 'world-map.json', source })}`
  },
})

/** Each country: its two letters if it has some, its English name, and its outline in a view of 720 × 350. */
function shapesOfCountries(): { code: string; name: string; path: string }[] {
  const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>
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
  return shown.map(({ country, code }) => ({ code, name: country.properties.name, path: draw(country) ?? '' }))
}
