/** Everything one can do with one package. */

import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { repositoryQuery } from '../../api/queries.ts'
import { Mantine } from '../../inside/Mantine.tsx'
import { slipway } from '../../inside/slipway.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { spkQuery } from '../synology/queries.ts'
import { BuildsSection } from './BuildsSection.tsx'
import { DangerSection } from './DangerSection.tsx'
import { DetailsSection } from './DetailsSection.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { NumbersSection } from './NumbersSection.tsx'
import { ScreenshotsSection } from './ScreenshotsSection.tsx'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

const route = getRouteApi('/synology/packages/$package/manage')

export function ManageSpkPage() {
  const { data: it } = useSuspenseQuery(spkQuery(route.useParams().package))
  const { data: repository } = useSuspenseQuery(repositoryQuery)
  const approve = useChange(() => slipway.spk.update(it.name, { pending: false }))
  const crumbs = [
    { text: tn('title'), to: '/synology' as const },
    { text: tn('admin.title'), to: '/synology/manage' as const },
  ]
  const administers = repository.role === 'package_admin' || repository.role === 'admin'
  if (!it.mayMaintain) {
    return (
      <Page title={it.name} crumbs={crumbs}>
        <PageHead title={it.name} />
        <Empty>{tn('admin.forbidden')}</Empty>
      </Page>
    )
  }
  return (
    <Page title={it.name} crumbs={crumbs} wide>
      <PageHead
        title={it.name}
        action={
          <div className={css.bar}>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/synology/packages/$package/explain" params={{ package: it.name }} />
              )}
            >
              {tn('admin.explain')}
            </Button>
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/synology/packages/$package" params={{ package: it.name }} />}
            >
              {tn('admin.viewPublic')}
            </Button>
          </div>
        }
      />
      <Failure error={approve.error} />
      {it.pending && (
        <Notice tone="preview" title={tn('pending')}>
          <div className={css.waiting}>
            <p>{tn('pendingNote')}</p>
            {administers && (
              <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate(undefined)}>
                {tn('admin.approve')}
              </Button>
            )}
          </div>
        </Notice>
      )}
      <Mantine>
        <Section title={tn('admin.builds')}>
          {it.versions.length === 0 ? (
            <Empty>{tn('build.none')}</Empty>
          ) : (
            <BuildsSection it={it} role={repository.role} signing={repository.signing} />
          )}
        </Section>
        {it.versions.length > 0 && <NumbersSection it={it} />}
        {administers && <DetailsSection key={it.name} it={it} />}
        {administers && <ScreenshotsSection it={it} />}
        {repository.role === 'admin' && <DangerSection it={it} />}
      </Mantine>
    </Page>
  )
}
