/** One package: the right file for one's NAS first, then what it is, and everything there is of it. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { formatNumber } from '../../lib/format.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import detail from '../../parts/detail/detail.module.css'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { WhenExactly } from '../../parts/When.tsx'
import { Screenshots } from '../extension/Screenshots.tsx'
import { fileAddress, inOwnLanguage, nameOf, spkQuery, type Version } from './queries.ts'
import css from './Synology.module.css'
import { tn } from './texts.ts'
import { VersionList } from './VersionList.tsx'
import { WhichFile } from './WhichFile.tsx'

const route = getRouteApi('/synology/packages/$package')

export function SpkPage() {
  const { data: it } = useSuspenseQuery(spkQuery(route.useParams().package))
  const isActive = (version: Version) => version.builds.some(({ active }) => active)
  const empty = it.versions.length === 0
  const archived = !empty && !it.versions.some(isActive)
  const current = it.versions.find(isActive) ?? it.versions[0]
  const name = nameOf(it)
  const description = inOwnLanguage(current?.builds.find(({ active }) => active || archived)?.descriptions)
  const icon = current?.icons.at(-1)
  return (
    <Page title={name} crumbs={[{ text: tn('title'), to: '/synology' }]}>
      <PageHead
        icon={<AppIcon name={name} src={icon === undefined ? null : fileAddress(icon)} size={96} />}
        title={name}
        badges={
          <>
            {current?.beta && <Badge tone="preview">{tn('beta')}</Badge>}
            {it.pending && <Badge tone="preview">{tn('pending')}</Badge>}
            {archived && !it.pending && <Badge>{tn('archived')}</Badge>}
          </>
        }
        action={
          it.mayMaintain && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/synology/packages/$package/manage" params={{ package: it.name }} />
              )}
            >
              {tn('manage')}
            </Button>
          )
        }
      >
        <p>{description}</p>
        {current !== undefined && <p className="quiet small">{current.text}</p>}
      </PageHead>
      {it.pending && <Notice tone="preview" title={tn('pendingNote')} />}
      {archived && !it.pending && <Notice tone="plain" title={tn('archivedNote')} />}
      <div className={detail.columns}>
        <div className={detail.main}>
          {!archived && !empty && <WhichFile it={it} />}
          <Screenshots of={name} pictures={it.screenshots.map(fileAddress)} />
          <Section title={tn('versions')}>
            <VersionList versions={it.versions} />
          </Section>
        </div>
        <aside className={detail.side}>
          <Facts>
            <Fact name={tn('category')}>{it.category}</Fact>
            {current !== undefined && <VersionFacts version={current} />}
            <Fact name={tn('facts.downloads')}>
              {formatNumber(it.downloads)}{' '}
              <span className={`${css.more} quiet`}>
                {tn('recent', { formatted: formatNumber(it.recentDownloads) })}
              </span>{' '}
              <Link to="/synology/statistics" search={{ package: it.name }} className={css.more}>
                {tn('statistics.short')}
              </Link>
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
      <Fact name={tn('facts.maintainer')}>{person(it.maintainer, it.maintainerUrl)}</Fact>
      <Fact name={tn('facts.distributor')}>{person(it.distributor, it.distributorUrl)}</Fact>
      <Fact name={tn('facts.needs')}>{build?.dependencies?.split(':').join(', ')}</Fact>
      <Fact name={tn('facts.conflicts')}>{build?.conflicts?.split(':').join(', ')}</Fact>
      <Fact name={tn('facts.services')}>{it.services.join(', ')}</Fact>
      <Fact name={tn('facts.architectures')}>{[...codes].sort().join(', ')}</Fact>
      <Fact name={tn('facts.install')}>{asks ? tn('facts.asks') : tn('facts.quick')}</Fact>
      <Fact name={tn('facts.license')}>{it.license?.split('\n')[0]}</Fact>
      {it.reportUrl !== null && <Fact name={tn('facts.report')}>{person(it.reportUrl, it.reportUrl)}</Fact>}
      <Fact name={tn('facts.updated')}>
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
