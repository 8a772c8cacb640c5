/** People and robot accounts. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { accountsQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { LongTable } from '../../parts/Long.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { NewPassword } from '../register/RegisterPage.tsx'
import { StatusBadge } from './StatusBadge.tsx'
import { WaitingPeople } from './WaitingPeople.tsx'

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
      <LongTable
        name="people"
        items={query.data.pages.flatMap((page) => page.items)}
        more={query.hasNextPage}
        head={
          <tr>
            <th scope="col">{ti('account.login')}</th>
            <th scope="col">{ti('account.name')}</th>
            <th scope="col">{ti('account.email')}</th>
            <th scope="col">{ti('people.kind')}</th>
            <th scope="col">{ti('people.lastLogin')}</th>
          </tr>
        }
      >
        {(account, row) => (
          <tr key={account.id} {...row}>
            <th scope="row">
              <Link to="/admin/people/$account" params={{ account: account.login }}>
                <LongName name={account.login} />
              </Link>
            </th>
            <td data-name={ti('account.name')}>{account.name}</td>
            <td data-name={ti('account.email')}>{account.email ?? ''}</td>
            <td data-name={ti('people.kind')}>
              <span>
                {ti(`people.kinds.${account.kind}`)}{' '}
                {account.admin && <Badge tone="stable">{ti('people.admin')}</Badge>}{' '}
                <StatusBadge status={account.status} />
              </span>
            </td>
            <td data-name={ti('people.lastLogin')}>
              {account.lastLoginAt === null ? ti('keys.never') : <When time={account.lastLoginAt} />}
            </td>
          </tr>
        )}
      </LongTable>
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
      <NativeSelect
        label={ti('people.kind')}
        description={ti(`people.kindHints.${kind}`)}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as 'person' | 'robot')}
        data={(['person', 'robot'] as const).map((value) => ({ value, label: ti(`people.kinds.${value}`) }))}
      />
      <TextInput
        label={ti('account.login')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={login}
        error={errorOf(action, 'login')}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <TextInput
        label={ti('account.name')}
        autoComplete="off"
        value={name}
        error={errorOf(action, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {person && (
        <>
          <TextInput
            type="email"
            label={ti('account.email')}
            autoComplete="off"
            value={email}
            error={errorOf(action, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NewPassword first value={password} error={errorOf(action, 'password')} onChange={setPassword} />
          <Check label={ti('people.admin')} hint={ti('people.adminHint')} checked={admin} onChange={setAdmin} />
        </>
      )}
    </Form>
  )
}
