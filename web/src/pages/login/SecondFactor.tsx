/** The second step of signing in: a code, or a passkey. */
import { startAuthentication } from '@simplewebauthn/browser'
import { isProblem, type LoginInput } from '@slipway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { signIn } from '../../api/session.ts'
import { Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Mantine } from '../../inside/Mantine.tsx'
import { ti } from '../../inside/texts/index.ts'
import { Button } from '../../parts/Button.tsx'
import { passkeyProblem } from '../account/passkey-problem.ts'

/** What the server said would do. */
export type Wanted = { factors: string[]; passkey?: Record<string, unknown> }

export function SecondFactor({
  who,
  wanted,
  onDone,
  onBack,
}: {
  who: Pick<LoginInput, 'login' | 'password'>
  wanted: Wanted
  onDone: () => void
  onBack: () => void
}) {
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [options, setOptions] = useState(wanted.passkey)
  const byCode = useMutation({ mutationFn: () => signIn(client, { ...who, code: code.trim() }), onSuccess: onDone })
  const byPasskey = useMutation({
    async mutationFn() {
      const passkey = await startAuthentication({ optionsJSON: options as never }).catch(passkeyProblem)
      await signIn(client, { ...who, passkey: passkey as never })
    },
    onSuccess: onDone,
    // Each challenge is answered once; the next try needs another.
    onError: () => signIn(client, who).catch((error: unknown) => setOptions(wantedOf(error)?.passkey)),
  })
  const hasPasskey = options !== undefined && globalThis.PublicKeyCredential !== undefined
  return (
    <Mantine>
      <p>{ti('factors.signIn')}</p>
      {hasPasskey && (
        <Form action={byPasskey} verb={ti('factors.usePasskey')} onSend={() => byPasskey.mutate()}>
          {null}
        </Form>
      )}
      <Form
        action={byCode}
        verb={ti('factors.useCode')}
        disabled={code.trim().length < 6}
        onSend={() => byCode.mutate()}
        more={
          <Button variant="subtle" onClick={onBack}>
            {ti('form.back')}
          </Button>
        }
      >
        <TextField
          label={wanted.factors.includes('totp') ? ti('factors.code') : ti('factors.recoveryCode')}
          description={wanted.factors.includes('totp') ? ti('factors.signInHint') : undefined}
          autoComplete="one-time-code"
          autoFocus={!hasPasskey}
          spellCheck={false}
          size="md"
          value={code}
          onChange={setCode}
        />
      </Form>
    </Mantine>
  )
}

/** What the refusal asks for; `undefined` when it is another one. */
function wantedOf(error: unknown): Wanted | undefined {
  return isProblem(error, 'second_factor_required') ? (error.details as Wanted) : undefined
}
