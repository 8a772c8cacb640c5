import { t } from '../../texts/index.ts'
import css from './Catalogue.module.css'

type Sort = 'newest' | undefined

/** A search has an order of its own: what fits best comes first. */
export function SortField({ byRank, sort, onChange }: { byRank: boolean; sort: Sort; onChange: (sort: Sort) => void }) {
  return (
    <select
      className={css.sort}
      aria-label={t('catalogue.sort')}
      value={byRank ? 'rank' : (sort ?? 'name')}
      disabled={byRank}
      onChange={(event) => onChange(event.currentTarget.value === 'newest' ? 'newest' : undefined)}
    >
      {byRank && <option value="rank">{t('catalogue.sortRank')}</option>}
      <option value="name">{t('catalogue.sortName')}</option>
      <option value="newest">{t('catalogue.sortNewest')}</option>
    </select>
  )
}
