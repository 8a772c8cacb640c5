/** One package: the right file for one's NAS first, then what it is, and everything there is of it. */
import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { formatNumber } from '../../lib/format.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import detail from '../../parts/detail/detail.module.css'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { WhenExactly } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import { Screenshots } from '../extension/Screenshots.tsx'
import { fileAddress, nameOf, spkQuery, type Version } from './queries.ts'
import { VersionList } from './VersionList.tsx'
import { WhichFile } from './WhichFile.tsx'

const route = getRouteApi('/synology/packages/$package')

export function SpkPage() {
  const { data: it } = useSuspenseQuery(spkQuery(route.useParams().package))
  const isActive = (version: Version) => version.builds.some(({ active }) => active)
  const archived = !it.versions.some(isActive)
  const current = it.versions.find(isActive) ?? it.versions[0]
  const name = nameOf(it)
  const description = current?.builds.find(({ active }) => active || archived)?.descriptions.enu ?? ''
  const icon = current?.icons.at(-1)
  return (
    <Page title={name} crumbs={[{ text: t('nas.title'), to: '/synology' }]}>
      <PageHead
        icon={<AppIcon name={name} src={icon === undefined ? null : fileAddress(icon)} size={96} />}
        title={name}
        badges={
          <>
            {current?.beta && <Badge tone="preview">{t('nas.beta')}</Badge>}
            {it.pending && <Badge tone="preview">{t('nas.pending')}</Badge>}
            {archived && !it.pending && <Badge>{t('nas.archived')}</Badge>}
          </>
        }
        action={
          it.mayMaintain && (
            <Button
              component={Link}
              to="/synology/packages/$package/manage"
              params={{ package: it.name } as never}
              variant="default"
            >
              {t('nas.manage')}
            </Button>
          )
        }
      >
        <p>{description}</p>
        {current !== undefined && <p className="quiet small">{current.text}</p>}
      </PageHead>
      {it.pending && <Notice tone="preview" title={t('nas.pendingNote')} />}
      {archived && !it.pending && <Notice tone="plain" title={t('nas.archivedNote')} />}
      <div className={detail.columns}>
        <div className={detail.main}>
          {!archived && <WhichFile it={it} />}
          <Screenshots of={name} pictures={it.screenshots.map(fileAddress)} />
          <Section title={t('nas.versions')}>
            <VersionList versions={it.versions} />
          </Section>
        </div>
        <aside className={detail.side}>
          <Facts>
            <Fact name={t('nas.category')}>{it.category}</Fact>
            {current !== undefined && <VersionFacts version={current} />}
            <Fact name={t('nas.facts.downloads')}>
              {formatNumber(it.downloads)}{' '}
              <span className="quiet">{t('nas.recent', { formatted: formatNumber(it.recentDownloads) })}</span>
            </Fact>
          </Facts>
        </aside>
      </div>
    </Page>
  )
}

function VersionFacts({ version: it }: { version: Version }) {
  const build = it.builds[0]
  const codes = new Set(it.builds.flatMap(({ architectures }) => architectures))
  const asks = it.installWizard !== false || it.license !== null
  return (
    <>
      <Fact name={t('nas.facts.maintainer')}>{person(it.maintainer, it.maintainerUrl)}</Fact>
      <Fact name={t('nas.facts.distributor')}>{person(it.distributor, it.distributorUrl)}</Fact>
      <Fact name={t('nas.facts.needs')}>{build?.dependencies?.split(':').join(', ')}</Fact>
      <Fact name={t('nas.facts.conflicts')}>{build?.conflicts?.split(':').join(', ')}</Fact>
      <Fact name={t('nas.facts.services')}>{it.services.join(', ')}</Fact>
      <Fact name={t('nas.facts.architectures')}>{[...codes].sort().join(', ')}</Fact>
      <Fact name={t('nas.facts.install')}>{asks ? t('nas.facts.asks') : t('nas.facts.quick')}</Fact>
      <Fact name={t('nas.facts.license')}>{it.license?.split('\n')[0]}</Fact>
      {it.reportUrl !== null && <Fact name={t('nas.facts.report')}>{person(it.reportUrl, it.reportUrl)}</Fact>}
      <Fact name={t('nas.facts.updated')}>
        <WhenExactly time={it.createdAt} />
      </Fact>
    </>
  )
}

/** Addresses come from archives: only those of the web become links. */
function person(name: string | null, url: string | null) {
  if (name === null || name === '') return null
  return url !== null && /^https?:\/\//i.test(url) ? <a href={url}>{name.replace(/^https?:\/\//, '')}</a> : name
}
