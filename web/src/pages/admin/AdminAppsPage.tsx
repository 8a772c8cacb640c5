/** Applications with their collections; those in the trash. */
import { TextInput } from '@mantine/core'
import type { Collection } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AppForm } from '../../inside/AppForm.tsx'
import { Check, errorOf, Failure, Form } from '../../inside/Form.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Confirm, Modal } from '../../inside/Modal.tsx'
import { appPagesQuery, collectionPagesQuery, deletedAppsQuery } from '../../inside/queries.ts'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { formatBytes } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongTable } from '../../parts/Long.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import table from '../../parts/Table.module.css'
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
        <LongTable
          name="apps"
          items={apps}
          more={appPages.hasNextPage}
          head={
            <tr>
              <th scope="col">{ti('apps.app')}</th>
              <th scope="col">{ti('apps.slug')}</th>
              <th scope="col">{ti('apps.collection')}</th>
            </tr>
          }
        >
          {(app, row) => (
            <tr key={app.id} {...row}>
              <th scope="row">
                <Link to="/apps/$app/manage" params={{ app: app.slug }}>
                  {app.name}
                </Link>{' '}
                {!app.public && <PrivateBadge />}
              </th>
              <td data-name={ti('apps.slug')} className="mono">
                {app.slug}
              </td>
              <td data-name={ti('apps.collection')}>{app.collection}</td>
            </tr>
          )}
        </LongTable>
      )}
      <ShowMore query={appPages} />
      <Part title={ti('apps.collections')} hint={ti('apps.collectionsHint')}>
        <LongTable
          name="collections"
          items={collections}
          more={collectionPages.hasNextPage}
          head={
            <tr>
              <th scope="col">{ti('apps.collection')}</th>
              <th scope="col">{ti('apps.description')}</th>
              <ActionsHead />
            </tr>
          }
        >
          {(collection, row) => (
            <tr key={collection.id} {...row}>
              <th scope="row">
                {collection.name} {!collection.public && <PrivateBadge />}
              </th>
              <td data-name={ti('apps.description')}>{collection.description}</td>
              <td className={table.number}>
                <Row>
                  <RowButton verb={ti('form.edit')} of={collection.name} onClick={() => setOpen(collection)} />
                  {collection.empty && (
                    <RowButton verb={ti('form.delete')} of={collection.name} onClick={() => setDeleting(collection)} />
                  )}
                </Row>
              </td>
            </tr>
          )}
        </LongTable>
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
          <LongTable
            name="deleted"
            items={deleted}
            head={
              <tr>
                <th scope="col">{ti('apps.app')}</th>
                <th scope="col">{ti('trash.deleted')}</th>
                <th scope="col">{ti('trash.by')}</th>
                <th scope="col" className={table.number}>
                  {ti('storage.bytes')}
                </th>
                <ActionsHead />
              </tr>
            }
          >
            {(entry, row) => (
              <tr key={entry.id} {...row}>
                <th scope="row">{entry.name}</th>
                <td data-name={ti('trash.deleted')}>
                  <When time={entry.deletedAt} />
                </td>
                <td data-name={ti('trash.by')}>{entry.deletedBy ?? ti('audit.server')}</td>
                <td data-name={ti('storage.bytes')} className={table.number}>
                  {formatBytes(entry.bytes)}
                </td>
                <td className={table.number}>
                  <RowButton verb={ti('trash.restore')} of={entry.name} onClick={() => restore.mutate(entry.id)} />
                </td>
              </tr>
            )}
          </LongTable>
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
      <TextInput
        label={ti('account.name')}
        value={name}
        error={errorOf(action, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={ti('apps.description')}
        value={description}
        error={errorOf(action, 'description')}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Check label={ti('apps.public')} checked={isPublic} onChange={setPublic} />
    </Form>
  )
}
