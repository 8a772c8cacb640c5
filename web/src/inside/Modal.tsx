/** A dialog with a heading, and the one that asks before something goes. */
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { t } from '../texts/index.ts'
import { Failure } from './Form.tsx'
import { TextField } from './fields.tsx'
import css from './Modal.module.css'
import { ti } from './texts/index.ts'

export function Modal({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog label={title} onClose={onClose}>
      <div className={css.modal}>
        <div className={css.head}>
          <h2>{title}</h2>
          <button
            type="button"
            className={css.close}
            aria-label={t('site.close')}
            onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          >
            <IconX size={20} stroke={1.75} aria-hidden />
          </button>
        </div>
        {children}
      </div>
    </Dialog>
  )
}

/**
 * Asks once. `typed`: what must be typed first, when it cannot be undone. `act` may answer at once, when what becomes of it
 * is told elsewhere.
 */
export function Confirm({
  title,
  verb,
  danger = true,
  typed,
  act,
  onDone,
  onClose,
  children,
}: {
  title: string
  verb: string
  danger?: boolean
  typed?: string
  act: () => unknown
  onDone?: () => void
  onClose: () => void
  children?: ReactNode
}) {
  const [text, setText] = useState('')
  const action = useMutation({
    mutationFn: async () => act(),
    onSuccess() {
      onClose()
      onDone?.()
    },
  })
  return (
    <Modal title={title} onClose={onClose}>
      <form
        className={css.body}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed === undefined || typed === text) action.mutate()
        }}
      >
        <Failure action={action} />
        {children}
        {typed !== undefined && (
          <TextField
            label={ti('form.typeName', { name: typed })}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={setText}
          />
        )}
        <div className={css.end}>
          <Button variant="default" onClick={onClose}>
            {ti('form.cancel')}
          </Button>
          <Button
            type="submit"
            color={danger ? 'buoy' : 'harbour'}
            loading={action.isPending}
            disabled={typed !== undefined && typed !== text}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
