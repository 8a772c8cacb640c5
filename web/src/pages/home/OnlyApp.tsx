import type { App } from '@slipway/sdk'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { LatestReleases } from '../../parts/LatestRelease.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { t } from '../../texts/index.ts'
import css from './HomePage.module.css'

/** One application is still a list, of one; but who comes here comes for it. */
export function OnlyApp({ app }: { app: App }) {
  return (
    <article className={css.only}>
      <header className={css.onlyHead}>
        <AppIcon name={app.name} />
        <div>
          <div className={css.name}>
            <h2>
              <Link to="/apps/$app" params={{ app: app.slug }}>
                {app.name}
              </Link>
            </h2>
            {!app.public && <PrivateBadge />}
          </div>
          {app.description !== '' && <p>{app.description}</p>}
        </div>
      </header>
      <LatestReleases app={app} level="h3" />
      <p>
        <Link to="/apps/$app" params={{ app: app.slug }} className={css.all}>
          {t('home.allOf', { app: app.name })}
          <IconArrowRight size={16} stroke={1.75} aria-hidden />
        </Link>
      </p>
    </article>
  )
}
