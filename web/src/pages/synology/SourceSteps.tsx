import type { SpkRepository } from '@slipway/sdk'
import { Command } from '../../parts/Command.tsx'
import { t } from '../../texts/index.ts'
import css from './Synology.module.css'

/** What one does once, so that Package Center does the rest. */
export function SourceSteps({ repository }: { repository: SpkRepository }) {
  const address = repository.url ?? `${location.origin}/nas`
  return (
    <details className={css.earlier}>
      <summary>{t('nas.source')}</summary>
      <div className={css.source}>
        <p>{t('nas.sourceIntro')}</p>
        <ol>
          <li>{t('nas.sourceStep1')}</li>
          <li>
            {t('nas.sourceStep2')}
            <Command line={address} label={t('nas.sourceAddress')} />
          </li>
          <li>{t('nas.sourceStep3')}</li>
        </ol>
        <p className="quiet small">{t(repository.signing ? 'nas.sourceSigned' : 'nas.sourceOld')}</p>
        <p className="quiet small">{t('nas.sourceBeta')}</p>
        <Command line={`${address}/beta`} label={t('nas.sourceBetaAddress')} />
      </div>
    </details>
  )
}
