/** The filters of a catalogue as people read them. */
import { platformName } from '../../lib/platform.ts'
import { t } from '../../texts/index.ts'
import type { CatalogueSearch } from './search.ts'

export type FacetSearch = Pick<CatalogueSearch, 'os' | 'arch' | 'category' | 'tier' | 'license'>

export const NO_FACETS: FacetSearch = {
  os: undefined,
  arch: undefined,
  category: undefined,
  tier: undefined,
  license: undefined,
}

/** What is in force, each with what takes it away. */
export function chosenFacets({
  os,
  arch,
  category,
  tier,
  license,
}: FacetSearch): { text: string; without: FacetSearch }[] {
  const chosen: { text: string; without: FacetSearch }[] = []
  if (os !== undefined || arch !== undefined) {
    const text = platformName({ os: os ?? '', arch: arch ?? '' }).trim()
    chosen.push({ text, without: { os: undefined, arch: undefined } })
  }
  if (category !== undefined) chosen.push({ text: category, without: { category: undefined } })
  if (tier !== undefined) chosen.push({ text: t('catalogue.upToTier', { tier }), without: { tier: undefined } })
  if (license !== undefined) chosen.push({ text: license, without: { license: undefined } })
  return chosen
}
