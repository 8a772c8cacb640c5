import type { SpkPackageDetail } from '@slipway/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Section } from '../../parts/Page.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

type Doomed = { version: number; text: string } | 'package'

/** What cannot be undone: a dialog asks once more, and for the package its name has to be typed. */
export function DangerSection({ it }: { it: SpkPackageDetail }) {
  const navigate = useNavigate()
  const [doomed, setDoomed] = useState<Doomed>()
  const [typed, setTyped] = useState('')
  const close = () => setDoomed(undefined)
  const removeVersion = useChange((version: number) => slipway.spk.deleteVersion(it.name, version), close)
  const remove = useChange(async () => {
    await slipway.spk.delete(it.name)
    await navigate({ to: '/synology/manage', search: { tab: 'packages' } })
  })
  const question =
    doomed === 'package' ? tn('admin.deletePackage') : tn('admin.deleteVersion', { version: doomed?.text ?? '' })
  return (
    <Section title={tn('admin.danger')} hint={tn('admin.deletePackageHint')}>
      <Failure error={removeVersion.error ?? remove.error} />
      <div className={css.bar}>
        {it.versions.map(({ version, text }) => (
          <Button key={version} variant="outline" color="buoy" size="xs" onClick={() => setDoomed({ version, text })}>
            {tn('admin.deleteVersion', { version: text })}
          </Button>
        ))}
        <Button color="buoy" variant="outline" size="xs" onClick={() => setDoomed('package')}>
          {tn('admin.deletePackage')}
        </Button>
      </div>
      {doomed !== undefined && (
        <Dialog label={question} onClose={close}>
          {doomed === 'package' ? (
            <TextField
              label={tn('admin.deleteConfirm', { name: it.name })}
              value={typed}
              autoComplete="off"
              onChange={setTyped}
            />
          ) : (
            <p>{tn('admin.deleteVersionHint', { version: doomed.text })}</p>
          )}
          <div className={css.bar}>
            <Button
              color="buoy"
              disabled={doomed === 'package' && typed !== it.name}
              loading={remove.isPending || removeVersion.isPending}
              onClick={() => (doomed === 'package' ? remove.mutate(undefined) : removeVersion.mutate(doomed.version))}
            >
              {question}
            </Button>
            <Button variant="default" onClick={close}>
              {tn('admin.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  )
}
