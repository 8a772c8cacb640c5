/** API keys of an account: what they may do, when they were used; making and revoking them. */
import type { ApiKey, NewApiKey } from '@slipway/sdk'
import { useMutation, useQuery, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { DataTable } from '../parts/DataTable.tsx'
import { Empty } from '../parts/Empty.tsx'
import { ShowMore } from '../parts/ShowMore.tsx'
import { When } from '../parts/When.tsx'
import { errorOf, Failure, Form } from './Form.tsx'
import { ChoiceField, TextField } from './fields.tsx'
import { Row } from './Inside.tsx'
import css from './Keys.module.css'
import { Confirm, Modal } from './Modal.tsx'
import { allAppsQuery, keysQuery } from './queries.ts'
import { RowButton } from './RowButton.tsx'
import { ShownOnce } from './Shown.tsx'
import { slipway } from './slipway.ts'
import { ti } from './texts/index.ts'
import { changed, useAtOnce } from './useAtOnce.ts'

const SCOPES = ['read', 'publish', 'manage', 'admin'] as const
type Scope = (typeof SCOPES)[number]
const LIVES = [30, 90, 365] as const

export function Keys({ account }: { account: string | undefined }) {
  const query = useSuspenseInfiniteQuery(keysQuery(account))
  const { data: apps = [] } = useQuery(allAppsQuery)
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<NewApiKey | undefined>()
  const [renewing, setRenewing] = useState<ApiKey | undefined>()
  const [revoking, setRevoking] = useState<ApiKey | undefined>()
  const onMade = (key: NewApiKey) => {
    setMade(key)
    return client.invalidateQueries({ queryKey: ['keys'] })
  }
  const revoke = useAtOnce({
    query: keysQuery(account).queryKey,
    act: (id: string) => slipway.keys.revoke(id),
    shown: (now: typeof query.data, id) => changed(now, id, (key) => ({ ...key, revokedAt: new Date().toISOString() })),
  })
  const keys = query.data.pages.flatMap((page) => page.items)
  const appName = (id: string) => apps.find((app) => app.id === id)?.name ?? id
  return (
    <>
      <Row>
        <Button onClick={() => setMaking(true)}>{ti('keys.make')}</Button>
      </Row>
      {made !== undefined && <ShownOnce title={ti('keys.made', { name: made.key.name })} lines={[made.secret]} />}
      <Failure action={revoke} />
      {keys.length === 0 ? (
        <Empty>{ti('keys.none')}</Empty>
      ) : (
        <DataTable
          rows={keys}
          keyOf={({ id }) => id}
          more={query.hasNextPage}
          columns={[
            {
              name: ti('keys.name'),
              cell: ({ name, prefix }) => (
                <>
                  {name} <span className={`quiet mono ${css.prefix}`}>{prefix}…</span>
                </>
              ),
            },
            {
              name: ti('keys.scope'),
              cell: ({ scopes }) => scopes.map((scope) => ti(`keys.scopes.${scope}`)).join(', '),
            },
            { name: ti('keys.app'), cell: ({ app }) => (app === null ? ti('keys.allApps') : appName(app)) },
            {
              name: ti('keys.expires'),
              cell: ({ expiresAt }) => (expiresAt === null ? ti('keys.never') : <When time={expiresAt} />),
            },
            {
              name: ti('keys.used'),
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? ti('keys.notYet') : <When time={lastUsedAt} />),
            },
          ]}
          actions={(key) =>
            key.revokedAt !== null ? (
              <Badge tone="bad">{ti('keys.revoked')}</Badge>
            ) : (
              <Row>
                <RowButton verb={ti('keys.renew')} of={key.name} onClick={() => setRenewing(key)} />
                <RowButton verb={ti('keys.revoke')} of={key.name} onClick={() => setRevoking(key)} />
              </Row>
            )
          }
        />
      )}
      <ShowMore query={query} />
      {making && (
        <Modal title={ti('keys.make')} onClose={() => setMaking(false)}>
          <KeyForm
            account={account}
            onMade={(key) => {
              setMaking(false)
              void onMade(key)
            }}
          />
        </Modal>
      )}
      {renewing !== undefined && (
        <Confirm
          title={ti('keys.renewTitle', { name: renewing.name })}
          verb={ti('keys.renew')}
          act={async () => onMade(await slipway.keys.renew(renewing.id))}
          onClose={() => setRenewing(undefined)}
        >
          <p>{ti('keys.renewWhat')}</p>
        </Confirm>
      )}
      {revoking !== undefined && (
        <Confirm
          title={ti('keys.revokeTitle', { name: revoking.name })}
          verb={ti('keys.revoke')}
          act={() => revoke.mutate(revoking.id)}
          onClose={() => setRevoking(undefined)}
        >
          <p>{ti('keys.revokeWhat')}</p>
        </Confirm>
      )}
    </>
  )
}

function KeyForm({ account, onMade }: { account: string | undefined; onMade: (key: NewApiKey) => void }) {
  const { data: apps = [] } = useQuery(allAppsQuery)
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('publish')
  const [app, setApp] = useState('')
  const [days, setDays] = useState('90')
  const action = useMutation({
    mutationFn: () =>
      slipway.keys.create({
        name: name.trim(),
        scopes: [scope],
        app: app === '' ? undefined : app,
        expiresAt: days === '' ? undefined : new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
        account,
      }),
    onSuccess: onMade,
  })
  return (
    <Form action={action} verb={ti('keys.make')} onSend={() => action.mutate()}>
      <TextField
        label={ti('keys.name')}
        description={ti('keys.nameHint')}
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
      <ChoiceField
        label={ti('keys.scope')}
        description={ti(`keys.scopeHints.${scope}`)}
        value={scope}
        error={errorOf(action, 'scopes')}
        onChange={setScope}
        data={SCOPES.map((value) => ({ value, label: ti(`keys.scopes.${value}`) }))}
      />
      <ChoiceField
        label={ti('keys.app')}
        value={app}
        error={errorOf(action, 'app')}
        onChange={setApp}
        data={[
          { value: '', label: ti('keys.allApps') },
          ...apps.map(({ slug, name: label }) => ({ value: slug, label })),
        ]}
      />
      <ChoiceField
        label={ti('keys.expires')}
        value={days}
        onChange={setDays}
        data={[
          ...LIVES.map((count) => ({ value: String(count), label: ti('keys.inDays', { count }) })),
          { value: '', label: ti('keys.never') },
        ]}
      />
    </Form>
  )
}
