import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type ComponentProps, useState } from 'react'
import { t } from '../texts/index.ts'
import { IconButton } from './Button.tsx'
import { Field } from './Field.tsx'
import css from './PasswordField.module.css'

type Props = Omit<ComponentProps<typeof Field>, 'children'> & {
  autoComplete: 'current-password' | 'new-password'
  value: string
  onChange: (value: string) => void
}

/** A password, which one may look at while writing it. */
export function PasswordField({ autoComplete, value, onChange, ...field }: Props) {
  const [legible, setLegible] = useState(false)
  const Icon = legible ? IconEyeOff : IconEye
  return (
    <Field {...field}>
      {(belongs) => (
        <span className={css.password}>
          <input
            {...belongs}
            type={legible ? 'text' : 'password'}
            name="password"
            autoComplete={autoComplete}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <IconButton aria-label={t('login.showPassword')} aria-pressed={legible} onClick={() => setLegible(!legible)}>
            <Icon size={18} stroke={1.75} aria-hidden />
          </IconButton>
        </span>
      )}
    </Field>
  )
}
