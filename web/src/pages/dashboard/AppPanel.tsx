/** One application on the dashboard: its figures, its days, and what was downloaded most. Asked for when it is seen. */
import type { App } from '@slipway/sdk'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useRef } from 'react'
import { statisticsQuery } from '../../api/queries.ts'
import { countryName } from '../../lib/countries.ts'
import { useSeen } from '../../lib/useSeen.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { ManageLink } from '../../parts/ManageLink.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import { stepsOf } from '../statistics/period.ts'
import { Bars, type Row } from '../statistics/Rows.tsx'
import figures from '../statistics/Statistics.module.css'
import { valuesOf } from '../statistics/series.ts'
import { TimeChart } from '../statistics/TimeChart.tsx'
import { ts } from '../statistics/texts.ts'
import css from './Dashboard.module.css'
import { Figures } from './Figures.tsx'
import { type LastDays, lastDays } from './last-days.ts'
import { td } from './texts.ts'

export function AppPanel({ app, days }: { app: App; days: number }) {
  const room = useRef<HTMLElement>(null)
  const seen = useSeen(room)
  const heading = useId()
  return (
    <section ref={room} aria-labelledby={heading} className={css.app}>
      <header className={css.head}>
        <AppIcon name={app.name} size={48} />
        <h2 id={heading}>
          <Link to="/apps/$app" params={{ app: app.slug }}>
            {app.name}
          </Link>
        </h2>
        {!app.public && <PrivateBadge />}
        <span className={css.ways}>
          <Link to="/apps/$app/statistics" params={{ app: app.slug }}>
            {td('statistics')}
          </Link>
          <ManageLink app={app} />
        </span>
      </header>
      {seen ? <Numbers app={app} period={lastDays(days)} /> : <WaitingRows count={8} />}
    </section>
  )
}

function Numbers({ app, period }: { app: App; period: LastDays }) {
  const { from, to } = period
  const kept = { placeholderData: keepPreviousData }
  const [stable, draft] = useQueries({
    queries: (['stable', 'draft'] as const).map((stage) => ({
      ...statisticsQuery(app.slug, { by: 'day', from, to, stage }),
      ...kept,
    })),
  })
  const failed = [stable, draft].find((query) => query?.isError)
  if (failed?.error) {
    return (
      <PartProblem title={td('failed', { app: app.name })} error={failed.error} retry={() => void failed.refetch()} />
    )
  }
  if (stable?.data === undefined || draft?.data === undefined) return <WaitingRows count={8} />
  const steps = stepsOf({ from, to, step: 'day' }, undefined)
  const total = stable.data.total + draft.data.total
  return (
    <>
      <Figures app={app} period={period} downloads={total} />
      {total === 0 ? (
        <p className={figures.nothing}>{td('nothing')}</p>
      ) : (
        <>
          <TimeChart
            title={td('overTime', { app: app.name })}
            steps={steps}
            series={[
              { key: 'stable', name: t('stage.stable'), tone: 'stable', values: valuesOf(stable.data.items, steps) },
              { key: 'draft', name: t('stage.draft'), tone: 'draft', values: valuesOf(draft.data.items, steps) },
            ]}
            before={undefined}
          />
          <div className={css.lists}>
            <Most app={app} period={period} by="release" title={td('releases')} />
            <Most app={app} period={period} by="baseName" kind="extension" title={td('extensions')} />
            <Most app={app} period={period} by="country" title={td('countries')} textOf={countryName} />
            <Most app={app} period={period} by="client" title={td('clients')} textOf={clientName} />
          </div>
        </>
      )}
    </>
  )
}

const clientName = (client: string): string =>
  (ts('clients', { returnObjects: true }) as Record<string, string>)[client] ?? client

const MOST = 5
/** What a list leads to: the statistics, narrowed to the row. */
const filters = { release: 'release', baseName: 'name', country: 'country', client: 'client' } as const

type MostProps = {
  app: App
  period: LastDays
  by: keyof typeof filters
  kind?: 'extension'
  title: string
  textOf?: (value: string) => string
}

function Most({ app, period: { from, to }, by, kind, title, textOf = String }: MostProps): ReactNode {
  const heading = useId()
  const asked = { by, from, to, limit: MOST, ...(kind !== undefined && { kind }) }
  const { data } = useQuery({ ...statisticsQuery(app.slug, asked), placeholderData: keepPreviousData })
  if (data === undefined) return <WaitingRows count={MOST} />
  if (data.items.length === 0) return null
  const rows = data.items.map(({ value, downloads }) => ({
    value,
    downloads,
    text: value === '' ? td('unknown') : textOf(value),
  }))
  const linkOf = ({ value, text }: Row) => (
    <Link
      to="/apps/$app/statistics"
      params={{ app: app.slug }}
      search={{ [filters[by]]: value, from, to }}
      className={figures.name}
    >
      {text}
    </Link>
  )
  return (
    <section aria-labelledby={heading} className={css.list}>
      <h3 id={heading}>{title}</h3>
      <Bars rows={rows} total={data.total} linkOf={linkOf} />
    </section>
  )
}
