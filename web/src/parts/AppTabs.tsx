/** From one view of an application to another. */
import type { App } from '@slipway/sdk'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useCurrentSeen } from '../lib/useCurrentSeen.ts'
import { t } from '../texts/index.ts'
import css from './AppTabs.module.css'

export function AppTabs({ app }: { app: App }) {
  const nav = useCurrentSeen('')
  const { stable, draft } = app.latest
  const newest = draft ?? stable
  if (newest === null) return null
  const hasExtensions = (stable?.extensions ?? 0) + (draft?.extensions ?? 0) > 0
  const params = { app: app.slug }
  const tabs: { text: string; to: LinkProps }[] = [
    { text: t('app.tabReleases'), to: { to: '/apps/$app', params } },
    ...(hasExtensions
      ? [
          { text: t('app.tabExtensions'), to: { to: '/apps/$app/extensions', params } as const },
          {
            text: t('app.tabMatrix'),
            to: { to: '/apps/$app/matrix/$revision', params: { ...params, revision: newest.name } } as const,
          },
        ]
      : []),
    { text: t('app.tabCompare'), to: { to: '/apps/$app/compare', params } },
    { text: t('site.statistics'), to: { to: '/apps/$app/statistics', params } },
  ]
  return (
    <nav ref={nav} className={css.tabs} aria-label={t('app.tabs', { app: app.name })}>
      {tabs.map(({ text, to }) => (
        <Link key={text} {...to} activeOptions={{ exact: to.to === '/apps/$app', includeSearch: false }}>
          {text}
        </Link>
      ))}
    </nav>
  )
}
