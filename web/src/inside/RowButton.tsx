/** What one can do with the thing in a row of a table. */
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'

type Props = {
  verb: string
  /** what it is done to: the verb alone says too little to those who hear it out of its row */
  of: string
  onClick: () => void
  loading?: boolean
  pressed?: boolean
  icon?: ReactNode
}

export const RowButton = ({ verb, of, onClick, loading = false, pressed, icon }: Props) => (
  <Button
    size="xs"
    variant="default"
    aria-label={`${verb}: ${of}`}
    aria-pressed={pressed}
    loading={loading}
    leftSection={icon}
    onClick={onClick}
  >
    {verb}
  </Button>
)
