/** That somebody cannot sign in, and why; nothing for those who can. */
import type { Account } from '@slipway/sdk'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'

export function StatusBadge({ status }: { status: Account['status'] }) {
  if (status === 'waiting') return <Badge tone="preview">{ti('people.waiting')}</Badge>
  return status === 'disabled' && <Badge tone="bad">{ti('people.disabled')}</Badge>
}
