/** Registering: a mail brings the link that makes the account. */
import { PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { serverQuery } from '../../api/queries.ts'
import { errorOf, Form } from '../../inside/Form.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { t } from '../../texts/index.ts'
import { Alone } from './Alone.tsx'

export function RegisterPage() {
  const { data: server } = useSuspenseQuery(serverQuery)
  const [login, setLogin] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const action = useMutation({
    mutationFn: () => slipway.registration.begin({ login: login.trim(), email: email.trim(), password }),
  })
  return (
    <Alone title={ti('register.title')}>
      {action.isSuccess ? (
        <Notice tone="plain" title={ti('register.sent')}>
          <p>{ti('register.sentWhat', { email: email.trim() })}</p>
        </Notice>
      ) : server.registration ? (
        <Form
          action={action}
          verb={ti('register.title')}
          more={<Link to="/login">{ti('register.haveOne')}</Link>}
          onSend={() => action.mutate()}
        >
          <TextInput
            label={ti('account.login')}
            description={ti('register.loginHint')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            value={login}
            error={errorOf(action, 'login')}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <TextInput
            type="email"
            label={ti('account.email')}
            autoComplete="email"
            size="md"
            value={email}
            error={errorOf(action, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NewPassword value={password} error={errorOf(action, 'password')} onChange={setPassword} />
        </Form>
      ) : (
        <>
          <p>{ti('register.closed')}</p>
          <div>
            <Button renderRoot={(props) => <Link {...props} to="/login" />}>{t('site.signIn')}</Button>
          </div>
        </>
      )}
    </Alone>
  )
}

export function NewPassword({
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
      label={ti('account.newPassword')}
      description={ti('account.passwordRule')}
      autoComplete="new-password"
      size="md"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword'), tabIndex: 0 }}
    />
  )
}
