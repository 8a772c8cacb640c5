/** The shape of what is coming; the styles let it appear only after a while. */
import type { CSSProperties, ReactNode } from 'react'
import { t } from '../texts/index.ts'
import { Page } from './Page.tsx'
import css from './Waiting.module.css'

export function WaitingPage({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <Page title={t('site.loading')} wide={wide}>
      <div role="status" className="hidden-visually">
        {t('site.loading')}
      </div>
      {children}
    </Page>
  )
}

export function WaitingHead({ icon = false }: { icon?: boolean }) {
  return (
    <div className={`${css.head} after-a-while`} aria-hidden="true">
      {icon && <Shape width={64} height={64} />}
      <div>
        <Shape height={32} width="min(320px, 70%)" />
        <Shape height={16} marginTop={12} width="min(480px, 90%)" />
      </div>
    </div>
  )
}

export function WaitingCards({ count = 6 }: { count?: number }) {
  return (
    <div className={`${css.cards} after-a-while`} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <Shape key={at.toString()} height={148} />
      ))}
    </div>
  )
}

export function WaitingRows({ count = 5 }: { count?: number }) {
  return (
    <div className={`${css.rows} after-a-while`} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <Shape key={at.toString()} height={20} />
      ))}
    </div>
  )
}

export function WaitingDetail() {
  return (
    <WaitingPage>
      <WaitingHead icon />
      <WaitingRows count={8} />
    </WaitingPage>
  )
}

const Shape = (size: Pick<CSSProperties, 'width' | 'height' | 'marginTop'>) => (
  <div className={css.shape} style={size} />
)
