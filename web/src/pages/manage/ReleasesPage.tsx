/** Releases and drafts of an application, for those who look after them. */
import { TextInput } from '@mantine/core'
import type { ListedRelease } from '@slipway/sdk'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery, releasesQuery, type Stage } from '../../api/queries.ts'
import { Check, errorOf, Failure, Form } from '../../inside/Form.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { changed, useAtOnce } from '../../inside/useAtOnce.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongTable } from '../../parts/Long.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

const route = getRouteApi('/apps/$app/manage/releases')

export function ReleasesPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const [creating, setCreating] = useState(false)
  return (
    <Inside
      title={ti('releases.title')}
      action={
        app.permissions.includes('release.create') && (
          <Button onClick={() => setCreating(true)}>{ti('releases.create')}</Button>
        )
      }
    >
      <List app={slug} stage="draft" mayPromote={app.permissions.includes('release.promote')} />
      <List app={slug} stage="stable" mayPromote={false} />
      {creating && (
        <Modal title={ti('releases.create')} onClose={() => setCreating(false)}>
          <NewRelease app={slug} isPublic={app.public} />
        </Modal>
      )}
    </Inside>
  )
}

function List({ app, stage, mayPromote }: { app: string; stage: Stage; mayPromote: boolean }) {
  const query = useSuspenseInfiniteQuery(releasesQuery(app, stage))
  const pin = useAtOnce({
    query: releasesQuery(app, stage).queryKey,
    act: ({ id, pinned }: ListedRelease) => slipway.releases.update(app, id, { pinned: !pinned }),
    shown: (now: typeof query.data, { id }) => changed(now, id, (it) => ({ ...it, pinned: !it.pinned })),
    renew: ['apps', app],
  })
  const releases = query.data.pages.flatMap((page) => page.items)
  const draft = stage === 'draft'
  return (
    <Part title={draft ? t('app.previews') : t('app.releases')} hint={draft ? ti('releases.pinHint') : undefined}>
      <Failure action={pin} />
      {releases.length === 0 ? (
        <Empty>{draft ? ti('releases.noDrafts') : ti('releases.none')}</Empty>
      ) : (
        <LongTable
          name={stage}
          items={releases}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{t('app.release')}</th>
              <th scope="col">{draft ? t('app.built') : t('app.released')}</th>
              <th scope="col" className={table.number}>
                {t('app.installers')}
              </th>
              <th scope="col" className={table.number}>
                {t('app.extensions')}
              </th>
              <th scope="col" className={table.number}>
                {t('app.size')}
              </th>
              {draft && <ActionsHead />}
            </tr>
          }
        >
          {(release, row) => (
            <tr key={release.id} {...row}>
              <th scope="row">
                <Link to="/apps/$app/manage/releases/$release" params={{ app, release: release.name }}>
                  {release.name}
                </Link>{' '}
                {!release.public && <PrivateBadge />}
              </th>
              <td data-name={draft ? t('app.built') : t('app.released')}>
                <When time={release.releasedAt ?? release.createdAt} />
              </td>
              <td data-name={t('app.installers')} className={table.number}>
                {formatNumber(release.packages)}
              </td>
              <td data-name={t('app.extensions')} className={table.number}>
                {formatNumber(release.extensions)}
              </td>
              <td data-name={t('app.size')} className={table.number}>
                {formatBytes(release.bytes)}
              </td>
              {draft && (
                <td className={table.number}>
                  <Row>
                    <RowButton
                      verb={release.pinned ? t('app.pinned') : ti('releases.pin')}
                      of={release.name}
                      pressed={release.pinned}
                      icon={
                        release.pinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />
                      }
                      onClick={() => pin.mutate(release)}
                    />
                    {mayPromote && (
                      <Button
                        size="xs"
                        variant="default"
                        renderRoot={(props) => (
                          <Link
                            {...props}
                            to="/apps/$app/drafts/$revision/promote"
                            params={{ app, revision: release.name }}
                            aria-label={`${ti('promote.verb')}: ${release.name}`}
                          />
                        )}
                      >
                        {ti('promote.verb')}
                      </Button>
                    )}
                  </Row>
                </td>
              )}
            </tr>
          )}
        </LongTable>
      )}
      <ShowMore query={query} />
    </Part>
  )
}

function NewRelease({ app, isPublic: usual }: { app: string; isPublic: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [revision, setRevision] = useState('')
  const [isPublic, setPublic] = useState(usual)
  const action = useMutation({
    mutationFn: () => slipway.releases.create(app, { name: name.trim(), revision: revision.trim(), public: isPublic }),
    async onSuccess(made) {
      await client.invalidateQueries({ queryKey: ['apps', app] })
      navigate({ to: '/apps/$app/manage/releases/$release', params: { app, release: made.name } })
    },
  })
  return (
    <Form action={action} verb={ti('releases.create')} onSend={() => action.mutate()}>
      <p className="quiet small">{ti('releases.createHint')}</p>
      <TextInput
        label={ti('account.name')}
        placeholder="5.8.1"
        value={name}
        error={errorOf(action, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('app.revision')}
        value={revision}
        error={errorOf(action, 'revision')}
        onChange={(event) => setRevision(event.currentTarget.value)}
      />
      <Check label={ti('apps.public')} checked={isPublic} onChange={setPublic} />
    </Form>
  )
}
