import { Checkbox } from '@mantine/core'
import type { SpkPackageDetail, SpkRepository } from '@slipway/sdk'
import { useId, useState } from 'react'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { type Build, fileAddress, type Version } from '../synology/queries.ts'
import { AllFields } from './AllFields.tsx'
import { ActionResults, BuildActions, useBuildActions } from './BuildActions.tsx'
import { BuildState } from './BuildState.tsx'
import css from './Manage.module.css'
import { missingArchitectures } from './missing.ts'
import { tn } from './texts.ts'

export function BuildsSection({
  it,
  role,
  signing,
}: {
  it: SpkPackageDetail
  role: SpkRepository['role']
  signing: boolean
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** Each of them, or none of them any more. */
  const toggle = (ids: readonly string[]) => setChosen(toggled(chosen, ids))
  const names = new Map(
    it.versions.flatMap(({ builds }) => builds.map((build) => [build.id, fileName(build)] as const)),
  )
  const actions = useBuildActions(names, () => setChosen(new Set()))
  return (
    <>
      <p className="small quiet">{tn('admin.chooseBuilds')}</p>
      {it.versions.map((version) => (
        <VersionBuilds
          key={version.id}
          it={it}
          version={version}
          chosen={chosen}
          toggle={toggle}
          signing={signing}
          activate={() =>
            actions.act(
              'activate',
              version.builds.map(({ id }) => id),
            )
          }
        />
      ))}
      <ActionResults of={actions} />
      <BuildActions of={actions} chosen={chosen} role={role} signing={signing} />
    </>
  )
}

function VersionBuilds({
  it,
  version,
  chosen,
  toggle,
  signing,
  activate,
}: {
  it: SpkPackageDetail
  version: Version
  chosen: ReadonlySet<string>
  toggle: (ids: readonly string[]) => void
  signing: boolean
  activate: () => void
}) {
  const active = version.builds.filter((build) => build.active)
  const half = active.length > 0 && active.length < version.builds.length
  const missing = missingArchitectures(it.versions, version)
  const ids = version.builds.map(({ id }) => id)
  return (
    <article className={css.version}>
      <div className={css.bar}>
        <Checkbox
          size="md"
          aria-label={tn('admin.selectAll', { version: version.text })}
          checked={ids.every((id) => chosen.has(id))}
          indeterminate={ids.some((id) => chosen.has(id)) && !ids.every((id) => chosen.has(id))}
          onChange={() => toggle(ids)}
        />
        <h3>{version.text}</h3>
        {version.beta && <Badge tone="preview">{tn('beta')}</Badge>}
        {active.length < version.builds.length && (
          <Button size="xs" variant="default" onClick={activate}>
            {tn('admin.wholeVersion')} <span className="hidden-visually">{version.text}</span>
          </Button>
        )}
      </div>
      {half && <Notice tone="preview" title={tn('admin.half')} />}
      {missing.length > 0 && <Notice tone="plain" title={tn('admin.missing', { list: missing.join(', ') })} />}
      <table className={`${table.table} ${css.builds}`}>
        <thead>
          <tr>
            <th scope="col">{tn('admin.file')}</th>
            <th scope="col">{tn('build.firmware')}</th>
            <th scope="col">{tn('admin.state')}</th>
            <th scope="col" className={table.number}>
              {tn('admin.size')}
            </th>
            <th scope="col">{tn('admin.uploaded')}</th>
          </tr>
        </thead>
        <tbody>
          {version.builds.map((build) => (
            <BuildRow
              key={build.id}
              build={build}
              version={version}
              chosen={chosen.has(build.id)}
              toggle={() => toggle([build.id])}
              signing={signing}
            />
          ))}
        </tbody>
      </table>
    </article>
  )
}

function BuildRow({
  build,
  version,
  chosen,
  toggle,
  signing,
}: {
  build: Build
  version: Version
  chosen: boolean
  toggle: () => void
  signing: boolean
}) {
  const [first] = build.unsignedFiles
  const [open, setOpen] = useState(false)
  const fields = useId()
  return (
    <>
      <tr>
        <th scope="row">
          <div>
            <Checkbox
              size="md"
              checked={chosen}
              onChange={toggle}
              label={build.architectures.join(', ')}
              aria-label={tn('admin.select', { build: fileName(build) })}
            />
            <button
              type="button"
              className={css.opener}
              aria-expanded={open}
              aria-controls={fields}
              onClick={() => setOpen(!open)}
            >
              {tn('admin.everything')}
            </button>
          </div>
        </th>
        <td data-name={tn('build.firmware')} className={css.once}>
          {build.firmware}
          {build.firmwareMax !== null && ` – ${build.firmwareMax}`}
        </td>
        <td data-name={tn('admin.state')}>
          <BuildState build={build} signing={signing} />
          {signing && first !== undefined && (
            <p className="small">{tn('admin.unsignedFiles', { files: build.unsignedFiles.join(', ') })}</p>
          )}
        </td>
        <td data-name={tn('admin.size')} className={table.number} title={formatNumber(build.size)}>
          <a href={fileAddress(build.path)}>{formatBytes(build.size)}</a>
        </td>
        <td data-name={tn('admin.uploaded')}>
          <span>
            <When time={build.createdAt} />{' '}
            {build.publisher !== null && <span className={`${css.publisher} quiet`}>{build.publisher}</span>}
          </span>
        </td>
      </tr>
      {open && (
        <tr id={fields}>
          <td colSpan={5}>
            <AllFields build={build} version={version} />
          </td>
        </tr>
      )}
    </>
  )
}

/** With all of these ids, or without them when all were there. */
export function toggled(chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(chosen)
  const all = ids.every((id) => chosen.has(id))
  for (const id of ids) all ? next.delete(id) : next.add(id)
  return next
}

export const fileName = ({ path }: { path: string }): string => path.split('/').at(-1) ?? path
