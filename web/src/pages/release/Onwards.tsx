/** Where one goes from a release: to its extensions, what is built for what, and what has changed. */
import type { App, ReleaseDetail } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { t } from '../../texts/index.ts'
import css from './ReleasePage.module.css'

export function Onwards({ app, release }: { app: App; release: ReleaseDetail }) {
  const params = { app: app.slug }
  return (
    <nav aria-label={t('release.onwards')}>
      <ul className={css.onwards}>
        {release.extensions > 0 && (
          <>
            <li>
              <Link to="/apps/$app/extensions" params={params} search={{ release: release.name }}>
                {t('release.extensions')}
                <span className="quiet small">
                  {t('release.extensionsHint', {
                    count: release.extensions,
                  })}
                </span>
              </Link>
            </li>
            <li>
              <Link to="/apps/$app/matrix/$revision" params={{ ...params, revision: release.name }}>
                {t('app.tabMatrix')}
                <span className="quiet small">{t('release.matrixHint')}</span>
              </Link>
            </li>
          </>
        )}
        <li>
          <Link to="/apps/$app/compare" params={params} search={{ to: release.name }}>
            {t('app.tabCompare')}
            <span className="quiet small">{t('release.compareHint')}</span>
          </Link>
        </li>
      </ul>
    </nav>
  )
}
