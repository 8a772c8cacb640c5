/** Name, e-mail and password. */
import { PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { repositoryQuery, serverQuery, sessionQuery } from '../../api/queries.ts'
import { errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Inside, Part } from '../../inside/Inside.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

export function ProfilePage() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data: server } = useSuspenseQuery(serverQuery)
  const { account } = session
  if (account === null) return null
  return (
    <Inside title={ti('account.profile')}>
      <Facts>
        <Fact name={ti('account.login')}>{account.login}</Fact>
        <Fact name={ti('account.email')}>{account.email ?? ti('account.noEmail')}</Fact>
        <Fact name={ti('account.since')}>
          <When time={account.createdAt} />
        </Fact>
      </Facts>
      <Part title={ti('account.name')}>
        <NameForm name={account.name} />
      </Part>
      <Part title={ti('account.email')} hint={server.mail ? ti('account.emailHint') : ti('account.mailOff')}>
        {server.mail && <EmailForm />}
      </Part>
      <Part title={t('login.password')} hint={ti('account.passwordHint')}>
        <PasswordForm login={account.login} />
      </Part>
      <SpkRole />
    </Inside>
  )
}

/** What one is for Synology packages; nothing where nobody has any. */
function SpkRole() {
  const { role, packages } = useSuspenseQuery(repositoryQuery).data
  if (role === null || (role === 'admin' && packages === 0)) return null
  return (
    <Part title={ti('account.spkTitle')} hint={ti(`account.spkRole.${role}`)}>
      <p className="small in-text">
        {ti('account.spkKeys')} <Link to="/account/keys">{ti('keys.title')}</Link>
      </p>
      <p className="small">
        <Link to="/synology/manage">{ti('account.spkManage')}</Link>
      </p>
    </Part>
  )
}

function NameForm({ name: present }: { name: string }) {
  const [name, setName] = useState(present)
  const client = useQueryClient()
  const action = useMutation({
    mutationFn: () => slipway.session.rename(name.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey, exact: true }),
  })
  return (
    <Form action={action} verb={ti('form.save')} done={ti('form.saved')} onSend={() => action.mutate()}>
      <TextField
        label={ti('account.name')}
        autoComplete="name"
        value={name}
        error={errorOf(action, 'name')}
        onChange={setName}
      />
    </Form>
  )
}

function EmailForm() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const action = useMutation({
    mutationFn: () => slipway.registration.changeEmail(email.trim(), password),
    onSuccess: () => setPassword(''),
  })
  return (
    <Form
      action={action}
      verb={ti('account.sendLink')}
      done={ti('account.linkSent', { email: email.trim() })}
      onSend={() => action.mutate()}
    >
      <TextField
        type="email"
        label={ti('account.newEmail')}
        autoComplete="email"
        value={email}
        error={errorOf(action, 'email')}
        onChange={setEmail}
      />
      <CurrentPassword value={password} error={errorOf(action, 'password')} onChange={setPassword} />
    </Form>
  )
}

function PasswordForm({ login }: { login: string }) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const client = useQueryClient()
  const action = useMutation({
    mutationFn: () => slipway.session.changePassword({ current, password }),
    onSuccess() {
      setCurrent('')
      setPassword('')
      client.invalidateQueries({ queryKey: ['session', 'list'] })
    },
  })
  return (
    <Form action={action} verb={ti('account.changePassword')} done={ti('form.saved')} onSend={() => action.mutate()}>
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      <CurrentPassword value={current} error={errorOf(action, 'current')} onChange={setCurrent} />
      <PasswordInput
        label={ti('account.newPassword')}
        description={ti('account.passwordRule')}
        autoComplete="new-password"
        value={password}
        error={newPasswordError(action)}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword'), tabIndex: 0 }}
      />
    </Form>
  )
}

/** The wrong present password is named `password` as well, and has words of its own at the top. */
const newPasswordError = (action: Parameters<typeof errorOf>[0]) =>
  (action.error as { code?: string } | null)?.code === 'invalid_input' ? errorOf(action, 'password') : undefined

export function CurrentPassword({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  return (
    <PasswordInput
      label={ti('account.currentPassword')}
      autoComplete="current-password"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword'), tabIndex: 0 }}
    />
  )
}
