/** Filters as links: each is an address one can keep, share and go back from. On a phone they fold away. */
import type { ExtensionFacets } from '@slipway/sdk'
import { IconAdjustmentsHorizontal, IconX } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { byPlatform, parsePlatform, platformName } from '../../lib/platform.ts'
import { t } from '../../texts/index.ts'
import css from './Facets.module.css'
import { chosenFacets, type FacetSearch, NO_FACETS } from './facets.ts'

const route = getRouteApi('/apps/$app/extensions')
const AT_FIRST = 8

type Choice = { text: string; count: number; chosen: boolean; search: FacetSearch }

export function Facets({ counts }: { counts: ExtensionFacets | undefined }) {
  const search = route.useSearch()
  const [open, setOpen] = useState(false)
  const chosen = chosenFacets(search)
  if (counts === undefined) return <div className={css.facets} />
  return (
    <aside className={css.facets} aria-label={t('catalogue.filters')} data-open={open}>
      <h2 className="hidden-visually">{t('catalogue.filters')}</h2>
      <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />
        {chosen.length === 0 ? t('catalogue.filters') : t('catalogue.filtersOn', { count: chosen.length })}
      </button>
      {chosen.length > 0 && (
        <ul className={css.chosen}>
          {chosen.map(({ text, without }) => (
            <li key={text}>
              <FacetLink search={without} className={css.chip} label={t('catalogue.remove', { value: text })}>
                {text}
                <IconX size={14} stroke={2} aria-hidden />
              </FacetLink>
            </li>
          ))}
          {chosen.length > 1 && (
            <li>
              <FacetLink search={NO_FACETS} className={css.clear}>
                {t('catalogue.clear')}
              </FacetLink>
            </li>
          )}
        </ul>
      )}
      <div className={css.groups}>
        <Group title={t('catalogue.platform')} choices={platforms(counts, search)} />
        <Group title={t('catalogue.category')} choices={simple(counts.categories, 'category', search)} />
        <Group title={t('catalogue.tier')} choices={tiers(counts, search)} />
        <Group title={t('catalogue.license')} choices={simple(counts.licenses, 'license', search)} />
      </div>
    </aside>
  )
}

function Group({ title, choices }: { title: string; choices: Choice[] }) {
  const [all, setAll] = useState(false)
  // A filter with one value would filter nothing.
  if (choices.length < 2 && !choices.some(({ chosen }) => chosen)) return null
  const shown = all ? choices : choices.filter(({ chosen }, at) => at < AT_FIRST || chosen)
  return (
    <section className={css.group} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {shown.map(({ text, count, chosen, search }) => (
          <li key={text}>
            <FacetLink search={search} className={css.choice} chosen={chosen}>
              <span>{text}</span>
              <span className={css.count}>{count}</span>
            </FacetLink>
          </li>
        ))}
      </ul>
      {choices.length > AT_FIRST && (
        <button type="button" className={css.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('catalogue.fewer') : t('catalogue.more', { count: choices.length })}
        </button>
      )}
    </section>
  )
}

function FacetLink({
  search,
  className,
  chosen,
  label,
  children,
}: {
  search: FacetSearch
  className: string | undefined
  chosen?: boolean
  label?: string
  children: React.ReactNode
}) {
  return (
    <Link
      from="/apps/$app/extensions"
      to="."
      search={(before) => ({ ...before, ...search })}
      replace
      resetScroll={false}
      className={className}
      aria-label={label}
      // The router would mark every link to this page as the present one.
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={chosen === true ? 'true' : undefined}
    >
      {children}
    </Link>
  )
}

function platforms({ targets }: ExtensionFacets, now: FacetSearch): Choice[] {
  return targets
    .map(({ value, count }) => ({ platform: parsePlatform(value), count }))
    .sort((a, b) => byPlatform(a.platform, b.platform))
    .map(({ platform, count }) => {
      const chosen = platform.os === now.os && platform.arch === now.arch
      return {
        text: platformName(platform),
        count,
        chosen,
        search: chosen ? { os: undefined, arch: undefined } : platform,
      }
    })
}

function simple(values: ExtensionFacets['categories'], key: 'category' | 'license', now: FacetSearch): Choice[] {
  return values
    .filter(({ value }) => value !== '')
    .map(({ value, count }) => {
      const chosen = now[key] === value
      return { text: value, count, chosen, search: { [key]: chosen ? undefined : value } }
    })
}

/** "Up to" a tier, as the server filters; so the counts add up. */
function tiers({ tiers: values }: ExtensionFacets, now: FacetSearch): Choice[] {
  const ordered = values.map(({ value, count }) => ({ tier: Number(value), count })).sort((a, b) => a.tier - b.tier)
  let count = 0
  return ordered.map((value) => {
    count += value.count
    const chosen = now.tier === value.tier
    const text = t('catalogue.upToTier', { tier: value.tier })
    return { text, count, chosen, search: { tier: chosen ? undefined : value.tier } }
  })
}
