import { useId } from 'react'
import { Field } from '../../parts/Field.tsx'
import { models } from './models.ts'
import { tn } from './texts.ts'

/** Takes a model or an architecture; the browser offers those it knows. */
export function DeviceField({
  value,
  architectures,
  error,
  onChange,
}: {
  value: string
  architectures: readonly string[]
  error?: string | undefined
  onChange: (value: string) => void
}) {
  const list = useId()
  return (
    <>
      <Field label={tn('device')} error={error}>
        {(belongs) => (
          <input
            {...belongs}
            placeholder={tn('deviceHint')}
            value={value}
            list={list}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      <datalist id={list}>
        {models.map(({ name, arch }) => (
          <option key={name} value={name}>
            {arch}
          </option>
        ))}
        {architectures.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </>
  )
}
