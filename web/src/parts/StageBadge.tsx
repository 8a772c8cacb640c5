/** Stable or preview, by word, icon and colour. */
import { IconAnchor, IconMoon } from '@tabler/icons-react'
import { t } from '../texts/index.ts'
import { Badge } from './Badge.tsx'

export function StageBadge({ stage }: { stage: 'stable' | 'draft' }) {
  const Icon = stage === 'stable' ? IconAnchor : IconMoon
  return (
    <Badge tone={stage === 'stable' ? 'stable' : 'preview'}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`stage.${stage}`)}
    </Badge>
  )
}
