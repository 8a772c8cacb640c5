/** What package administrators look after: packages, tables, people. Developers see the packages they maintain. */

import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { repositoryQuery } from '../../api/queries.ts'
import { Mantine } from '../../inside/Mantine.tsx'
import { useCurrentSeen } from '../../lib/useCurrentSeen.ts'
import appTabs from '../../parts/AppTabs.module.css'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { BuildsTab } from './BuildsTab.tsx'
import { KeysTab } from './KeysTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { PackagesTab } from './PackagesTab.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { TablesTab } from './TablesTab.tsx'
import { type ManageTab, manageTabs } from './tabs.ts'
import { tn } from './texts.ts'

const route = getRouteApi('/synology/manage')

type Role = 'developer' | 'package_admin' | 'admin'
const all: readonly Role[] = ['developer', 'package_admin', 'admin']
const open: Record<ManageTab, readonly Role[]> = {
  overview: all,
  packages: all,
  builds: all,
  tables: all.slice(1),
  keys: ['admin'],
  people: all.slice(1),
}

export function ManagePage() {
  const { tab = 'overview' } = route.useSearch()
  const { data: repository } = useSuspenseQuery(repositoryQuery)
  const { role } = repository
  const nav = useCurrentSeen(tab)
  const tabs = manageTabs.filter((one) => role !== null && open[one].includes(role))
  return (
    <Page title={tn('admin.title')} crumbs={[{ text: tn('title'), to: '/synology' }]} wide>
      <PageHead title={tn('admin.title')}>
        {role !== null && <p className="quiet">{tn('admin.you', { role: tn(`admin.${role}`) })}</p>}
      </PageHead>
      {role === null ? (
        <Empty>{tn('admin.forbidden')}</Empty>
      ) : (
        <>
          <nav ref={nav} className={appTabs.tabs} aria-label={tn('admin.title')}>
            {tabs.map((one) => (
              <Link
                key={one}
                to="/synology/manage"
                search={one === 'overview' ? {} : { tab: one }}
                activeOptions={{ exact: true, includeSearch: true }}
              >
                {tn(`admin.${one}`)}
              </Link>
            ))}
          </nav>
          {tabs.includes(tab) ? (
            <Mantine>
              {tab === 'overview' && <OverviewTab />}
              {tab === 'packages' && <PackagesTab repository={repository} />}
              {tab === 'builds' && <BuildsTab repository={repository} />}
              {tab === 'tables' && <TablesTab />}
              {tab === 'keys' && <KeysTab />}
              {tab === 'people' && <PeopleTab mayGive={role === 'admin'} />}
            </Mantine>
          ) : (
            <Empty>{tn('admin.notForYou')}</Empty>
          )}
        </>
      )}
    </Page>
  )
}
