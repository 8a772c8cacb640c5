import { useSiteName } from '../api/site.ts'
import { t } from '../texts/index.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { AppSwitcher } from './AppSwitcher.tsx'
import css from './Header.module.css'
import { NasLink } from './NasLink.tsx'
import { SearchBox } from './SearchBox.tsx'

export function Header() {
  const site = useSiteName()
  return (
    <header className={css.header}>
      <div className={css.bar}>
        {/* Not a page of this app: the server decides what comes first. */}
        <a href="/" className={css.mark} aria-label={t('site.home', { site })}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span className={css.site}>{site}</span>
        </a>
        <AppSwitcher />
        <NasLink />
        <SearchBox />
        <AccountMenu />
      </div>
    </header>
  )
}
