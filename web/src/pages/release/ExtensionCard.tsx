import { Link } from '@tanstack/react-router'
import { type Built, buildFor, plainText } from '../../lib/extensions.ts'
import { formatNumber } from '../../lib/format.ts'
import type { Platform } from '../../lib/platform.ts'
import { visitorMachine } from '../../lib/visitor.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { PlatformDots } from '../../parts/PlatformDots.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './ExtensionCard.module.css'

type Props = {
  built: Built
  /** platforms it could be built for, where it is known which it is not built for */
  possible: readonly Platform[] | undefined
  downloads: number | undefined
}

/** The whole card is one link: to the build for the visitor's machine. */
export function ExtensionCard({ built, possible, downloads = 0 }: Props) {
  const it = buildFor(built, visitorMachine())
  const line = plainText(it.description)
  const updated =
    built.builds
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? it.updatedAt
  return (
    <article className={css.card}>
      <div className={css.head}>
        <AppIcon name={it.baseName} src={it.iconUrl} />
        <div className={css.title}>
          <h3>
            <Link
              to="/apps/$app/extensions/$extension"
              params={{ app: it.app, extension: it.id }}
              className={css.cover}
            >
              {it.baseName}
            </Link>
          </h3>
          <span className="quiet small">{it.category}</span>
        </div>
        {it.yanked !== null && <Badge tone="bad">{t('release.yanked')}</Badge>}
      </div>
      {line !== '' && <p className={css.line}>{line}</p>}
      <div className={css.foot}>
        <PlatformDots built={built.builds} {...(possible !== undefined && { of: possible })} />
        <span className={css.numbers}>
          {downloads > 0 && (
            <span>{t('units.downloads', { count: downloads, formatted: formatNumber(downloads) })}</span>
          )}
          <When time={updated} />
        </span>
      </div>
    </article>
  )
}
