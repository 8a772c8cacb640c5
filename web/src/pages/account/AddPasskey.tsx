/** Adding a passkey: the password, then what the browser asks for. */
import { startRegistration } from '@simplewebauthn/browser'
import type { NewSecondFactor } from '@slipway/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { CurrentPassword } from './ProfilePage.tsx'
import { passkeyProblem } from './passkey-problem.ts'

export function AddPasskey({ onAdded, onClose }: { onAdded: (added: NewSecondFactor) => void; onClose: () => void }) {
  const [name, setName] = useState<string>(ti('factors.passkeyName'))
  const [password, setPassword] = useState('')
  const action = useMutation({
    async mutationFn() {
      const options = await slipway.factors.offerPasskey(password)
      const passkey = await startRegistration({ optionsJSON: options as never }).catch(passkeyProblem)
      return slipway.factors.addPasskey({ name: name.trim(), passkey: passkey as never })
    },
    onSuccess: onAdded,
  })
  return (
    <Modal title={ti('factors.addPasskey')} onClose={onClose}>
      <p>{ti('factors.passkeyWhat')}</p>
      <Form action={action} verb={ti('factors.addPasskey')} onSend={() => action.mutate()}>
        <TextField label={ti('factors.name')} value={name} error={errorOf(action, 'name')} onChange={setName} />
        <CurrentPassword value={password} error={undefined} onChange={setPassword} />
      </Form>
    </Modal>
  )
}
