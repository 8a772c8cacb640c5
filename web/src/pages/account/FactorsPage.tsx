/** What one signs in with beside the password. */
import type { NewSecondFactor, SecondFactor } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../../inside/Form.tsx'
import { Inside, Part, Row } from '../../inside/Inside.tsx'
import { Modal } from '../../inside/Modal.tsx'
import { factorsQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { ShownOnce } from '../../inside/Shown.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { When } from '../../parts/When.tsx'
import { AddApp } from './AddApp.tsx'
import { AddPasskey } from './AddPasskey.tsx'
import { CurrentPassword } from './ProfilePage.tsx'

type Open = 'app' | 'passkey' | 'codes' | SecondFactor | undefined

export function FactorsPage() {
  const { data } = useSuspenseQuery(factorsQuery)
  const client = useQueryClient()
  const [open, setOpen] = useState<Open>()
  const [codes, setCodes] = useState<readonly string[]>([])
  const close = () => setOpen(undefined)
  const renew = () => client.invalidateQueries({ queryKey: factorsQuery.queryKey })
  const onAdded = ({ recoveryCodes }: NewSecondFactor) => {
    close()
    if (recoveryCodes.length > 0) setCodes(recoveryCodes)
    renew()
  }
  return (
    <Inside title={ti('factors.title')} intro={ti('factors.intro')}>
      {codes.length > 0 && <ShownOnce title={ti('factors.yourCodes')} lines={codes} />}
      <Row>
        <Button onClick={() => setOpen('app')}>{ti('factors.addApp')}</Button>
        {/* Browsers have passkeys on pages that came by HTTPS, and on this machine. */}
        {globalThis.PublicKeyCredential !== undefined && (
          <Button variant="default" onClick={() => setOpen('passkey')}>
            {ti('factors.addPasskey')}
          </Button>
        )}
      </Row>
      {data.items.length === 0 ? (
        <Empty>{ti('factors.none')}</Empty>
      ) : (
        <>
          <DataTable
            rows={data.items}
            keyOf={({ id }) => id}
            columns={[
              { name: ti('factors.name'), cell: ({ name }) => name },
              { name: ti('factors.kind'), cell: ({ kind }) => <Badge>{ti(`factors.kinds.${kind}`)}</Badge> },
              { name: ti('factors.added'), cell: ({ createdAt }) => <When time={createdAt} /> },
              {
                name: ti('keys.used'),
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? ti('keys.notYet') : <When time={lastUsedAt} />),
              },
            ]}
            actions={(factor) => (
              <RowButton verb={ti('form.remove')} of={factor.name} onClick={() => setOpen(factor)} />
            )}
          />
          <Part title={ti('factors.codes')} hint={ti('factors.codesLeft', { count: data.recoveryCodes })}>
            <Row>
              <Button variant="default" onClick={() => setOpen('codes')}>
                {ti('factors.newCodes')}
              </Button>
            </Row>
          </Part>
        </>
      )}
      {open === 'app' && <AddApp onAdded={onAdded} onClose={close} />}
      {open === 'passkey' && <AddPasskey onAdded={onAdded} onClose={close} />}
      {open === 'codes' && (
        <WithPassword
          title={ti('factors.newCodes')}
          words={ti('factors.newCodesWhat')}
          verb={ti('factors.newCodes')}
          act={async (password) => setCodes(await slipway.factors.renewRecoveryCodes(password))}
          onDone={renew}
          onClose={close}
        />
      )}
      {typeof open === 'object' && (
        <WithPassword
          danger
          title={ti('factors.removeTitle', { name: open.name })}
          words={data.items.length === 1 ? ti('factors.removeLast') : ti('factors.removeWhat')}
          verb={ti('form.remove')}
          act={async (password) => {
            await slipway.factors.remove(open.id, password)
            if (data.items.length === 1) setCodes([])
          }}
          onDone={renew}
          onClose={close}
        />
      )}
    </Inside>
  )
}

function WithPassword({
  title,
  words,
  verb,
  danger = false,
  act,
  onDone,
  onClose,
}: {
  title: string
  words: string
  verb: string
  danger?: boolean
  act: (password: string) => Promise<void>
  onDone: () => void
  onClose: () => void
}) {
  const [password, setPassword] = useState('')
  const action = useMutation({
    mutationFn: () => act(password),
    onSuccess() {
      onClose()
      onDone()
    },
  })
  return (
    <Modal title={title} onClose={onClose}>
      <p>{words}</p>
      <Form action={action} verb={verb} danger={danger} onSend={() => action.mutate()}>
        <CurrentPassword value={password} error={undefined} onChange={setPassword} />
      </Form>
    </Modal>
  )
}
