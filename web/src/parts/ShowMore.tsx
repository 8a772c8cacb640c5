import { useEffect, useRef } from 'react'
import { t } from '../texts/index.ts'
import { Button } from './Button.tsx'
import css from './ShowMore.module.css'

type Query = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isError: boolean
  dataUpdatedAt: number
  fetchNextPage(): unknown
}

/** What is left below the window when the next page is asked for. */
const AHEAD = '1500px'

/** The next page of a list, below it. `ahead`: it comes by itself before one has reached the end. */
export function ShowMore({ query, ahead = false }: { query: Query; ahead?: boolean }) {
  const end = useRef<HTMLDivElement>(null)
  const next = useRef(query.fetchNextPage)
  next.current = query.fetchNextPage
  const waits = ahead && query.hasNextPage && !query.isFetchingNextPage && !query.isError
  const since = query.dataUpdatedAt
  // After each answer one looks anew, also when it came so fast that waiting never seemed to end.
  useEffect(() => {
    if (!waits || since === 0 || end.current === null) return
    const observer = new IntersectionObserver(
      // A busy page is told late, and of all that happened meanwhile.
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) next.current()
      },
      { rootMargin: AHEAD },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [waits, since])
  if (!query.hasNextPage) return null
  return (
    <div ref={end} className={css.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t('site.showMore')}
      </Button>
    </div>
  )
}
