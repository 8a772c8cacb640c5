/** What was downloaded of the packages, or of one: over time, by package, version, file, device and firmware. */
import { IconX } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { NAS_PACKAGES, statisticsQuery } from '../../api/queries.ts'
import { formatNumber } from '../../lib/format.ts'
import { Page, PageHead } from '../../parts/Page.tsx'
import { OverTime } from '../statistics/OverTime.tsx'
import { periodOf } from '../statistics/period.ts'
import { Ranking } from '../statistics/Ranking.tsx'
import type { Row } from '../statistics/Rows.tsx'
import { Segments } from '../statistics/Segments.tsx'
import figures from '../statistics/Statistics.module.css'
import { RANGES } from '../statistics/search.ts'
import { ts } from '../statistics/texts.ts'
import { firmwaresQuery } from './queries.ts'
import { RECENT_DAYS, recentFrom } from './search.ts'
import { tn } from './texts.ts'

const route = getRouteApi('/synology/statistics')

export function SpkStatisticsPage() {
  const { range = '90d', package: name } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: firmwares } = useSuspenseQuery(firmwaresQuery)
  const is: Record<string, string> = name === undefined ? {} : { baseName: name }
  const ever = useSuspenseQuery(statisticsQuery(NAS_PACKAGES, { ...is, imported: true })).data.total
  const recent = useSuspenseQuery(statisticsQuery(NAS_PACKAGES, { ...is, imported: true, from: recentFrom() })).data
    .total
  // Of 90 days, those that devices are told of: the number above and the chart are the same.
  const period = periodOf(range === '90d' ? { from: recentFrom() } : { range })
  const shared = { app: NAS_PACKAGES, period, is }
  // As devices are told: with what older systems counted, which the chart over time shows apart.
  const counted = { ...shared, imported: true }
  const firmwareOf = (build: string) => {
    const known = firmwares.find((one) => String(one.build) === build)
    return known === undefined ? build : `${known.type.toUpperCase()} ${known.version}-${build}`
  }
  const title = name === undefined ? tn('statistics.title') : tn('statistics.of', { name })
  return (
    <Page
      title={title}
      crumbs={[
        { text: tn('title'), to: '/synology' },
        ...(name === undefined ? [] : [{ text: tn('statistics.short'), to: '/synology/statistics' as const }]),
      ]}
    >
      <PageHead title={title}>
        <p className="quiet">
          {tn('statistics.sums', { all: formatNumber(ever), recent: formatNumber(recent), days: RECENT_DAYS })}
        </p>
      </PageHead>
      <div className={figures.controls}>
        <Segments
          label={ts('range')}
          chosen={range}
          onChoose={(next) =>
            navigate({ search: (before) => ({ ...before, range: next }), replace: true, resetScroll: false })
          }
          choices={RANGES.map((value) => ({ value, text: ts(`ranges.${value}`) }))}
        />
      </div>
      {name !== undefined && (
        <ul className={figures.chips} aria-label={ts('narrowed')}>
          <li>
            <button
              type="button"
              aria-label={ts('widen', { value: name })}
              onClick={() =>
                navigate({ search: (before) => ({ ...before, package: undefined }), replace: true, resetScroll: false })
              }
            >
              {name} <IconX size={14} stroke={1.75} aria-hidden />
            </button>
          </li>
        </ul>
      )}
      <OverTime {...shared} compare={false} draftName={tn('beta')} />
      <div className={figures.figures}>
        {name === undefined ? (
          <Ranking {...counted} by="baseName" title={tn('statistics.byPackage')} linkOf={packageLink} limit={15} />
        ) : (
          <Ranking {...counted} by="version" title={tn('statistics.byVersion')} />
        )}
        <Ranking
          {...counted}
          by="revision"
          title={tn('statistics.byFirmware')}
          textOf={firmwareOf}
          unknown={tn('statistics.byHand')}
        />
        <Ranking {...counted} by="arch" title={tn('statistics.byArchitecture')} unknown={tn('statistics.byHand')} />
        <Ranking {...counted} by="file" title={tn('statistics.byBuild')} />
      </div>
    </Page>
  )
}

const packageLink = ({ value, text }: Row) => (
  <Link
    to="/synology/statistics"
    search={(before) => ({ ...before, package: value })}
    className={figures.name}
    title={ts('narrowTo', { value: text })}
  >
    {text}
  </Link>
)
