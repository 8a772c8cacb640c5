import type { SpkFirmware } from '@slipway/sdk'
import { Field } from '../../parts/Field.tsx'
import { tn } from './texts.ts'

/** `value`: a build number. Whoever came with a link may have asked for one that has no row of its own. */
export function FirmwareField({
  value,
  firmwares,
  onChange,
}: {
  value: string
  firmwares: readonly SpkFirmware[]
  onChange: (value: string) => void
}) {
  const known = firmwares.some(({ build }) => String(build) === value)
  return (
    <Field label={tn('firmware')}>
      {(belongs) => (
        <select {...belongs} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {!known && <option value={value}>{value}</option>}
          {firmwares.toReversed().map(({ build, type, version }) => (
            <option key={build} value={build}>
              {`${type.toUpperCase()} ${version}-${build}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
