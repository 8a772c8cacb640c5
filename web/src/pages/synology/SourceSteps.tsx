import type { SpkRepository } from '@slipway/sdk'
import { Command } from '../../parts/Command.tsx'
import css from './Synology.module.css'
import { tn } from './texts.ts'

/** What one does once, so that Package Center does the rest. */
export function SourceSteps({ repository }: { repository: SpkRepository }) {
  const address = repository.url ?? `${location.origin}/nas`
  return (
    <details className={css.earlier}>
      <summary>{tn('source')}</summary>
      <div className={css.source}>
        <p>{tn('sourceIntro')}</p>
        <ol>
          <li>{tn('sourceStep1')}</li>
          <li>
            {tn('sourceStep2')}
            <Command line={address} label={tn('sourceAddress')} />
          </li>
          <li>{tn('sourceStep3')}</li>
        </ol>
        <p className="quiet small">{tn(repository.signing ? 'sourceSigned' : 'sourceOld')}</p>
        <p className="quiet small">{tn('sourceBeta')}</p>
        <Command line={`${address}/beta`} label={tn('sourceBetaAddress')} />
      </div>
    </details>
  )
}
