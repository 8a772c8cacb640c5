import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Badge } from '../../parts/Badge.tsx'
import { Section } from '../../parts/Page.tsx'
import table from '../../parts/Table.module.css'
import { DeviceField } from '../synology/DeviceField.tsx'
import { archOf } from '../synology/models.ts'
import { type AskedDevice, architecturesQuery, explainQuery, firmwaresQuery } from '../synology/queries.ts'
import { tn } from '../synology/texts.ts'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'

export function ExplainSection({ name }: { name: string }) {
  const { data: architectures } = useSuspenseQuery(architecturesQuery)
  const { data: firmwares } = useSuspenseQuery(firmwaresQuery)
  const [device, setDevice] = useState('')
  const [build, setBuild] = useState(String(firmwares.findLast(({ type }) => type === 'dsm')?.build ?? ''))
  const [beta, setBeta] = useState(false)
  const [asked, setAsked] = useState<AskedDevice>()
  const { data, error } = useQuery(
    asked === undefined ? { queryKey: ['spk', 'nothing'], queryFn: skipToken } : explainQuery(name, asked),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setAsked({ arch: archOf(device, architectures) ?? device, build, ...(beta && { channel: 'beta' as const }) })
  }
  return (
    <Section title={tn('admin.explain')} hint={tn('admin.explainHint')}>
      <form className={css.inline} onSubmit={onSubmit}>
        <DeviceField value={device} architectures={architectures} onChange={setDevice} />
        <NativeSelect
          label={tn('admin.build')}
          value={build}
          onChange={(event) => setBuild(event.currentTarget.value)}
          data={firmwares.toReversed().map((one) => ({
            value: String(one.build),
            label: `${one.type.toUpperCase()} ${one.version}-${one.build}`,
          }))}
        />
        <Checkbox
          size="md"
          label={tn('admin.channel')}
          checked={beta}
          mb={8}
          onChange={(event) => setBeta(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default">
          {tn('admin.explainAction')}
        </Button>
      </form>
      <Failure error={error} />
      {asked !== undefined && data !== undefined && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{tn('admin.newest')}</th>
              <th scope="col">{tn('admin.firmware')}</th>
              <th scope="col">{tn('admin.arch')}</th>
              <th scope="col">{tn('admin.outcome')}</th>
              <th scope="col">{tn('admin.because')}</th>
            </tr>
          </thead>
          <tbody>
            {data.builds.map((one) => (
              <tr key={one.build}>
                <th scope="row">{one.version}</th>
                <td data-name={tn('admin.firmware')}>{one.firmware}</td>
                <td data-name={tn('admin.arch')}>{one.architectures.join(', ')}</td>
                <td data-name={tn('admin.outcome')}>
                  <Badge tone={one.outcome === 'chosen' ? 'good' : 'plain'}>
                    {tn(`admin.outcomes.${one.outcome}`)}
                  </Badge>
                </td>
                <td data-name={tn('admin.because')}>{one.because}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
