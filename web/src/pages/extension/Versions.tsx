/** The builds of an extension in all releases, newest first, a row for each release. */
import type { ExtensionVersion } from '@slipway/sdk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { versionsQuery } from '../../api/queries.ts'
import { commitAddress } from '../../lib/extensions.ts'
import { formatBytes, shortRevision } from '../../lib/format.ts'
import { byPlatform, platformName } from '../../lib/platform.ts'
import { FeedLink } from '../../parts/FeedLink.tsx'
import { LongTable } from '../../parts/Long.tsx'
import { Section } from '../../parts/Page.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './Versions.module.css'

type Props = { app: string; name: string; shown: string; repository: string }

export function Versions({ app, name, shown, repository }: Props) {
  const query = useInfiniteQuery(versionsQuery(app, name))
  const feed = `/apps/${encodeURIComponent(app)}/extensions/${encodeURIComponent(name)}/feed.atom`
  const rows = byRelease(query.data?.pages.flatMap(({ items }) => items) ?? [])
  return (
    <Section
      title={t('versions.title')}
      hint={
        <>
          {t('versions.hint')} <FeedLink path={feed} text={t('versions.feed')} />
        </>
      }
    >
      {query.isPending && <WaitingRows count={4} />}
      {query.isError && <PartProblem title={t('versions.failed')} error={query.error} retry={() => query.refetch()} />}
      {rows.length > 0 && (
        <LongTable
          name="versions"
          items={rows}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{t('versions.release')}</th>
              <th scope="col">{t('versions.commit')}</th>
              <th scope="col">{t('versions.builds')}</th>
              <th scope="col">{t('detail.published')}</th>
            </tr>
          }
        >
          {({ release, builds }, row) => (
            <tr key={release.id} data-shown={release.id === shown} className={css.row} {...row}>
              <th scope="row">
                <span className={css.release}>
                  <Link
                    to="/apps/$app/extensions/$name"
                    params={{ app, name }}
                    search={{ release: release.name }}
                    aria-current={release.id === shown ? 'true' : undefined}
                  >
                    {release.name}
                  </Link>
                  <StageBadge stage={release.stage} />
                </span>
              </th>
              <td data-name={t('versions.commit')}>
                <Commits revisions={builds.map(({ revision }) => revision)} repository={repository} />
              </td>
              <td data-name={t('versions.builds')}>
                <ul className={css.builds}>
                  {builds.map((build, at) => (
                    <li key={build.id} data-yanked={build.yanked}>
                      <a
                        href={build.url}
                        title={`${build.fileName}, ${formatBytes(build.size)}`}
                        aria-label={platformName(build)}
                      >
                        {/* The system is said once for all its processors. */}
                        {builds[at - 1]?.os === build.os ? build.arch : platformName(build)}
                      </a>
                      {build.yanked && <span className="quiet"> {t('release.yanked')}</span>}
                    </li>
                  ))}
                </ul>
              </td>
              <td data-name={t('detail.published')}>
                <When
                  time={
                    builds
                      .map(({ createdAt }) => createdAt)
                      .sort()
                      .at(-1) ?? release.at
                  }
                />
              </td>
            </tr>
          )}
        </LongTable>
      )}
      <ShowMore query={query} />
    </Section>
  )
}

/** Usually one; builds of different commits say so. */
function Commits({ revisions, repository }: { revisions: string[]; repository: string }) {
  return (
    <span className={css.commits}>
      {[...new Set(revisions)].map((revision) => (
        <Commit key={revision} revision={revision} address={commitAddress(repository, revision)} />
      ))}
    </span>
  )
}

function Commit({ revision, address }: { revision: string; address: string | undefined }) {
  const text = <code title={revision}>{shortRevision(revision)}</code>
  return address === undefined ? text : <a href={address}>{text}</a>
}

type Row = { release: ExtensionVersion['release']; builds: ExtensionVersion[] }

function byRelease(versions: readonly ExtensionVersion[]): Row[] {
  const rows = new Map<string, Row>()
  for (const version of versions) {
    const row = rows.get(version.release.id)
    if (row === undefined) rows.set(version.release.id, { release: version.release, builds: [version] })
    else row.builds.push(version)
  }
  for (const { builds } of rows.values()) builds.sort(byPlatform)
  return [...rows.values()]
}
