import type { App } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { AppIcon } from '../../parts/AppIcon.tsx'
import cards from '../../parts/CardList.module.css'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './HomePage.module.css'

/** The whole card is one link. */
export function AppCard({ app }: { app: App }) {
  const { stable, draft } = app.latest
  return (
    <article className={cards.card}>
      <div className={cards.head}>
        <AppIcon name={app.name} />
        <div className={cards.title}>
          <h2>
            <Link to="/apps/$app" params={{ app: app.slug }} className={cards.cover}>
              {app.name}
            </Link>
          </h2>
        </div>
        {!app.public && <PrivateBadge />}
      </div>
      {app.description !== '' && <p className={cards.line}>{app.description}</p>}
      <div className={css.latest}>
        {stable === null && draft === null && <span className="quiet">{t('home.noRelease')}</span>}
        {[stable, draft].map(
          (release) =>
            release !== null && (
              <span key={release.id} className={css.release}>
                <StageBadge stage={release.stage} />
                <strong>{release.name}</strong>
                <span className="quiet">
                  <When time={release.at} />
                </span>
              </span>
            ),
        )}
      </div>
    </article>
  )
}
