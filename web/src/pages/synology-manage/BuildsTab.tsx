/** Builds of all packages one looks after, newest first, to do something with many at once. */
import { Checkbox } from '@mantine/core'
import type { SpkBuildEntry, SpkRepository } from '@slipway/sdk'
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { formatBytes } from '../../lib/format.ts'
import { useDebounced } from '../../lib/useDebounced.ts'
import { Badge } from '../../parts/Badge.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { When } from '../../parts/When.tsx'
import { fileAddress } from '../synology/queries.ts'
import { ActionResults, BuildActions, useBuildActions } from './BuildActions.tsx'
import { BuildState } from './BuildState.tsx'
import { fileName, toggled } from './BuildsSection.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'

const PAUSE_MS = 200
const A_PAGE = 50

const states = {
  any: {},
  active: { active: true },
  inactive: { active: false },
  signed: { signed: true },
  unsigned: { signed: false, active: true },
  beta: { beta: true },
} as const
type State = keyof typeof states
type Asked = Parameters<typeof slipway.spk.listBuilds>[0] & object

const buildsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['spk', 'builds', asked],
    queryFn: ({ pageParam, signal }) =>
      slipway.spk.listBuilds({ ...asked, limit: A_PAGE, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export function BuildsTab({ repository: { role, signing } }: { repository: SpkRepository }) {
  const [q, setQ] = useState('')
  const [state, setState] = useState<State>('any')
  const [arch, setArch] = useState('')
  const [firmware, setFirmware] = useState('')
  const wantedArch = useDebounced(arch.trim(), PAUSE_MS)
  const wantedFirmware = useDebounced(firmware.trim(), PAUSE_MS)
  const list = useInfiniteQuery(
    buildsQuery({
      ...states[state],
      ...(q !== '' && { q }),
      ...(wantedArch !== '' && { arch: wantedArch }),
      ...(/^\d+(\.\d+)?$/.test(wantedFirmware) && { firmware: wantedFirmware }),
    }),
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const builds = list.data?.pages.flatMap(({ items }) => items) ?? []
  const names = new Map(builds.map((build) => [build.id, fileName(build)]))
  const actions = useBuildActions(names, () => setChosen(new Set()))
  const ids = builds.map(({ id }) => id)
  return (
    <>
      <div className={css.filters}>
        <SearchField q={q} label={tn('search')} placeholder={tn('admin.name')} onChange={setQ} />
        <ChoiceField
          label={tn('admin.state')}
          value={state}
          onChange={setState}
          data={(Object.keys(states) as State[])
            .filter((one) => signing || (one !== 'signed' && one !== 'unsigned'))
            .map((value) => ({ value, label: tn(`builds.${value}`) }))}
        />
        <TextField label={tn('build.arch')} value={arch} exact onChange={setArch} />
        <TextField
          label={tn('builds.firmware')}
          placeholder="7.1"
          inputMode="decimal"
          value={firmware}
          onChange={setFirmware}
        />
      </div>
      <Failure error={list.error} />
      {list.isPending && <WaitingRows count={10} />}
      {list.isSuccess && builds.length === 0 && <Empty>{tn('builds.none')}</Empty>}
      {builds.length > 0 && (
        <>
          <Checkbox
            size="md"
            label={tn('builds.all', { count: builds.length })}
            checked={ids.every((id) => chosen.has(id))}
            indeterminate={ids.some((id) => chosen.has(id)) && !ids.every((id) => chosen.has(id))}
            onChange={() => setChosen(toggled(chosen, ids))}
          />
          <BuildTable of={builds} signing={signing} chosen={chosen} toggle={(id) => setChosen(toggled(chosen, [id]))} />
          <ShowMore query={list} />
        </>
      )}
      <ActionResults of={actions} />
      <BuildActions of={actions} chosen={chosen} role={role} signing={signing} />
    </>
  )
}

type TableProps = {
  of: readonly SpkBuildEntry[]
  signing: boolean
  chosen: ReadonlySet<string>
  toggle: (id: string) => void
}

function BuildTable({ of, signing, chosen, toggle }: TableProps) {
  return (
    <DataTable
      rows={of}
      keyOf={({ id }) => id}
      columns={[
        {
          name: tn('admin.package'),
          cell: (build) => (
            <div className={css.choice}>
              <Checkbox
                size="md"
                checked={chosen.has(build.id)}
                onChange={() => toggle(build.id)}
                aria-label={tn('admin.select', { build: fileName(build) })}
              />
              <Link to="/synology/packages/$package/manage" params={{ package: build.package }}>
                {build.package}
              </Link>
            </div>
          ),
        },
        {
          name: tn('build.version'),
          cell: ({ version, beta }) => (
            <span className={css.bar}>
              {version} {beta && <Badge tone="preview">{tn('beta')}</Badge>}
            </span>
          ),
        },
        { name: tn('build.arch'), cell: ({ architectures }) => architectures.join(', ') },
        {
          name: tn('build.firmware'),
          className: css.once,
          cell: ({ firmware, firmwareMax }) => (firmwareMax === null ? firmware : `${firmware} – ${firmwareMax}`),
        },
        { name: tn('admin.state'), cell: (build) => <BuildState build={build} signing={signing} /> },
        {
          name: tn('admin.size'),
          number: true,
          cell: ({ path, size }) => <a href={fileAddress(path)}>{formatBytes(size)}</a>,
        },
        {
          name: tn('admin.uploaded'),
          cell: ({ createdAt, publisher }) => (
            <span>
              <When time={createdAt} />{' '}
              {publisher !== null && <span className={`${css.publisher} quiet`}>{publisher}</span>}
            </span>
          ),
        },
      ]}
    />
  )
}
