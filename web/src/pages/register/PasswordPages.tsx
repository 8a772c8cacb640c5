/** A forgotten password: asking for the mail, and choosing another by its link. */
import { isProblem } from '@slipway/sdk'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { serverQuery } from '../../api/queries.ts'
import { errorOf, Form } from '../../inside/Form.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { t } from '../../texts/index.ts'
import { LoginField } from '../login/LoginField.tsx'
import { Alone } from './Alone.tsx'
import { NewPassword } from './RegisterPage.tsx'

export function ForgotPasswordPage() {
  const { data: server } = useQuery(serverQuery)
  const [login, setLogin] = useState('')
  const action = useMutation({ mutationFn: () => slipway.registration.forgotPassword(login.trim()) })
  return (
    <Alone title={ti('register.forgotTitle')}>
      {action.isSuccess ? (
        <>
          <Notice tone="plain" title={ti('register.sent')}>
            <p>{ti('register.forgotSent')}</p>
          </Notice>
          <p>
            <Link to="/login">{t('site.signIn')}</Link>
          </p>
        </>
      ) : server?.mail === false ? (
        <>
          <p>{t('login.noMail')}</p>
          <div>
            <Button renderRoot={(props) => <Link {...props} to="/login" />}>{t('site.signIn')}</Button>
          </div>
        </>
      ) : (
        <Form
          action={action}
          verb={ti('account.sendLink')}
          more={<Link to="/login">{t('site.signIn')}</Link>}
          onSend={() => action.mutate()}
        >
          <p>{ti('register.forgotWhat')}</p>
          <LoginField label={t('login.login')} error={errorOf(action, 'login')} value={login} onChange={setLogin} />
        </Form>
      )}
    </Alone>
  )
}

export function NewPasswordPage() {
  const [password, setPassword] = useState('')
  const action = useMutation({
    mutationFn: () => slipway.registration.newPassword(location.hash.slice(1), password),
  })
  return (
    <Alone title={ti('register.newTitle')}>
      {action.isSuccess ? (
        <>
          <Notice tone="plain" title={ti('register.newDone')} />
          <div>
            <Button renderRoot={(props) => <Link {...props} to="/login" />}>{t('site.signIn')}</Button>
          </div>
        </>
      ) : (
        <Form action={action} verb={ti('form.save')} onSend={() => action.mutate()}>
          <NewPassword value={password} error={errorOf(action, 'password')} onChange={setPassword} />
          {isProblem(action.error, 'link_invalid') && <Link to="/password/forgot">{ti('register.anotherLink')}</Link>}
        </Form>
      )}
    </Alone>
  )
}
