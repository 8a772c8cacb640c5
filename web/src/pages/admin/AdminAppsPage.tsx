/** Applications with their collections; those in the trash. */
import type { Collection } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AppForm } from '../../inside/AppForm.tsx'
import { Check, errorOf, Failure, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Confirm, Modal } from '../../inside/Modal.tsx'
import { appPagesQuery, collectionPagesQuery, deletedAppsQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { formatBytes } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'

export function AdminAppsPage() {
  const appPages = useSuspenseInfiniteQuery(appPagesQuery)
  const collectionPages = useSuspenseInfiniteQuery(collectionPagesQuery)
  const { data: deleted } = useSuspenseQuery(deletedAppsQuery)
  const client = useQueryClient()
  const [open, setOpen] = useState<'app' | 'collection' | Collection | undefined>()
  const [deleting, setDeleting] = useState<Collection | undefined>()
  const close = () => setOpen(undefined)
  const renew = () =>
    Promise.all(
      [['apps'], collectionPagesQuery.queryKey, deletedAppsQuery.queryKey].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  const restore = useAtOnce({
    query: deletedAppsQuery.queryKey,
    act: (id: string) => slipway.trash.restoreApp(id),
    shown: (now: typeof deleted, id) => now.filter((entry) => entry.id !== id),
    renew: [],
  })
  const apps = appPages.data.pages.flatMap((page) => page.items)
  const collections = collectionPages.data.pages.flatMap((page) => page.items)
  return (
    <Inside title={ti('apps.title')} action={<Button onClick={() => setOpen('app')}>{ti('apps.create')}</Button>}>
      {apps.length === 0 ? (
        <Empty>{ti('apps.none')}</Empty>
      ) : (
        <DataTable
          rows={apps}
          keyOf={({ id }) => id}
          more={appPages.hasNextPage}
          columns={[
            {
              name: ti('apps.app'),
              cell: (app) => (
                <>
                  <Link to="/apps/$app/manage" params={{ app: app.slug }}>
                    {app.name}
                  </Link>{' '}
                  {!app.public && <PrivateBadge />}
                </>
              ),
            },
            { name: ti('apps.slug'), className: 'mono', cell: ({ slug }) => slug },
            { name: ti('apps.collection'), cell: ({ collection }) => collection },
          ]}
        />
      )}
      <ShowMore query={appPages} />
      <Part title={ti('apps.collections')} hint={ti('apps.collectionsHint')}>
        <DataTable
          rows={collections}
          keyOf={({ id }) => id}
          more={collectionPages.hasNextPage}
          columns={[
            {
              name: ti('apps.collection'),
              cell: (collection) => (
                <>
                  {collection.name} {!collection.public && <PrivateBadge />}
                </>
              ),
            },
            { name: ti('apps.description'), cell: ({ description }) => description },
          ]}
          actions={(collection) => (
            <Row>
              <RowButton verb={ti('form.edit')} of={collection.name} onClick={() => setOpen(collection)} />
              {collection.empty && (
                <RowButton verb={ti('form.delete')} of={collection.name} onClick={() => setDeleting(collection)} />
              )}
            </Row>
          )}
        />
        <ShowMore query={collectionPages} />
        <Row>
          <Button variant="default" onClick={() => setOpen('collection')}>
            {ti('apps.createCollection')}
          </Button>
        </Row>
      </Part>
      {deleted.length > 0 && (
        <Part title={ti('trash.title')}>
          <Failure action={restore} />
          <DataTable
            name="deleted"
            rows={deleted}
            keyOf={({ id }) => id}
            columns={[
              { name: ti('apps.app'), cell: ({ name }) => name },
              { name: ti('trash.deleted'), cell: ({ deletedAt }) => <When time={deletedAt} /> },
              { name: ti('trash.by'), cell: ({ deletedBy }) => deletedBy ?? ti('audit.server') },
              { name: ti('storage.bytes'), number: true, cell: ({ bytes }) => formatBytes(bytes) },
            ]}
            actions={({ id, name }) => (
              <RowButton verb={ti('trash.restore')} of={name} onClick={() => restore.mutate(id)} />
            )}
          />
        </Part>
      )}
      {open === 'app' && (
        <Modal title={ti('apps.create')} onClose={close}>
          <AppForm
            onSaved={() => {
              close()
              renew()
            }}
          />
        </Modal>
      )}
      {open !== undefined && open !== 'app' && (
        <Modal title={open === 'collection' ? ti('apps.createCollection') : open.name} onClose={close}>
          <CollectionForm
            collection={open === 'collection' ? undefined : open}
            onSaved={() => {
              close()
              renew()
            }}
          />
        </Modal>
      )}
      {deleting !== undefined && (
        <Confirm
          title={ti('apps.deleteCollection', { name: deleting.name })}
          verb={ti('form.delete')}
          act={() => slipway.collections.delete(deleting.id)}
          onDone={renew}
          onClose={() => setDeleting(undefined)}
        >
          <p>{ti('apps.deleteCollectionWhat')}</p>
        </Confirm>
      )}
    </Inside>
  )
}

function CollectionForm({ collection, onSaved }: { collection: Collection | undefined; onSaved: () => void }) {
  const [name, setName] = useState(collection?.name ?? '')
  const [description, setDescription] = useState(collection?.description ?? '')
  const [isPublic, setPublic] = useState(collection?.public ?? true)
  const action = useMutation({
    mutationFn: () => {
      const input = { name: name.trim(), description, public: isPublic }
      return collection === undefined
        ? slipway.collections.create(input)
        : slipway.collections.update(collection.id, input)
    },
    onSuccess: onSaved,
  })
  return (
    <Form
      action={action}
      verb={collection === undefined ? ti('apps.createCollection') : ti('form.save')}
      onSend={() => action.mutate()}
    >
      <TextField label={ti('account.name')} value={name} error={errorOf(action, 'name')} onChange={setName} />
      <TextField
        label={ti('apps.description')}
        value={description}
        error={errorOf(action, 'description')}
        onChange={setDescription}
      />
      <Check label={ti('apps.public')} checked={isPublic} onChange={setPublic} />
    </Form>
  )
}
