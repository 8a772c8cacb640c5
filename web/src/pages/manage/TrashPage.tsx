/** What was deleted, and can come back for a time. */
import type { TrashEntry } from '@slipway/sdk'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { Failure } from '../../inside/Form.tsx'
import { Inside, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { trashQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { formatBytes } from '../../lib/format.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { When } from '../../parts/When.tsx'

const route = getRouteApi('/apps/$app/manage/trash')

export function TrashPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { data: entries } = useSuspenseQuery(trashQuery(slug))
  const client = useQueryClient()
  const [purging, setPurging] = useState<TrashEntry | undefined>()
  const renew = () => client.invalidateQueries({ queryKey: ['apps', slug] })
  const restore = useAtOnce({
    query: trashQuery(slug).queryKey,
    act: (id: string) => slipway.trash.restore(slug, id),
    shown: (now: readonly TrashEntry[], id) => now.filter((entry) => entry.id !== id),
    renew: ['apps', slug],
  })
  const mayPurge = app.permissions.includes('trash.purge')
  const mayRestore = app.permissions.includes('trash.restore')
  return (
    <Inside title={ti('trash.title')} intro={ti('trash.intro')}>
      <Failure action={restore} />
      {entries.length === 0 ? (
        <Empty>{ti('trash.none')}</Empty>
      ) : (
        <DataTable
          rows={entries}
          keyOf={({ id }) => id}
          columns={[
            { name: ti('account.name'), cell: ({ name }) => <LongName name={name} /> },
            { name: ti('trash.kind'), cell: ({ kind }) => ti(`trash.kinds.${kind}`) },
            {
              name: ti('trash.deleted'),
              cell: ({ deletedAt, deletedBy }) => (
                <div>
                  <When time={deletedAt} />
                  <p className="quiet small">{deletedBy ?? ti('audit.server')}</p>
                </div>
              ),
            },
            { name: ti('trash.gone'), cell: ({ purgedAt }) => <When time={purgedAt} /> },
            { name: ti('storage.bytes'), number: true, cell: ({ bytes }) => formatBytes(bytes) },
          ]}
          actions={(entry) => (
            <Row>
              {mayRestore && (
                <RowButton verb={ti('trash.restore')} of={entry.name} onClick={() => restore.mutate(entry.id)} />
              )}
              {mayPurge && <RowButton verb={ti('trash.purge')} of={entry.name} onClick={() => setPurging(entry)} />}
            </Row>
          )}
        />
      )}
      {purging !== undefined && (
        <Confirm
          title={ti('trash.purgeTitle', { name: purging.name })}
          verb={ti('trash.purge')}
          typed={purging.name}
          act={() => slipway.trash.purge(slug, purging.id)}
          onDone={renew}
          onClose={() => setPurging(undefined)}
        >
          <p>{ti('trash.purgeWhat', { size: formatBytes(purging.bytes) })}</p>
        </Confirm>
      )}
    </Inside>
  )
}
