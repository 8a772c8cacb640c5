import type { SpkPackageDetail } from '@slipway/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { slipway } from '../../inside/slipway.ts'
import { formatDay, formatNumber } from '../../lib/format.ts'
import { Section } from '../../parts/Page.tsx'
import { RECENT_DAYS } from '../synology/search.ts'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { Tops } from './OverviewTab.tsx'
import { tn } from './texts.ts'

const TOP = 3

/** What devices downloaded of late, and which; everything else is in the statistics. */
export function NumbersSection({ it }: { it: SpkPackageDetail }) {
  const { name, downloads, recentDownloads, lastDownload } = it
  const sums = { all: formatNumber(downloads), recent: formatNumber(recentDownloads), days: RECENT_DAYS }
  const { data, error } = useQuery({
    queryKey: ['spk', 'package', name, 'statistics'],
    queryFn: ({ signal }) => slipway.spk.statistics(name, { signal }),
  })
  return (
    <Section
      title={tn('facts.downloads')}
      hint={
        <Link to="/synology/statistics" search={{ package: name }}>
          {tn('statistics.of', { name })}
        </Link>
      }
    >
      <Failure error={error} />
      {data !== undefined && (
        <>
          <p className="small quiet">
            {tn('statistics.sums', sums)}
            {lastDownload !== null && ` · ${tn('admin.lastDownload', { day: formatDay(lastDownload) })}`}
          </p>
          <div className={css.tops}>
            <Tops
              title={tn('statistics.byArchitecture')}
              of={data.architectures
                .slice(0, TOP)
                .map((row) => ({ of: row.architecture ?? '', downloads: row.downloads }))}
            />
            <Tops
              title={tn('statistics.byFirmware')}
              of={data.firmwares.slice(0, TOP).map((row) => ({ of: row.firmware ?? '', downloads: row.downloads }))}
            />
          </div>
        </>
      )}
    </Section>
  )
}
