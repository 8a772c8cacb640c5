import { Digest } from '../../parts/Digest.tsx'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { RichText } from '../../parts/RichText.tsx'
import type { Build, Version } from '../synology/queries.ts'
import css from './Manage.module.css'
import { tn } from './texts.ts'

/** What is kept of a build and its version; names are those of INFO, which maintainers know. */
export function AllFields({ build, version }: { build: Build; version: Version }) {
  const texts: [string, string | null][] = [
    ['path', build.path],
    ['version', version.text],
    ['checksum', build.checksum],
    [tn('admin.signedBy'), build.signedBy],
    ['install_dep_packages', build.dependencies],
    ['install_conflict_packages', build.conflicts],
    ['install_dep_services', version.services.join(' ')],
    ['PKG_DEPS', build.confDependencies],
    ['PKG_CONX', build.confConflicts],
    ['privilege', build.confPrivilege],
    ['resource', build.confResource],
    ['beta', yesNo(version.beta)],
    ['report_url', version.reportUrl],
    ['maintainer', version.maintainer],
    ['maintainer_url', version.maintainerUrl],
    ['distributor', version.distributor],
    ['distributor_url', version.distributorUrl],
    ['install wizard', yesNo(version.installWizard)],
    ['upgrade wizard', yesNo(version.upgradeWizard)],
    ['startable', yesNo(version.startable)],
    ['LICENSE', version.license?.slice(0, 250) ?? null],
    ...Object.entries(version.displayNames).map(([code, text]): [string, string] => [`displayname_${code}`, text]),
    ...Object.entries(build.descriptions).map(([code, text]): [string, string] => [`description_${code}`, text]),
  ]
  return (
    <div className={css.fields}>
      <Facts>
        <Fact name={tn('sha256')}>
          <Digest digest={build.sha256} name={tn('sha256')} />
        </Fact>
        <Fact name={tn('md5')}>
          <Digest digest={build.md5} name={tn('md5')} />
        </Fact>
        {texts.map(([name, text]) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
        {build.changelog !== null && build.changelog !== '' && (
          <Fact name="changelog">
            <RichText html={build.changelog} />
          </Fact>
        )}
      </Facts>
    </div>
  )
}

const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'yes' : 'no')
