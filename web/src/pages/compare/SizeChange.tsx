import { formatBytes, formatPercent } from '../../lib/format.ts'
import { tc } from './texts.ts'

/** `+1.2 MiB (+4 %)`; what did not change is not shown. `whole`: with what it was and became. */
export function SizeChange({ before, after, whole = false }: { before: number; after: number; whole?: boolean }) {
  const more = after - before
  const sign = more > 0 ? '+' : '−'
  const change = more === 0 ? '' : `${sign}${formatBytes(Math.abs(more))}`
  const share = before > 0 && after > 0 && more !== 0 ? ` (${sign}${formatPercent(Math.abs(more) / before)})` : ''
  if (!whole) return <span>{`${change}${share}`}</span>
  return (
    <span>
      {tc('bytes', {
        before: formatBytes(before),
        after: formatBytes(after),
        change: `${change}${share}` || '±0',
      })}
    </span>
  )
}
