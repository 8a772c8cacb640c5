import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './Notice.module.css'

/** Something to know before one goes on. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'preview' | 'bad' | 'plain'
  title?: ReactNode
  children?: ReactNode
}) {
  const Icon = tone === 'plain' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={css.notice} data-tone={tone}>
      <Icon size={20} stroke={1.75} aria-hidden />
      <div>
        {title !== undefined && <p className={css.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
