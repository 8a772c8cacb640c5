import { Link, type LinkProps } from '@tanstack/react-router'
import { t } from '../texts/index.ts'
import css from './Crumbs.module.css'

export type Crumb = { text: string } & Pick<LinkProps, 'to' | 'params' | 'search'>

/** The way here; the page itself is its heading, so it is not repeated. */
export function Crumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label={t('site.breadcrumb')} className={css.crumbs}>
      <ol>
        {items.map(({ text, ...link }) => (
          <li key={text}>
            <Link {...link}>{text}</Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
