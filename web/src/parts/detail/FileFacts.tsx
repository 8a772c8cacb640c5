/** The facts that every published thing has, in the order in which people ask for them. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { downloadsQuery } from '../../api/queries.ts'
import { webAddress } from '../../lib/extensions.ts'
import { formatBytes, formatNumber, shortRevision } from '../../lib/format.ts'
import type { Published } from '../../lib/published.ts'
import { t } from '../../texts/index.ts'
import { CopyButton } from '../CopyButton.tsx'
import { Digest } from '../Digest.tsx'
import { Fact } from '../Facts.tsx'
import { PlatformName } from '../PlatformName.tsx'
import { WhenExactly } from '../When.tsx'

/** Publishing takes a moment, and is no change. */
const SAME_MOMENT_MS = 60_000

export function PlaceFacts({ of: it }: { of: Published }) {
  return (
    <>
      <Fact name={t('detail.release')}>
        <Link to="/apps/$app/releases/$release" params={{ app: it.app, release: it.release.name }}>
          {it.release.name}
        </Link>
      </Fact>
      <Fact name={t('detail.platform')}>
        <PlatformName platform={it} />
      </Fact>
      <Fact name={t('detail.size')}>{formatBytes(it.file.size)}</Fact>
      <Fact name={t('detail.sha256')}>
        <Digest digest={it.file.sha256} name={t('detail.sha256')} />
      </Fact>
      <Fact name={t('detail.sha512')}>
        <Digest digest={it.file.sha512} name={t('detail.sha512')} />
      </Fact>
    </>
  )
}

export function OriginFacts({ of: it, kind }: { of: Published; kind: 'package' | 'extension' }) {
  return (
    <>
      <Fact name={t('detail.revision')}>
        <span className="mono" title={it.revision}>
          {shortRevision(it.revision)}
        </span>
        {shortRevision(it.revision) !== it.revision && <CopyButton text={it.revision} thing={t('detail.revision')} />}
      </Fact>
      {kind === 'extension' && (
        <Fact name={t('detail.appRevision')}>
          <span className="mono">{it.release.revision}</span>
        </Fact>
      )}
      <Fact name={t('detail.source')}>{source(it.repositoryUrl)}</Fact>
      <Fact name={t('detail.published')}>
        <WhenExactly time={it.createdAt} />
      </Fact>
      {Date.parse(it.updatedAt) - Date.parse(it.createdAt) > SAME_MOMENT_MS && (
        <Fact name={t('detail.updated')}>
          <WhenExactly time={it.updatedAt} />
        </Fact>
      )}
      <DownloadsFact of={it} kind={kind} />
    </>
  )
}

function DownloadsFact({ of: it, kind }: { of: Published; kind: 'package' | 'extension' }) {
  const { data } = useQuery(downloadsQuery(it.app, { revision: it.release.revision, kind, baseName: it.baseName }))
  if (data === undefined) return null
  const count = data.find(({ os, arch }) => os === it.os && arch === it.arch)?.downloads ?? 0
  return <Fact name={t('detail.downloads')}>{formatNumber(count)}</Fact>
}

function source(url: string) {
  const address = webAddress(url)
  if (address === undefined) return url
  return <a href={address}>{address.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>
}
