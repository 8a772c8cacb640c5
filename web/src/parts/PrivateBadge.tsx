import { IconLock } from '@tabler/icons-react'
import { t } from '../texts/index.ts'
import { Badge } from './Badge.tsx'

/** Only members see it. */
export function PrivateBadge() {
  return (
    <Badge>
      <IconLock size={12} stroke={2} aria-hidden />
      {t('site.private')}
    </Badge>
  )
}
