import { Badge } from '../../parts/Badge.tsx'
import { RichText } from '../../parts/RichText.tsx'
import { When } from '../../parts/When.tsx'
import { type Build, fileAddress, type Version } from './queries.ts'
import css from './Synology.module.css'
import { tn } from './texts.ts'

/** Highest first; what is not the newest is there when one asks for it. */
export function VersionList({ versions }: { versions: readonly Version[] }) {
  const [newest, ...earlier] = versions
  if (newest === undefined) return <p className="quiet">{tn('build.none')}</p>
  return (
    <div className={css.versions}>
      <OneVersion of={newest} />
      {earlier.length > 0 && (
        <details className={css.earlier}>
          <summary>{tn('earlier', { count: earlier.length })}</summary>
          <div className={css.versions}>
            {earlier.map((version) => (
              <OneVersion key={version.id} of={version} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function OneVersion({ of: it }: { of: Version }) {
  const changes = it.builds.find(({ changelog }) => changelog !== null && changelog !== '')?.changelog
  return (
    <article className={css.version}>
      <div className={css.name}>
        <h3>{tn('version', { version: it.text })}</h3>
        {it.beta && <Badge tone="preview">{tn('beta')}</Badge>}
        <span className="quiet small">
          <When time={it.createdAt} />
        </span>
      </div>
      {changes != null && <RichText html={changes} />}
      {byFirmware(it.builds).map(([system, builds]) => (
        <div key={system} className={css.group}>
          <span className="quiet">{system}</span>
          <ul className={css.files}>
            {builds.map((build) => (
              <li key={build.id}>
                <a href={fileAddress(build.path)}>
                  {build.architectures.join(', ')}{' '}
                  <span className={`${css.firmware} quiet`}>
                    {tn(build.firmwareMax === null ? 'from' : 'range', {
                      firmware: build.firmware,
                      max: build.firmwareMax ?? '',
                    })}
                  </span>
                </a>{' '}
                {!build.active && (
                  <span title={tn('inactiveNote')}>
                    <Badge>{tn('inactive')}</Badge>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </article>
  )
}

/** `DSM 7`, `SRM 1`: highest first, and inside by minimum firmware, highest first. */
function byFirmware(builds: readonly Build[]): [string, Build[]][] {
  const number = ({ firmware }: Build) => Number(firmware.split('-').at(-1))
  const groups = new Map<number, Build[]>()
  for (const build of [...builds].sort((a, b) => number(b) - number(a))) {
    const major = Number.parseInt(build.firmware, 10)
    groups.set(major, [...(groups.get(major) ?? []), build])
  }
  return [...groups]
    .sort(([a], [b]) => b - a)
    .map(([major, own]) => [major === 1 ? `SRM ${major}` : `DSM ${major}`, own])
}
