import { Button } from '@mantine/core'
import { t } from '../texts/index.ts'
import css from './ShowMore.module.css'

/** The next page of a list, below it. */
export function ShowMore({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}) {
  if (!query.hasNextPage) return null
  return (
    <div className={css.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t('site.showMore')}
      </Button>
    </div>
  )
}
