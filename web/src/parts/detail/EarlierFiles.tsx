/** Bytes that were here before. Most things have none, and then nothing is shown. */
import type { File } from '@slipway/sdk'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../texts/index.ts'
import { DataTable } from '../DataTable.tsx'
import { Digest } from '../Digest.tsx'
import { LongName } from '../LongName.tsx'
import { Section } from '../Page.tsx'
import table from '../Table.module.css'
import { When } from '../When.tsx'

export function EarlierFiles({ files }: { files: readonly File[] }) {
  const earlier = files.filter((file) => file.replacedAt !== null)
  if (earlier.length === 0) return null
  return (
    <Section title={t('detail.earlier')} hint={t('detail.earlierHint')}>
      <DataTable
        rows={earlier}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('detail.file'),
            className: table.file,
            cell: ({ url, name }) => (
              <a href={url}>
                <LongName name={name} />
              </a>
            ),
          },
          { name: t('detail.published'), cell: ({ createdAt }) => <When time={createdAt} /> },
          { name: t('detail.replaced'), cell: ({ replacedAt }) => replacedAt !== null && <When time={replacedAt} /> },
          {
            name: t('detail.sha256'),
            cell: ({ sha256, name }) => <Digest digest={sha256} name={`${t('detail.sha256')}, ${name}`} />,
          },
          { name: t('detail.size'), number: true, cell: ({ size }) => formatBytes(size) },
        ]}
      />
    </Section>
  )
}
