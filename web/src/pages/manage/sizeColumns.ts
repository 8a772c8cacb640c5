import { formatBytes, formatNumber } from '../../lib/format.ts'
import type { Column } from '../../parts/DataTable.tsx'
import { t } from '../../texts/index.ts'

/** How much a release or draft holds. */
export const sizeColumns = (): Column<{ packages: number; extensions: number; bytes: number }>[] => [
  { name: t('app.installers'), number: true, cell: ({ packages }) => formatNumber(packages) },
  { name: t('app.extensions'), number: true, cell: ({ extensions }) => formatNumber(extensions) },
  { name: t('app.size'), number: true, cell: ({ bytes }) => formatBytes(bytes) },
]
