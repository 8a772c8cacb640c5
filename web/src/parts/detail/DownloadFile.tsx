import { IconDownload } from '@tabler/icons-react'
import { formatBytes } from '../../lib/format.ts'
import type { Published } from '../../lib/published.ts'
import { t } from '../../texts/index.ts'
import { Button } from '../Button.tsx'

/** What one came for. A thing that should not be used can be had, but is not offered in the first place. */
export function DownloadFile({ of: { url, file, yanked, release } }: { of: Published }) {
  return (
    <Button
      href={url}
      size="md"
      variant={yanked === null && release.stage === 'stable' ? 'filled' : 'default'}
      leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      title={file.name}
    >
      {t('download.download')} · {formatBytes(file.size)}
    </Button>
  )
}
