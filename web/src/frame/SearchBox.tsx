/** Looks like a field, opens the search; `/` does the same from anywhere. */
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { t } from '../texts/index.ts'
import css from './Header.module.css'

const load = () => import('./SearchDialog.tsx')
const SearchDialog = lazy(async () => ({ default: (await load()).SearchDialog }))

export function SearchBox() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className={css.search}
        aria-label={t('search.open')}
        aria-keyshortcuts="/"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        onFocus={load}
      >
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span aria-hidden="true" className={css.hint}>
          {t('search.open')}
        </span>
        <span aria-hidden="true" className={css.key}>
          /
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
