/** A few pages that belong together: their names at the left, the chosen one beside them; on a phone a menu above it. */
import { IconMenu2 } from '@tabler/icons-react'
import { Link, type LinkProps, Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Crumb, Crumbs } from '../parts/Crumbs.tsx'
import { Mantine } from './Mantine.tsx'
import css from './Rail.module.css'

/** `mark`: what there is to do behind it. */
export type Stop = { text: string; icon: ReactNode; to: LinkProps; exact?: boolean; mark?: ReactNode }

export function Rail({
  label,
  title,
  crumbs = [],
  stops,
}: {
  label: string
  title: string
  crumbs?: readonly Crumb[]
  stops: readonly Stop[]
}) {
  const { pathname } = useLocation()
  const [opened, setOpened] = useState<string | undefined>()
  // Going somewhere closes the menu by itself.
  const open = opened === pathname
  return (
    <div className={css.frame}>
      {crumbs.length > 0 && (
        <div className={css.crumbs}>
          <Crumbs items={crumbs} />
        </div>
      )}
      <nav className={css.rail} aria-label={label}>
        <button
          type="button"
          className={css.menu}
          aria-expanded={open}
          onClick={() => setOpened(open ? undefined : pathname)}
        >
          <IconMenu2 size={18} stroke={1.75} aria-hidden />
          {title}
        </button>
        <p className={css.title}>{title}</p>
        <ul data-open={open}>
          {stops.map(({ text, icon, to, exact = false, mark }) => (
            <li key={text}>
              <Link {...to} activeOptions={{ exact, includeSearch: false }}>
                {icon}
                {text}
                {mark}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={css.content}>
        <Mantine>
          <Outlet />
        </Mantine>
      </div>
    </div>
  )
}
