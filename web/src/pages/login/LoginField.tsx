import type { ComponentProps } from 'react'
import { Field } from '../../parts/Field.tsx'

type Props = Omit<ComponentProps<typeof Field>, 'children'> & { value: string; onChange: (value: string) => void }

/** The login of an account, which browsers know and phones must not write with a capital. */
export function LoginField({ value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {(belongs) => (
        <input
          {...belongs}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
