/** What one may do with an installer or an extension: yank it, take that back, delete it. */
import type { App, Extension, ExtensionOverview, Package } from '@slipway/sdk'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatBytes } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { errorOf, Failure, Form } from './Form.tsx'
import { TextField } from './fields.tsx'
import { Part, Row } from './Inside.tsx'
import { Mantine } from './Mantine.tsx'
import { Confirm, Modal } from './Modal.tsx'
import { slipway } from './slipway.ts'
import { ti } from './texts/index.ts'
import { useAtOnce } from './useAtOnce.ts'

type Props = {
  app: App
  kind: 'packages' | 'extensions'
  of: Package | Extension
  /** what the page shows it from */
  query: QueryKey
}

export function ItemActions({ app, kind, of, query }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'yank' | 'unyank' | 'delete' | undefined>()
  const close = () => setAsking(undefined)
  const renew = () => client.invalidateQueries({ queryKey: ['apps', app.slug] })
  const unyank = useAtOnce({
    query,
    act: () => slipway[kind].unyank(app.slug, of.id),
    shown: (now: Package | ExtensionOverview) => withoutYank(now, of.id),
    renew: ['apps', app.slug],
  })
  const mayYank = app.permissions.includes('package.yank')
  const mayDelete = app.permissions.includes('package.delete')
  return (
    <Part danger title={ti('item.title')} hint={of.yanked === null ? ti('item.yankWhat') : undefined}>
      <Failure action={unyank} />
      <Row>
        {mayYank && (
          <Button variant="default" onClick={() => setAsking(of.yanked === null ? 'yank' : 'unyank')}>
            {of.yanked === null ? ti('item.yank') : ti('item.unyank')}
          </Button>
        )}
        {mayDelete && (
          <Button variant="default" onClick={() => setAsking('delete')}>
            {ti('form.delete')}
          </Button>
        )}
      </Row>
      <Mantine>
        {asking === 'yank' && (
          <Modal title={ti('item.yankTitle', { name: of.file.name })} onClose={close}>
            <Yank
              yank={(reason) => slipway[kind].yank(app.slug, of.id, reason)}
              onDone={() => {
                close()
                renew()
              }}
            />
          </Modal>
        )}
        {asking === 'unyank' && (
          <Confirm
            danger={false}
            title={ti('item.unyankTitle', { name: of.file.name })}
            verb={ti('item.unyank')}
            act={() => unyank.mutate()}
            onClose={close}
          />
        )}
        {asking === 'delete' && (
          <Confirm
            title={ti('item.deleteTitle', { name: of.file.name })}
            verb={ti('form.delete')}
            act={() => slipway[kind].delete(app.slug, of.id)}
            onDone={async () => {
              const params = { app: app.slug, release: of.release.name }
              await navigate({ to: '/apps/$app/releases/$release', params })
              renew()
            }}
            onClose={close}
          >
            <p>{ti('item.deleteWhat', { name: of.baseName, size: formatBytes(of.file.size) })}</p>
          </Confirm>
        )}
      </Mantine>
    </Part>
  )
}

/** As the page shows it: an installer, or an extension among its other builds. */
const withoutYank = (now: Package | ExtensionOverview, id: string): Package | ExtensionOverview =>
  'builds' in now
    ? { ...now, builds: now.builds.map((build) => (build.id === id ? { ...build, yanked: null } : build)) }
    : { ...now, yanked: null }

function Yank({ yank, onDone }: { yank: (reason: string) => Promise<unknown>; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const action = useMutation({ mutationFn: () => yank(reason.trim()), onSuccess: onDone })
  return (
    <Form danger action={action} verb={ti('item.yank')} disabled={reason.trim() === ''} onSend={() => action.mutate()}>
      <p>{ti('item.yankWhat')}</p>
      <TextField
        label={ti('item.reason')}
        description={ti('item.reasonHint')}
        value={reason}
        error={errorOf(action, 'reason')}
        onChange={setReason}
      />
    </Form>
  )
}
