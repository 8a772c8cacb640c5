/** Bytes that were here before. Most things have none, and then nothing is shown. */
import type { File } from '@slipway/sdk'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../texts/index.ts'
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
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('detail.file')}</th>
            <th scope="col">{t('detail.published')}</th>
            <th scope="col">{t('detail.replaced')}</th>
            <th scope="col">{t('detail.sha256')}</th>
            <th scope="col" className={table.number}>
              {t('detail.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {earlier.map((file) => (
            <tr key={file.id}>
              <th scope="row" className={table.file}>
                <a href={file.url}>
                  <LongName name={file.name} />
                </a>
              </th>
              <td data-name={t('detail.published')}>
                <When time={file.createdAt} />
              </td>
              <td data-name={t('detail.replaced')}>{file.replacedAt !== null && <When time={file.replacedAt} />}</td>
              <td data-name={t('detail.sha256')}>
                <Digest digest={file.sha256} name={`${t('detail.sha256')}, ${file.name}`} />
              </td>
              <td data-name={t('detail.size')} className={table.number}>
                {formatBytes(file.size)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
