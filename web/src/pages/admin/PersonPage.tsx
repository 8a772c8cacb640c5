/** One account: what administrators change of it, its keys, and how it is locked out. */
import { TextInput } from '@mantine/core'
import type { Account } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Keys } from '../../inside/Keys.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { accountQuery, accountsQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../texts/index.ts'
import { NewPassword } from '../register/RegisterPage.tsx'

const route = getRouteApi('/admin/people/$account')

export function PersonPage() {
  const { account: login } = route.useParams()
  const { data: account } = useSuspenseQuery(accountQuery(login))
  const client = useQueryClient()
  const [asking, setAsking] = useState<'status' | 'factors' | undefined>()
  const renew = () => client.invalidateQueries({ queryKey: accountsQuery.queryKey })
  const close = () => setAsking(undefined)
  const active = account.status === 'active'
  return (
    <Inside
      title={account.name || account.login}
      intro={
        <>
          {ti(`people.kinds.${account.kind}`)} · <span className="mono">{account.login}</span>{' '}
          {!active && <Badge tone="bad">{ti('people.disabled')}</Badge>}
        </>
      }
    >
      <AccountForm key={account.id} account={account} onSaved={renew} />
      <Part title={ti('keys.title')}>
        <Keys account={account.login} />
      </Part>
      {account.kind === 'person' && (
        <Part title={t('login.password')} hint={ti('people.passwordHint')}>
          <PasswordForm login={account.login} />
        </Part>
      )}
      <Part danger title={ti('people.access')} hint={active ? ti('people.disableWhat') : ti('people.enableWhat')}>
        <Row>
          <Button variant="default" onClick={() => setAsking('status')}>
            {active ? ti('people.disable') : ti('people.enable')}
          </Button>
          {account.kind === 'person' && (
            <Button variant="default" onClick={() => setAsking('factors')}>
              {ti('people.resetFactors')}
            </Button>
          )}
        </Row>
      </Part>
      {asking === 'status' && (
        <Confirm
          title={ti(active ? 'people.disableTitle' : 'people.enableTitle', { login: account.login })}
          verb={active ? ti('people.disable') : ti('people.enable')}
          danger={active}
          act={() => slipway.accounts.update(account.login, { status: active ? 'disabled' : 'active' })}
          onDone={renew}
          onClose={close}
        >
          <p>{active ? ti('people.disableWhat') : ti('people.enableWhat')}</p>
        </Confirm>
      )}
      {asking === 'factors' && (
        <Confirm
          title={ti('people.resetFactorsTitle', { login: account.login })}
          verb={ti('people.resetFactors')}
          act={() => slipway.accounts.resetFactors(account.login)}
          onClose={close}
        >
          <p>{ti('people.resetFactorsWhat')}</p>
        </Confirm>
      )}
    </Inside>
  )
}

function AccountForm({ account, onSaved }: { account: Account; onSaved: () => void }) {
  const [name, setName] = useState(account.name)
  const [email, setEmail] = useState(account.email ?? '')
  const [admin, setAdmin] = useState(account.admin)
  const action = useMutation({
    mutationFn: () =>
      slipway.accounts.update(account.login, {
        name: name.trim(),
        email: email.trim() === '' ? null : email.trim(),
        admin,
      }),
    onSuccess: onSaved,
  })
  return (
    <Form action={action} verb={ti('form.save')} done={ti('form.saved')} onSend={() => action.mutate()}>
      <TextInput
        label={ti('account.name')}
        autoComplete="off"
        value={name}
        error={errorOf(action, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {account.kind === 'person' && (
        <>
          <TextInput
            type="email"
            label={ti('account.email')}
            autoComplete="off"
            value={email}
            error={errorOf(action, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Check label={ti('people.admin')} hint={ti('people.adminHint')} checked={admin} onChange={setAdmin} />
        </>
      )}
    </Form>
  )
}

function PasswordForm({ login }: { login: string }) {
  const [password, setPassword] = useState('')
  const action = useMutation({
    mutationFn: () => slipway.accounts.resetPassword(login, password),
    onSuccess: () => setPassword(''),
  })
  return (
    <Form action={action} verb={ti('people.setPassword')} done={ti('form.saved')} onSend={() => action.mutate()}>
      <NewPassword value={password} error={errorOf(action, 'password')} onChange={setPassword} />
    </Form>
  )
}
