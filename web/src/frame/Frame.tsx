/** What is on every page: the way past the header, header, room for the page, footer. */
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { t } from '../texts/index.ts'
import { Footer } from './Footer.tsx'
import css from './Frame.module.css'
import { Header } from './Header.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import { SiteBanner } from './SiteBanner.tsx'

export function Frame({ children }: { children?: React.ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  return (
    <>
      <a href="#content" className={css.skip}>
        {t('site.skip')}
      </a>
      <Header />
      <OfflineBanner />
      <SiteBanner />
      <main id="content" ref={main} tabIndex={-1} className={css.main}>
        {children ?? <Outlet />}
      </main>
      <Footer />
    </>
  )
}

/** Whoever listens to a page, or goes by keyboard, begins at the top of the new one, not where the old link was. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname, main])
}
