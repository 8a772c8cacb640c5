import type { SpkPackage } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { formatNumber } from '../../lib/format.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { t } from '../../texts/index.ts'
import { fileAddress } from './queries.ts'
import css from './Synology.module.css'
import { tn } from './texts.ts'

/** The whole card is one link. */
export function SpkCard({ it }: { it: SpkPackage }) {
  return (
    <article className={css.card}>
      <AppIcon name={it.displayName} src={it.icon === null ? null : fileAddress(it.icon)} />
      <div className={css.text}>
        <div className={css.name}>
          <h2 className={css.cardName}>
            <Link to="/synology/packages/$package" params={{ package: it.name }} className={css.cover}>
              {it.displayName}
            </Link>
          </h2>
          {!it.active && <Badge>{tn('archived')}</Badge>}
          {it.beta && <Badge tone="preview">{tn('beta')}</Badge>}
        </div>
        <p className={css.line}>{it.description}</p>
        <p className={css.foot}>
          {it.version !== null && <span>{it.version}</span>}
          {it.category !== null && <span>{it.category}</span>}
          {it.downloads > 0 && (
            <span>{t('units.downloads', { count: it.downloads, formatted: formatNumber(it.downloads) })}</span>
          )}
        </p>
      </div>
    </article>
  )
}
