/** People and robot accounts. */
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { accountsQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { NewPassword } from '../register/RegisterPage.tsx'
import { StatusBadge } from './StatusBadge.tsx'
import { WaitingPeople } from './WaitingPeople.tsx'
import { whoColumns } from './whoColumns.tsx'

export function PeoplePage() {
  const query = useSuspenseInfiniteQuery(accountsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <Inside
      title={ti('people.title')}
      intro={ti('people.intro')}
      action={<Button onClick={() => setAdding(true)}>{ti('people.add')}</Button>}
    >
      <WaitingPeople />
      <DataTable
        rows={query.data.pages.flatMap((page) => page.items)}
        keyOf={({ id }) => id}
        more={query.hasNextPage}
        columns={[
          ...whoColumns(),
          {
            name: ti('people.kind'),
            cell: ({ kind, admin, status }) => (
              <span>
                {ti(`people.kinds.${kind}`)} {admin && <Badge tone="stable">{ti('people.admin')}</Badge>}{' '}
                <StatusBadge status={status} />
              </span>
            ),
          },
          {
            name: ti('people.lastLogin'),
            cell: ({ lastLoginAt }) => (lastLoginAt === null ? ti('keys.never') : <When time={lastLoginAt} />),
          },
        ]}
      />
      <ShowMore query={query} ahead />
      {adding && (
        <Modal title={ti('people.add')} onClose={() => setAdding(false)}>
          <NewAccount />
        </Modal>
      )}
    </Inside>
  )
}

function NewAccount() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState<'person' | 'robot'>('person')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [admin, setAdmin] = useState(false)
  const person = kind === 'person'
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim())
  const action = useMutation({
    mutationFn: () =>
      slipway.accounts.create({
        kind,
        login: login.trim(),
        name: given(name),
        email: given(email),
        ...(person && { password: password === '' ? undefined : password, admin }),
      }),
    async onSuccess({ login: made }) {
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey })
      navigate({ to: '/admin/people/$account', params: { account: made } })
    },
  })
  return (
    <Form action={action} verb={ti('people.add')} onSend={() => action.mutate()}>
      <ChoiceField
        label={ti('people.kind')}
        description={ti(`people.kindHints.${kind}`)}
        value={kind}
        onChange={setKind}
        data={(['person', 'robot'] as const).map((value) => ({ value, label: ti(`people.kinds.${value}`) }))}
      />
      <TextField label={ti('account.login')} exact value={login} error={errorOf(action, 'login')} onChange={setLogin} />
      <TextField
        label={ti('account.name')}
        autoComplete="off"
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
      {person && (
        <>
          <TextField
            type="email"
            label={ti('account.email')}
            autoComplete="off"
            value={email}
            error={errorOf(action, 'email')}
            onChange={setEmail}
          />
          <NewPassword first value={password} error={errorOf(action, 'password')} onChange={setPassword} />
          <Check label={ti('people.admin')} hint={ti('people.adminHint')} checked={admin} onChange={setAdmin} />
        </>
      )}
    </Form>
  )
}
