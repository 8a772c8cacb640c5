import type { CatalogueSort } from '../../api/queries.ts'
import control from '../../parts/Control.module.css'
import { t } from '../../texts/index.ts'

const SORTS = { name: 'sortName', newest: 'sortNewest', updated: 'sortUpdated', downloads: 'sortDownloads' } as const

type Props = {
  byRank: boolean
  sort: CatalogueSort | undefined
  onChange: (sort: CatalogueSort | undefined) => void
}

/** A search has an order of its own, unless one asks for another: what fits best comes first. */
export function SortField({ byRank, sort, onChange }: Props) {
  const usual = byRank ? 'rank' : 'name'
  return (
    <select
      className={control.control}
      aria-label={t('catalogue.sort')}
      value={sort ?? usual}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        onChange(chosen === usual ? undefined : (chosen as CatalogueSort))
      }}
    >
      {byRank && <option value="rank">{t('catalogue.sortRank')}</option>}
      {Object.entries(SORTS).map(([value, text]) => (
        <option key={value} value={value}>
          {t(`catalogue.${text}`)}
        </option>
      ))}
    </select>
  )
}
