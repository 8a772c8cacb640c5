/** Devices that get nothing because a table does not know them, with the button that changes it. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { slipway } from '../../inside/slipway.ts'
import { formatNumber } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Section } from '../../parts/Page.tsx'
import { When } from '../../parts/When.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

const refusedQuery = queryOptions({
  queryKey: ['spk', 'refused'],
  queryFn: ({ signal }) => slipway.spk.listRefusedDevices({ signal }),
})

export function RefusedDevices({
  architectures,
  languages,
}: {
  architectures: readonly string[]
  languages: readonly string[]
}) {
  const { data = [], error } = useQuery(refusedQuery)
  const add = useChange((code: string) => slipway.spk.addArchitecture(code))
  const lacking = data.filter(({ field, value }) => !(field === 'arch' ? architectures : languages).includes(value))
  if (error === null && lacking.length === 0) return null
  return (
    <Section title={tn('admin.refusedDevices')} hint={tn('admin.refusedHint')}>
      <Failure error={error ?? add.error} />
      <DataTable
        rows={lacking}
        keyOf={({ field, value }) => `${field} ${value}`}
        columns={[
          {
            name: tn('admin.refusedValue'),
            cell: ({ field, value }) => (
              <span className={css.choice}>
                {tn(field === 'arch' ? 'admin.architecture' : 'admin.language')} {value}
                {field === 'arch' && (
                  <Button size="xs" variant="default" onClick={() => add.mutate(value)}>
                    {tn('admin.add')} <span className="hidden-visually">{value}</span>
                  </Button>
                )}
              </span>
            ),
          },
          { name: tn('admin.refusedRequests'), number: true, cell: ({ requests }) => formatNumber(requests) },
          { name: tn('admin.refusedLast'), cell: ({ lastAt }) => <When time={lastAt} /> },
        ]}
      />
    </Section>
  )
}
