/** What it is built for in this release, each a link to that build; and what it is not built for. */
import type { Extension } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { byPlatform, type Platform, platformName, samePlatform } from '../../lib/platform.ts'
import { t } from '../../texts/index.ts'
import css from './Platforms.module.css'

type Props = { builds: readonly Extension[]; chosen: Extension; possible: readonly Platform[] }

export function Platforms({ builds, chosen, possible }: Props) {
  const missing = possible.filter((platform) => !builds.some((build) => samePlatform(build, platform)))
  return (
    <div className={css.platforms}>
      <nav aria-label={t('platform.platforms')}>
        <ul>
          {[...builds].sort(byPlatform).map((build) => (
            <li key={build.id}>
              <Link
                from="/apps/$app/extensions/$name"
                to="."
                search={(before) => ({ ...before, os: build.os, arch: build.arch })}
                replace
                resetScroll={false}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={build.id === chosen.id ? 'true' : undefined}
              >
                {platformName(build)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {missing.length > 0 && (
        <p className="small quiet">
          {t('platform.notBuiltFor', { list: [...missing].sort(byPlatform).map(platformName).join(', ') })}
        </p>
      )}
    </div>
  )
}
