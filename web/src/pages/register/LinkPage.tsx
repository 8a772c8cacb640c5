/** Where links of mails lead that need one click: a registration, or a new e-mail address. */
import { isProblem } from '@slipway/sdk'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Form } from '../../inside/Form.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { explain } from '../../parts/ProblemView.tsx'
import { t } from '../../texts/index.ts'
import { Alone } from './Alone.tsx'

const token = () => location.hash.slice(1)

export const ConfirmRegistrationPage = () => (
  <LinkPage
    title={ti('register.confirmTitle')}
    verb={ti('register.confirm')}
    done={({ status }) =>
      status === 'waiting' ? (
        <Notice tone="plain" title={ti('register.waits')}>
          <p>{ti('register.waitsWhat')}</p>
        </Notice>
      ) : (
        <Done text={ti('register.confirmed')} />
      )
    }
    use={() => slipway.registration.confirm(token())}
    again={<Button renderRoot={(props) => <Link {...props} to="/register" />}>{ti('register.again')}</Button>}
  />
)

export const ConfirmEmailPage = () => (
  <LinkPage
    title={ti('register.emailTitle')}
    verb={ti('register.confirm')}
    done={() => <Done text={ti('register.emailConfirmed')} />}
    use={() => slipway.registration.confirmEmail(token())}
    again={<Button renderRoot={(props) => <Link {...props} to="/account" />}>{ti('register.anotherLink')}</Button>}
  />
)

const Done = ({ text }: { text: string }) => (
  <>
    <Notice tone="plain" title={text} />
    <div>
      <Button renderRoot={(props) => <Link {...props} to="/login" />}>{t('site.signIn')}</Button>
    </div>
  </>
)

/** A button: programs that look at mails open links, and must not use them up. */
function LinkPage<Answer>({
  title,
  verb,
  done,
  use,
  again,
}: {
  title: string
  verb: string
  done: (answer: Answer) => ReactNode
  use: () => Promise<Answer>
  /** where another link is to be had */
  again: ReactNode
}) {
  const action = useMutation({ mutationFn: use })
  return (
    <Alone title={title}>
      {action.isSuccess ? (
        done(action.data)
      ) : isProblem(action.error, 'link_invalid') ? (
        <>
          <div role="alert">
            <Notice tone="bad" title={explain(action.error)} />
          </div>
          <div>{again}</div>
        </>
      ) : (
        <Form action={action} verb={verb} onSend={() => action.mutate()}>
          {null}
        </Form>
      )}
    </Alone>
  )
}
