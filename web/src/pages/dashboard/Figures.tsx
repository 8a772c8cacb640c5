/** The four numbers of an application that say whether all is well, each with the way to what it is about. */
import type { App } from '@slipway/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { matrixQuery, statisticsQuery } from '../../api/queries.ts'
import { appStorageQuery } from '../../inside/queries.ts'
import { formatBytes, formatNumber, formatPercent } from '../../lib/format.ts'
import numbers from '../../parts/Numbers.module.css'
import { tests } from '../matrix/rows.ts'
import css from './Dashboard.module.css'
import type { LastDays } from './last-days.ts'
import { td } from './texts.ts'

type Props = { app: App; period: LastDays }

export function Figures({ downloads, ...props }: Props & { downloads: number }) {
  return (
    <dl className={`${numbers.numbers} ${css.figures}`}>
      <Figure name={td('downloads')} value={formatNumber(downloads)}>
        <Change {...props} downloads={downloads} />
      </Figure>
      <Adoption {...props} />
      <Builds app={props.app} />
      <Storage app={props.app} />
    </dl>
  )
}

function Figure({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {children !== undefined && <dd className={css.hint}>{children}</dd>}
    </div>
  )
}

/** From how many times as much on a share tells nothing. */
const COMPARABLE = 10

function Change({ app, period: { days, before }, downloads }: Props & { downloads: number }) {
  const { data } = useQuery({ ...statisticsQuery(app.slug, before), placeholderData: keepPreviousData })
  if (data === undefined) return '…'
  const was = data.total
  if (was === 0) return td('noneBefore', { days })
  if (was === downloads) return td('sameBefore', { days })
  const ratio = downloads / was
  const more = downloads > was ? '+' : '−'
  const change = ratio < COMPARABLE ? formatPercent(Math.abs(ratio - 1)) : formatNumber(Math.abs(downloads - was))
  return td('changeBefore', { change: `${more}${change}`, days })
}

/** How many of those who take a stable release take the newest. */
function Adoption({ app, period: { from, to } }: Props) {
  const newest = app.latest.stable
  const { data } = useQuery({
    ...statisticsQuery(app.slug, { by: 'release', kind: 'package', stage: 'stable', from, to }),
    placeholderData: keepPreviousData,
    enabled: newest !== null,
  })
  if (newest === null)
    return (
      <Figure name={td('adoption')} value="–">
        {td('noRelease')}
      </Figure>
    )
  if (data === undefined) return <Figure name={td('adoption')} value="…" />
  const release = newest.name
  const taken = data.items.find(({ value }) => value === release)?.downloads ?? 0
  if (data.total === 0)
    return (
      <Figure name={td('adoption')} value="–">
        {td('adoptionNone', { release })}
      </Figure>
    )
  return (
    <Figure name={`${td('adoption')}, ${release}`} value={formatPercent(taken / data.total)}>
      {td('adoptionHint')}
    </Figure>
  )
}

/** Extensions of what was built last: what is gone, and what has gaps. */
function Builds({ app }: { app: App }) {
  const newest = app.latest.draft ?? app.latest.stable
  const revision = newest?.name ?? ''
  const hasExtensions = (newest?.extensions ?? 0) > 0
  const { data } = useQuery({ ...matrixQuery(app.slug, revision, undefined), enabled: hasExtensions })
  const name = newest === null ? td('extensions') : td('builds', { release: revision })
  if (!hasExtensions)
    return (
      <Figure name={name} value="0">
        {td('noExtensions')}
      </Figure>
    )
  if (data === undefined) return <Figure name={name} value="…" />
  const lost = data.rows.flatMap(({ cells }) => cells).filter(({ state }) => state === 'missing').length
  const gaps = data.rows.filter(tests.missing).length
  const link = (show: 'missing' | 'lost', text: string) => (
    <Link to="/apps/$app/matrix/$revision" params={{ app: app.slug, revision }} search={{ show }}>
      {text}
    </Link>
  )
  return (
    <Figure name={name} value={formatNumber(data.rows.length)}>
      {lost > 0 && <span>{link('lost', td('buildsLost', { count: lost }))}</span>}
      {gaps > 0 && <span>{link('missing', td('buildsGaps', { count: gaps }))}</span>}
      {lost === 0 && gaps === 0 && td('buildsWhole')}
    </Figure>
  )
}

function Storage({ app }: { app: App }) {
  const { data } = useQuery(appStorageQuery(app.slug))
  if (data === undefined) return <Figure name={td('storage')} value="…" />
  const [first] = data.days
  const change = first === undefined ? 0 : data.bytes - first.bytes
  const size = formatBytes(Math.abs(change))
  const days = data.days.length
  return (
    <Figure name={td('storage')} value={formatBytes(data.bytes)}>
      {change !== 0 && <span>{td(change > 0 ? 'storageMore' : 'storageLess', { size, days })}</span>}
      {data.trashBytes > 0 && (
        <Link to="/apps/$app/manage/trash" params={{ app: app.slug }}>
          {td('storageTrash', { size: formatBytes(data.trashBytes) })}
        </Link>
      )}
    </Figure>
  )
}
