/** A time: relative to read, exact on hover, and when the link or row around it has the focus. `planned`: still to come. */
import { formatExact, formatPlanned, formatWhen } from '../lib/format.ts'
import css from './When.module.css'

export function When({ time, planned = false }: { time: string; planned?: boolean }) {
  return (
    <time dateTime={time} data-exact={formatExact(time)} className={css.when}>
      {planned ? formatPlanned(time) : formatWhen(time)}
    </time>
  )
}

/** Both, where there is room for both. */
export function WhenExactly({ time }: { time: string }) {
  return (
    <time dateTime={time}>
      {formatWhen(time)} <span className={css.exact}>{formatExact(time)}</span>
    </time>
  )
}
