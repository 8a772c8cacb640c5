/** What package administrators look after: packages, tables, people. Developers see the packages they maintain. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { repositoryQuery } from '../../api/queries.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { tn } from '../synology/texts.ts'

import css from './Manage.module.css'
import { PackagesTab } from './PackagesTab.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { TablesTab } from './TablesTab.tsx'
import { manageTabs } from './tabs.ts'

const route = getRouteApi('/synology/manage')

export function ManagePage() {
  const { tab = 'packages' } = route.useSearch()
  const { data: repository } = useSuspenseQuery(repositoryQuery)
  const { role } = repository
  const tabs = role === 'developer' ? manageTabs.filter((one) => one === 'packages') : manageTabs
  return (
    <Page title={tn('admin.title')} crumbs={[{ text: tn('title'), to: '/synology' }]} wide>
      <PageHead title={tn('admin.title')}>
        {role !== null && <p className="quiet">{tn('admin.you', { role: tn(`admin.${role}`) })}</p>}
      </PageHead>
      {role === null ? (
        <Empty>{tn('admin.forbidden')}</Empty>
      ) : (
        <>
          {tabs.length > 1 && (
            <nav className={css.tabs} aria-label={tn('admin.title')}>
              {tabs.map((one) => (
                <Link
                  key={one}
                  to="/synology/manage"
                  search={one === 'packages' ? {} : { tab: one }}
                  activeOptions={{ exact: true, includeSearch: true }}
                >
                  {tn(`admin.${one}`)}
                </Link>
              ))}
            </nav>
          )}
          {tab === 'packages' && <PackagesTab repository={repository} />}
          {tab === 'tables' && role !== 'developer' && <TablesTab />}
          {tab === 'people' && role !== 'developer' && <PeopleTab mayGive={role === 'admin'} />}
        </>
      )}
    </Page>
  )
}
