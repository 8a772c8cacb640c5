import { Button, Checkbox } from '@mantine/core'
import type { SpkBuildAction, SpkBuildResults, SpkPackageDetail, SpkRepository } from '@slipway/sdk'
import { useState } from 'react'
import { slipway } from '../../inside/slipway.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Notice } from '../../parts/Notice.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { type Build, fileAddress, type Version } from '../synology/queries.ts'
import { tn } from '../synology/texts.ts'
import { AllFields } from './AllFields.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { missingArchitectures } from './missing.ts'
import { useChange } from './useChange.ts'

type Action = SpkBuildAction['action']
type Results = SpkBuildResults['items']

const maintaining: readonly Action[] = ['activate', 'deactivate']
const administering: readonly Action[] = [...maintaining, 'reread']
const everything: readonly Action[] = [...administering, 'sign', 'unsign', 'delete']

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
  const [results, setResults] = useState<Results>([])
  const [deleting, setDeleting] = useState(false)
  const act = useChange(
    ({ action, builds }: { action: Action; builds: readonly string[] }) => slipway.spk.act(action, builds),
    (done) => {
      setResults(done)
      setChosen(new Set())
    },
  )
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const may = role === 'admin' ? everything : role === 'package_admin' ? administering : maintaining
  const offered = may.filter((action) => signing || (action !== 'sign' && action !== 'unsign'))
  const names = new Map(
    it.versions.flatMap(({ builds }) => builds.map((build) => [build.id, fileName(build)] as const)),
  )
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
          activate={() => act.mutate({ action: 'activate', builds: version.builds.map(({ id }) => id) })}
        />
      ))}
      <Failure error={act.error} />
      <div role="status" aria-label={tn('admin.results')}>
        <ul className={css.results}>
          {results.map(({ build, outcome, message }) => (
            <li key={build}>
              <Badge tone={outcome === 'refused' ? 'bad' : outcome === 'unchanged' ? 'plain' : 'good'}>
                {tn(`admin.${outcome}`)}
              </Badge>{' '}
              {names.get(build) ?? build}: {message}
            </li>
          ))}
        </ul>
      </div>
      {chosen.size > 0 && (
        <div className={css.actions}>
          <span className="small quiet">{tn('admin.chosen', { count: chosen.size })}</span>
          {offered.map((action) => (
            <Button
              key={action}
              variant={action === 'delete' ? 'outline' : 'default'}
              {...(action === 'delete' && { color: 'buoy' })}
              size="xs"
              loading={act.isPending && act.variables?.action === action}
              onClick={() => (action === 'delete' ? setDeleting(true) : act.mutate({ action, builds: [...chosen] }))}
            >
              {tn(`admin.${action}`)}
            </Button>
          ))}
        </div>
      )}
      {deleting && (
        <Dialog label={tn('admin.delete')} onClose={() => setDeleting(false)}>
          <p>{tn('admin.deleteBuilds', { count: chosen.size })}</p>
          <div className={css.bar}>
            <Button
              color="buoy"
              onClick={() => {
                setDeleting(false)
                act.mutate({ action: 'delete', builds: [...chosen] })
              }}
            >
              {tn('admin.delete')}
            </Button>
            <Button variant="default" onClick={() => setDeleting(false)}>
              {tn('admin.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
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
  toggle: (id: string) => void
  signing: boolean
  activate: () => void
}) {
  const active = version.builds.filter((build) => build.active)
  const half = active.length > 0 && active.length < version.builds.length
  const missing = missingArchitectures(it.versions, version)
  return (
    <article className={css.version}>
      <div className={css.bar}>
        <h3>{version.text}</h3>
        {version.beta && <Badge tone="preview">{tn('beta')}</Badge>}
        {active.length < version.builds.length && (
          <Button size="compact-sm" variant="default" onClick={activate}>
            {tn('admin.wholeVersion')} <span className="hidden-visually">{version.text}</span>
          </Button>
        )}
      </div>
      {half && <Notice tone="preview" title={tn('admin.half')} />}
      {missing.length > 0 && <Notice tone="plain" title={tn('admin.missing', { list: missing.join(', ') })} />}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{tn('admin.file')}</th>
            <th scope="col">{tn('admin.firmware')}</th>
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
              toggle={() => toggle(build.id)}
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
  return (
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
          <AllFields build={build} version={version} />
        </div>
      </th>
      <td data-name={tn('admin.firmware')}>
        {build.firmware}
        {build.firmwareMax !== null && ` – ${build.firmwareMax}`}
      </td>
      <td data-name={tn('admin.state')}>
        <div className={css.bar}>
          <Badge tone={build.active ? 'good' : 'plain'}>{tn(build.active ? 'admin.active' : 'inactive')}</Badge>
          {(signing || build.signed) && (
            <Badge tone={build.signed ? 'good' : 'preview'}>
              {tn(build.signed ? 'admin.signed' : 'admin.unsigned')}
            </Badge>
          )}
        </div>
        {build.signError !== null && <p className="small">{build.signError}</p>}
        {signing && first !== undefined && (
          <p className="small">{tn('admin.unsignedFiles', { files: build.unsignedFiles.join(', ') })}</p>
        )}
      </td>
      <td data-name={tn('admin.size')} className={table.number} title={formatNumber(build.size)}>
        <a href={fileAddress(build.path)}>{formatBytes(build.size)}</a>
      </td>
      <td data-name={tn('admin.uploaded')}>
        <span>
          <When time={build.createdAt} /> {build.publisher !== null && <span className="quiet">{build.publisher}</span>}
        </span>
      </td>
    </tr>
  )
}

const fileName = ({ path }: Build): string => path.split('/').at(-1) ?? path
