/** How much is stored, by application, and how that grew. */
import type { AppStorage } from '@slipway/sdk'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Inside } from '../../inside/Inside.tsx'
import { storageQuery } from '../../inside/queries.ts'
import { ti } from '../../inside/texts/index.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Fact, Facts } from '../../parts/Facts.tsx'
import css from './StoragePage.module.css'

export function StoragePage() {
  const { data: use } = useSuspenseQuery(storageQuery)
  const most = Math.max(1, ...use.apps.map(({ bytes }) => bytes))
  return (
    <Inside title={ti('storage.title')} intro={ti('storage.intro')}>
      <Facts>
        <Fact name={ti('storage.stored')}>
          {formatBytes(use.storedBytes)} {ti('storage.inFiles', { count: use.storedFiles })}
        </Fact>
        <Fact name={ti('storage.uploads')}>{formatBytes(use.uploadBytes)}</Fact>
        <Fact name={ti('storage.free')}>
          {use.freeBytes === null ? ti('storage.unknown') : formatBytes(use.freeBytes)}
        </Fact>
      </Facts>
      {use.apps.length === 0 ? (
        <Empty>{ti('apps.none')}</Empty>
      ) : (
        <DataTable
          rows={use.apps}
          keyOf={({ app }) => app}
          columns={[
            {
              name: ti('apps.app'),
              cell: ({ name, bytes }) => (
                <>
                  {name}
                  <svg className={css.bar} aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 4">
                    <rect width="100" height="4" fill="var(--line)" />
                    <rect width={(bytes / most) * 100} height="4" fill="var(--stable-shape)" />
                  </svg>
                </>
              ),
            },
            { name: ti('storage.bytes'), number: true, cell: ({ bytes }) => formatBytes(bytes) },
            { name: ti('storage.files'), number: true, cell: ({ files }) => formatNumber(files) },
            { name: ti('storage.trash'), number: true, cell: ({ trashBytes }) => formatBytes(trashBytes) },
            { name: ti('storage.growth'), number: true, cell: (app) => <Growth app={app} /> },
          ]}
        />
      )}
    </Inside>
  )
}

/** What changed in the days that were recorded, as a number and as a line from zero. */
function Growth({ app: { bytes, days } }: { app: AppStorage }) {
  const [first] = days
  if (first === undefined || days.length < 2) return ti('storage.notYet')
  const change = bytes - first.bytes
  const most = Math.max(1, ...days.map((day) => day.bytes))
  const points = days.map((day, at) => `${(at / (days.length - 1)) * 80},${24 - (day.bytes / most) * 22}`)
  return (
    <span className={css.growth}>
      <svg width="80" height="24" viewBox="0 0 80 24" aria-hidden="true">
        <polyline points={points.join(' ')} fill="none" stroke="var(--stable-shape)" strokeWidth="1.5" />
      </svg>
      {ti(change < 0 ? 'storage.less' : 'storage.more', { size: formatBytes(Math.abs(change)), count: days.length })}
    </span>
  )
}
