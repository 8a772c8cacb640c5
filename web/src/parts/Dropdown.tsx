/**
 * A button that shows a small panel of links or buttons below it. No menu in the sense of ARIA: one tabs through it,
 * Escape and a click elsewhere close it, and the focus comes back to the button.
 */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import css from './Dropdown.module.css'

export function Dropdown({
  label,
  button,
  className,
  align = 'start',
  children,
}: {
  /** when the button shows no words */
  label?: string
  button: ReactNode
  className?: string | undefined
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useId()

  useEffect(() => {
    if (!open) return
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      trigger.current?.focus()
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('focusin', onPointer)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('focusin', onPointer)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])

  return (
    <div ref={root} className={css.root}>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={panel} className={css.panel} data-align={align}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  )
}
