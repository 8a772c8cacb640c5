/** What was downloaded of an application: over time, by version, system and country, and which extensions most. */
import { IconX } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, countingRulesQuery, statisticsQuery } from '../../api/queries.ts'
import { countryName } from '../../lib/countries.ts'
import { osName } from '../../lib/platform.ts'
import { AppTabs } from '../../parts/AppTabs.tsx'
import { Command } from '../../parts/Command.tsx'
import control from '../../parts/Control.module.css'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import { Countries } from './Countries.tsx'
import { OverTime } from './OverTime.tsx'
import { type Period, periodOf } from './period.ts'
import { Ranking } from './Ranking.tsx'
import { Segments } from './Segments.tsx'
import css from './Statistics.module.css'
import { FILTERS, type Filter, RANGES, type StatisticsSearch } from './search.ts'
import { ts } from './texts.ts'

const route = getRouteApi('/apps/$app/statistics')

export function StatisticsPage() {
  const { app: slug } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const period = periodOf(search)
  const change = (next: Partial<StatisticsSearch>) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  const is = narrowed(search)
  const shared = { app: slug, period, is }
  const looksAfter = app.permissions.includes('package.publish')
  const { from, to } = period
  const all = useQuery(
    statisticsQuery(slug, { ...is, ...(from !== undefined && { from }), to, by: 'source', bots: looksAfter }),
  )
  // The first figure says that there is nothing: one by one, the others would only say it again.
  const hasAny = all.data?.values !== 0
  return (
    <Page
      title={ts('title', { app: app.name })}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
      ]}
    >
      <PageHead title={ts('title', { app: app.name })} />
      <AppTabs app={app} />
      <Controls search={search} period={period} change={change} />
      <Chips search={search} change={change} />
      <OverTime {...shared} compare={search.compare === 'before'} />
      {hasAny && <Figures {...shared} name={search.name} looksAfter={looksAfter} />}
      <CountingRules />
      <BadgeToCopy app={slug} name={search.name} />
    </Page>
  )
}

type FiguresProps = {
  app: string
  period: Period
  is: Record<string, string>
  name: string | undefined
  looksAfter: boolean
}

function Figures({ name, looksAfter, ...shared }: FiguresProps) {
  return (
    <>
      <div className={css.figures}>
        <Ranking {...shared} by="release" title={ts('byRelease')} filter="release" limit={12} />
        <Ranking {...shared} by="os" title={ts('byOs')} filter="os" textOf={osName} />
        <Countries {...shared} />
        {name === undefined && (
          <Ranking {...shared} by="baseName" kind="extension" title={ts('topExtensions')} filter="name" limit={15} />
        )}
        <Ranking {...shared} by="client" title={ts('byClient')} filter="client" textOf={clientName} bots={looksAfter} />
      </div>
      {looksAfter && (
        <Section title={ts('maintainers')} hint={ts('maintainersHint')}>
          <div className={css.figures}>
            <Ranking {...shared} by="file" title={ts('byFile')} limit={15} />
            <Ranking {...shared} by="source" title={ts('bySource')} textOf={sourceName} />
            {Object.keys(shared.is).length === 0 && (
              <>
                <Ranking {...shared} by="family" title={ts('byFamily')} limit={12} />
                <Ranking {...shared} by="visitorOs" title={ts('byVisitorOs')} limit={12} />
              </>
            )}
          </div>
        </Section>
      )}
    </>
  )
}

/** What all figures are narrowed to, as the API names it. */
function narrowed({ name, release, os, country, client }: StatisticsSearch): Record<string, string> {
  const given = { baseName: name, release, os, country, client }
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

type ControlProps = { search: StatisticsSearch; change: (next: Partial<StatisticsSearch>) => void }

function Controls({ search, period, change }: ControlProps & { period: Period }) {
  const own = search.from !== undefined || search.to !== undefined
  return (
    <div className={css.controls}>
      <Segments
        label={ts('range')}
        chosen={own ? undefined : (search.range ?? '90d')}
        onChoose={(range) => change({ range, from: undefined, to: undefined })}
        choices={RANGES.map((value) => ({ value, text: ts(`ranges.${value}`) }))}
      />
      <span className={css.days}>
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {ts(`${end}`)}{' '}
            <input
              className={control.control}
              type="date"
              value={(own ? search[end] : period[end]) ?? ''}
              onChange={(event) => change({ [end]: event.currentTarget.value || undefined })}
            />
          </label>
        ))}
      </span>
      {period.before !== undefined && (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={search.compare === 'before'}
            onChange={(event) => change({ compare: event.currentTarget.checked ? 'before' : undefined })}
          />
          {ts('compare')}
        </label>
      )}
    </div>
  )
}

const shown: Record<Filter, (value: string) => string> = {
  name: String,
  release: String,
  os: osName,
  country: countryName,
  client: clientName,
}

/** What the figures are narrowed to; each can be taken away. */
function Chips({ search, change }: ControlProps) {
  const given = FILTERS.filter((filter) => search[filter] !== undefined)
  if (given.length === 0) return null
  return (
    <ul className={css.chips} aria-label={ts('narrowed')}>
      {given.map((filter) => {
        const text = shown[filter](search[filter] ?? '')
        return (
          <li key={filter}>
            <button
              type="button"
              aria-label={ts('widen', { value: text })}
              onClick={() => change({ [filter]: undefined })}
            >
              {text} <IconX size={14} stroke={1.75} aria-hidden />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function CountingRules() {
  const { data } = useQuery(countingRulesQuery)
  if (data === undefined) return null
  return (
    <Section title={ts('rules')} hint={ts('rulesVersion', { version: data.version })}>
      <ul className={css.rules}>
        {[...data.rules, data.countries].map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </Section>
  )
}

function BadgeToCopy({ app, name }: { app: string; name: string | undefined }) {
  const of = name === undefined ? '' : `?baseName=${encodeURIComponent(name)}`
  const path = `/api/v2/apps/${app}/badge.svg${of}`
  const page = `/apps/${app}/statistics${name === undefined ? '' : `?name=${encodeURIComponent(name)}`}`
  const { origin } = window.location
  return (
    <Section title={ts('badge')} hint={ts('badgeHint')}>
      <div className={css.badge}>
        <img src={path} alt={ts('badgeAlt')} height={20} />
      </div>
      <Command line={`[![downloads](${origin}${path})](${origin}${page})`} label={ts('badge')} />
    </Section>
  )
}

function clientName(client: string): string {
  const known = ts('clients', { returnObjects: true }) as Record<string, string>
  return known[client] ?? client
}

function sourceName(source: string): string {
  if (source === 'live') return ts('live')
  if (source === 'log') return ts('log')
  return ts('importedFrom', { series: source.replace(/^import:/, '') })
}
