import type { SpkPackage } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import css from '../../parts/CardList.module.css'
import { t } from '../../texts/index.ts'
import { fileAddress } from './queries.ts'
import { tn } from './texts.ts'

/** The whole card is one link. */
export function SpkCard({ it }: { it: SpkPackage }) {
  return (
    <article className={css.card}>
      <div className={css.head}>
        <AppIcon name={it.displayName} src={it.icon === null ? null : fileAddress(it.icon)} />
        <div className={css.title}>
          <h2>
            <Link to="/synology/packages/$package" params={{ package: it.name }} className={css.cover}>
              {it.displayName}
            </Link>
          </h2>
          <span className="quiet small">{it.category}</span>
        </div>
        {!it.active && <Badge>{tn('archived')}</Badge>}
        {it.beta && <Badge tone="preview">{tn('beta')}</Badge>}
      </div>
      {it.description !== '' && <p className={css.line}>{it.description}</p>}
      <div className={css.foot}>
        <span className={css.numbers}>
          <span>{it.version}</span>
          <span>{it.downloads > 0 && t('units.downloads', { count: it.downloads })}</span>
        </span>
      </div>
    </article>
  )
}
