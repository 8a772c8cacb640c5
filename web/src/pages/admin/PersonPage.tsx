/** One account: what administrators change of it, its keys, and how it is locked out. */
import type { Account } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Check, errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Keys } from '../../inside/Keys.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { accountQuery, accountsQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../texts/index.ts'
import { NewPassword } from '../register/RegisterPage.tsx'
import { StatusBadge } from './StatusBadge.tsx'

const route = getRouteApi('/admin/people/$account')

export function PersonPage() {
  const { account: login } = route.useParams()
  const { data: account } = useSuspenseQuery(accountQuery(login))
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'status' | 'refusal' | 'factors' | undefined>()
  const renew = () => client.invalidateQueries({ queryKey: accountsQuery.queryKey })
  const close = () => setAsking(undefined)
  const active = account.status === 'active'
  const waiting = account.status === 'waiting'
  const access = active ? 'disable' : waiting ? 'letIn' : 'enable'
  return (
    <Inside
      title={account.name || account.login}
      intro={
        <>
          {ti(`people.kinds.${account.kind}`)} · <span className="mono">{account.login}</span>{' '}
          <StatusBadge status={account.status} />
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
      <Part danger title={ti('people.access')} hint={ti(`people.${access}What`)}>
        <Row>
          <Button variant="default" onClick={() => setAsking('status')}>
            {ti(`people.${access}`)}
          </Button>
          {waiting && (
            <Button variant="default" onClick={() => setAsking('refusal')}>
              {ti('people.refuse')}
            </Button>
          )}
          {account.kind === 'person' && (
            <Button variant="default" onClick={() => setAsking('factors')}>
              {ti('people.resetFactors')}
            </Button>
          )}
        </Row>
      </Part>
      {asking === 'status' && (
        <Confirm
          title={ti(`people.${access}Title`, { login: account.login })}
          verb={ti(`people.${access}`)}
          danger={active}
          act={() => slipway.accounts.update(account.login, { status: active ? 'disabled' : 'active' })}
          onDone={renew}
          onClose={close}
        >
          <p>{ti(`people.${access}What`)}</p>
        </Confirm>
      )}
      {asking === 'refusal' && (
        <Confirm
          title={ti('people.refuseTitle', { login: account.login })}
          verb={ti('people.refuse')}
          act={() => slipway.accounts.refuse(account.login)}
          onDone={async () => {
            await navigate({ to: '/admin/people' })
            await renew()
          }}
          onClose={close}
        >
          <p>{ti('people.refuseWhat')}</p>
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
      <TextField
        label={ti('account.name')}
        autoComplete="off"
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
      {account.kind === 'person' && (
        <>
          <TextField
            type="email"
            label={ti('account.email')}
            autoComplete="off"
            value={email}
            error={errorOf(action, 'email')}
            onChange={setEmail}
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
