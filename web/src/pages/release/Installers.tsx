/** The installers of a release, a row each. */
import type { App, Package, ReleaseDetail } from '@slipway/sdk'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { formatBytes } from '../../lib/format.ts'
import { byPlatform, platformName } from '../../lib/platform.ts'
import { Badge } from '../../parts/Badge.tsx'
import { IconButton } from '../../parts/Button.tsx'
import { Command } from '../../parts/Command.tsx'
import { Digest } from '../../parts/Digest.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { PlatformName } from '../../parts/PlatformName.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

export function Installers({
  app,
  packages,
  release,
}: {
  app: App
  packages: readonly Package[]
  release: ReleaseDetail
}) {
  if (packages.length === 0) {
    if (!app.permissions.includes('package.publish')) return <Empty>{t('release.noPackages')}</Empty>
    const line = `slipway package upload ${app.slug} FILE --revision ${release.revision} --version VERSION`
    return <Empty action={<Command line={line} label={t('app.emptyHow')} />}>{t('release.noPackages')}</Empty>
  }
  const severalNames = new Set(packages.map(({ baseName }) => baseName)).size > 1
  const rows = [...packages].sort((a, b) => a.baseName.localeCompare(b.baseName) || byPlatform(a, b))
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('release.platform')}</th>
          <th scope="col">{t('release.file')}</th>
          <th scope="col">{t('app.built')}</th>
          <th scope="col">{t('release.digest')}</th>
          <th scope="col" className={table.number}>
            {t('release.size')}
          </th>
          <th scope="col">
            <span className="hidden-visually">{t('download.download')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((it) => (
          <tr key={it.id}>
            <th scope="row">
              <Link to="/apps/$app/packages/$package" params={{ app: app.slug, package: it.id }}>
                <PlatformName platform={it} />
              </Link>
              {severalNames && <span className="quiet"> {it.baseName}</span>} <State of={it} />
            </th>
            <td className={table.file} data-name={t('release.file')}>
              <LongName name={it.file.name} />
            </td>
            <td data-name={t('app.built')}>
              <When time={it.buildDate} />
            </td>
            <td data-name={t('release.digest')}>
              <Digest digest={it.file.sha256} name={`${t('detail.sha256')}, ${platformName(it)}`} />
            </td>
            <td className={table.number} data-name={t('release.size')}>
              {formatBytes(it.file.size)}
            </td>
            <td className={table.number} data-name={t('download.download')}>
              <IconButton edged href={it.url} aria-label={t('download.for', { platform: platformName(it) })}>
                <IconDownload size={18} stroke={1.75} aria-hidden />
              </IconButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function State({ of: { yanked, bytesChangedAt, preRelease } }: { of: Package }) {
  return (
    <>
      {yanked !== null && <Badge tone="bad">{t('release.yanked')}</Badge>}{' '}
      {bytesChangedAt !== null && <Badge tone="preview">{t('release.changed')}</Badge>}{' '}
      {preRelease && <Badge tone="preview">{t('release.preRelease')}</Badge>}
    </>
  )
}
