/** Adding an authenticator app: the password, then a picture to scan, then a code that the app shows. */
import type { NewSecondFactor } from '@slipway/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { encode } from 'uqr'
import { errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import css from './AddApp.module.css'
import { CurrentPassword } from './ProfilePage.tsx'

export function AddApp({ onAdded, onClose }: { onAdded: (added: NewSecondFactor) => void; onClose: () => void }) {
  const [name, setName] = useState<string>(ti('factors.appName'))
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const offer = useMutation({ mutationFn: () => slipway.factors.offerTotp({ name: name.trim(), password }) })
  const confirm = useMutation({
    mutationFn: (id: string) => slipway.factors.confirmTotp(id, code),
    onSuccess: onAdded,
  })
  const offered = offer.data
  return (
    <Modal title={ti('factors.addApp')} onClose={onClose}>
      {offered === undefined ? (
        <Form action={offer} verb={ti('form.next')} onSend={() => offer.mutate()}>
          <TextField label={ti('factors.name')} value={name} error={errorOf(offer, 'name')} onChange={setName} />
          <CurrentPassword value={password} error={undefined} onChange={setPassword} />
        </Form>
      ) : (
        <Form action={confirm} verb={ti('factors.addApp')} onSend={() => confirm.mutate(offered.id)}>
          <p>{ti('factors.scan')}</p>
          <Picture text={offered.uri} />
          <p className="small">
            {ti('factors.orType')} <code className={css.secret}>{offered.secret}</code>
            <CopyButton text={offered.secret} thing={ti('factors.secret')} />
          </p>
          <TextField
            label={ti('factors.code')}
            description={ti('factors.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
          />
        </Form>
      )}
    </Modal>
  )
}

/** A QR code; black on white in both schemes, because cameras expect that. */
function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className={css.picture} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={ti('factors.picture')}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
