/** A dialog of the browser's own: it keeps the focus inside, Escape closes it, and the page behind is inert. */
import { type ReactNode, useEffect, useRef } from 'react'
import css from './Dialog.module.css'

type Props = { label: string; wide?: boolean; onClose: () => void; children: ReactNode }

export function Dialog({ label, wide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element !== null && !element.open) element.showModal()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does by keyboard what a click beside the dialog does
    <dialog
      ref={dialog}
      aria-label={label}
      className={css.dialog}
      data-wide={wide}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={css.content}>{children}</div>
    </dialog>
  )
}
