/** A dialog of the browser's own: it keeps the focus inside, Escape closes it, and the page behind is inert. */
import { type ReactNode, useEffect, useRef } from 'react'
import css from './Dialog.module.css'

export function Dialog({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
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
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={css.content}>{children}</div>
    </dialog>
  )
}
