import type { ExtensionSummary } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Platform } from '../../lib/platform.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import css from '../../parts/CardList.module.css'
import { PlatformDots } from '../../parts/PlatformDots.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

type Props = {
  of: ExtensionSummary
  /** platforms the release has extensions for */
  possible: readonly Platform[]
  /** when one was chosen, so that the page shows the same */
  release: string | undefined
}

/** The whole card is one link. */
export const ExtensionCard = memo(function ExtensionCard({ of: it, possible, release }: Props) {
  return (
    <article className={css.card}>
      <div className={css.head}>
        <AppIcon name={it.baseName} src={it.icon} />
        <div className={css.title}>
          <h3>
            <Link
              to="/apps/$app/extensions/$name"
              params={{ app: it.app, name: it.baseName }}
              search={{ release }}
              className={css.cover}
            >
              {it.baseName}
            </Link>
          </h3>
          <span className="quiet small">{it.category}</span>
        </div>
        {it.builds.every(({ yanked }) => yanked) && <Badge tone="bad">{t('release.yanked')}</Badge>}
      </div>
      {it.line !== '' && <p className={css.line}>{it.line}</p>}
      <div className={css.foot}>
        <PlatformDots built={it.builds} of={possible} />
        <span className={css.numbers}>
          <span>{it.downloads > 0 && t('units.downloads', { count: it.downloads })}</span>
          <When time={it.updatedAt} />
        </span>
      </div>
    </article>
  )
})
