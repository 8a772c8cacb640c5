/** Registering: a mail brings the link that makes the account. */
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { serverQuery } from '../../api/queries.ts'
import { errorOf, Form } from '../../inside/Form.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { t } from '../../texts/index.ts'
import { LoginField } from '../login/LoginField.tsx'
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
          <LoginField
            label={ti('account.login')}
            hint={ti('register.loginHint')}
            error={errorOf(action, 'login')}
            value={login}
            onChange={setLogin}
          />
          <Field label={ti('account.email')} error={errorOf(action, 'email')}>
            {(belongs) => (
              <input
                {...belongs}
                type="email"
                name="email"
                autoComplete="email"
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
            )}
          </Field>
          <NewPassword first value={password} error={errorOf(action, 'password')} onChange={setPassword} />
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

/** `first`: the account has none yet. */
export function NewPassword({
  first = false,
  value,
  error,
  onChange,
}: {
  first?: boolean
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  return (
    <PasswordField
      label={first ? t('login.password') : ti('account.newPassword')}
      hint={ti('account.passwordRule')}
      autoComplete="new-password"
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
