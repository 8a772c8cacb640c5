import type { ReactNode } from 'react'
import css from './Badge.module.css'

export type Tone = 'plain' | 'stable' | 'preview' | 'bad' | 'good'

/** A word about a thing, beside its name. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {children}
    </span>
  )
}
