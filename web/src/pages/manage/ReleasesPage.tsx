/** Releases and drafts of an application, for those who look after them. */
import type { ListedRelease } from '@slipway/sdk'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery, releasesQuery, type Stage } from '../../api/queries.ts'
import { Check, errorOf, Failure, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { changed, useAtOnce } from '../../inside/useAtOnce.ts'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import { sizeColumns } from './sizeColumns.ts'

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
        <DataTable
          name={stage}
          rows={releases}
          keyOf={({ id }) => id}
          more={query.hasNextPage}
          columns={[
            {
              name: t('app.release'),
              cell: (release) => (
                <>
                  <Link to="/apps/$app/manage/releases/$release" params={{ app, release: release.name }}>
                    {release.name}
                  </Link>{' '}
                  {!release.public && <PrivateBadge />}
                </>
              ),
            },
            {
              name: draft ? t('app.built') : t('app.released'),
              cell: ({ releasedAt, createdAt }) => <When time={releasedAt ?? createdAt} />,
            },
            ...sizeColumns(),
          ]}
          actions={
            draft &&
            ((release) => (
              <Row>
                <RowButton
                  verb={release.pinned ? t('app.pinned') : ti('releases.pin')}
                  of={release.name}
                  pressed={release.pinned}
                  icon={release.pinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
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
            ))
          }
        />
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
      <TextField
        label={ti('account.name')}
        placeholder="5.8.1"
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
      <TextField
        label={t('app.revision')}
        value={revision}
        error={errorOf(action, 'revision')}
        onChange={setRevision}
      />
      <Check label={ti('apps.public')} checked={isPublic} onChange={setPublic} />
    </Form>
  )
}
