import { IconSailboat } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './Empty.module.css'

/** Nothing is here: one sentence, and one thing to do about it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <IconSailboat size={32} stroke={1.25} aria-hidden />
      <p>{children}</p>
      {action}
    </div>
  )
}
