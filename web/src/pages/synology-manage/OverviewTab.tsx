/** What there is to look after, what came last, and what is downloaded most. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { slipway } from '../../inside/slipway.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Command } from '../../parts/Command.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import numbers from '../../parts/Numbers.module.css'
import { Section } from '../../parts/Page.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { When } from '../../parts/When.tsx'
import { Bars } from '../statistics/Rows.tsx'
import { Segments } from '../statistics/Segments.tsx'
import figures from '../statistics/Statistics.module.css'
import { ts } from '../statistics/texts.ts'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'

const RANGES = [7, 30, 90] as const
type Range = (typeof RANGES)[number]

export function OverviewTab() {
  const [days, setDays] = useState<Range>(90)
  const { data, error } = useQuery({
    queryKey: ['spk', 'overview', days],
    queryFn: ({ signal }) => slipway.spk.overview(days, { signal }),
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <Failure error={error} />
  if (data === undefined) return <WaitingRows count={8} />
  const sums: [string, number][] = [
    [tn('admin.packages'), data.packages],
    [tn('admin.builds'), data.builds],
    [tn('overview.inactive'), data.inactiveBuilds],
    [tn('overview.recent'), data.recentDownloads],
  ]
  return (
    <>
      <dl className={`${numbers.numbers} ${numbers.row}`}>
        {sums.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      <Section title={tn('overview.latest')}>
        {data.latest.length === 0 ? (
          <Empty>{tn('build.none')}</Empty>
        ) : (
          <DataTable
            rows={data.latest}
            keyOf={(one) => `${one.package} ${one.version}`}
            columns={[
              {
                name: tn('admin.package'),
                cell: (one) => (
                  <Link to="/synology/packages/$package/manage" params={{ package: one.package }}>
                    {one.package}
                  </Link>
                ),
              },
              { name: tn('build.version'), cell: ({ version }) => version },
              {
                name: tn('admin.state'),
                cell: ({ active }) => (
                  <Badge tone={active ? 'good' : 'plain'}>{tn(active ? 'admin.active' : 'overview.notAll')}</Badge>
                ),
              },
              { name: tn('admin.size'), number: true, cell: ({ size }) => formatBytes(size) },
              {
                name: tn('overview.recent'),
                number: true,
                cell: ({ recentDownloads }) => formatNumber(recentDownloads),
              },
              { name: tn('admin.uploaded'), cell: ({ createdAt }) => <When time={createdAt} /> },
            ]}
          />
        )}
      </Section>
      <Section title={tn('overview.most')}>
        <div>
          <Segments
            label={ts('range')}
            chosen={String(days)}
            onChoose={(next) => setDays(RANGES.find((one) => String(one) === next) ?? 90)}
            choices={RANGES.map((value) => ({ value: String(value), text: tn('overview.days', { count: value }) }))}
          />
        </div>
        <div className={css.tops}>
          <Tops
            title={tn('statistics.byFirmware')}
            of={data.topFirmwares.map((row) => ({ of: row.firmware ?? '', downloads: row.downloads }))}
          />
          <Tops
            title={tn('statistics.byArchitecture')}
            of={data.topArchitectures.map((row) => ({ of: row.architecture ?? '', downloads: row.downloads }))}
          />
          <Tops
            title={tn('statistics.byPackage')}
            of={data.topPackages.map((row) => ({ of: row.package ?? '', downloads: row.downloads }))}
          />
        </div>
      </Section>
      <Upload />
    </>
  )
}

function Upload() {
  return (
    <Section title={tn('overview.upload')} hint={tn('overview.uploadHint')}>
      <Command line="slipway spk upload package.spk" label={tn('overview.uploadCommand')} />
      <p className="small quiet">{tn('overview.uploadUrl')}</p>
      <Command line={`${location.origin}/api`} label={tn('overview.uploadAddress')} />
      <p className="small">
        <Link to="/account/keys">{tn('overview.uploadKey')}</Link>
      </p>
    </Section>
  )
}

/** Bars with the values that have most; their share is that of what is shown. */
export function Tops({ title, of }: { title: string; of: readonly { of: string; downloads: number }[] }): ReactNode {
  const total = of.reduce((sum, { downloads }) => sum + downloads, 0)
  return (
    <section className={figures.figure} aria-label={title}>
      <h3>{title}</h3>
      {of.length === 0 ? (
        <p className={figures.nothing}>{ts('nothing')}</p>
      ) : (
        <Bars rows={of.map((row) => ({ value: row.of, text: row.of, downloads: row.downloads }))} total={total} />
      )}
    </section>
  )
}
