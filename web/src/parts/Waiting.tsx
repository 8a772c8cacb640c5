/** The shape of what is coming; the styles let it appear only after a while. */
import { Skeleton } from '@mantine/core'
import { t } from '../texts/index.ts'
import { Page } from './Page.tsx'
import css from './Waiting.module.css'

export function WaitingPage({ wide = false, children }: { wide?: boolean; children: React.ReactNode }) {
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
      {icon && <Skeleton width={64} height={64} radius="lg" animate={false} />}
      <div>
        <Skeleton height={32} width="min(320px, 70%)" animate={false} />
        <Skeleton height={16} mt={12} width="min(480px, 90%)" animate={false} />
      </div>
    </div>
  )
}

export function WaitingCards({ count = 6 }: { count?: number }) {
  return (
    <div className={`${css.cards} after-a-while`} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at.toString()} height={148} radius="lg" animate={false} />
      ))}
    </div>
  )
}

export function WaitingRows({ count = 5 }: { count?: number }) {
  return (
    <div className={`${css.rows} after-a-while`} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at.toString()} height={20} animate={false} />
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
