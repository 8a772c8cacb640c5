/** Mantine's fields as forms use them: what was typed or chosen comes back as it is, not as an event. */
import {
  NativeSelect,
  type NativeSelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'

type Typed<Props> = Omit<Props, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void }

/** `exact`: a name or code, which no phone is to begin with a capital letter, mend or remember. */
type TextFieldProps = Typed<TextInputProps> & { exact?: boolean }
const EXACT = { autoCapitalize: 'none', autoComplete: 'off', spellCheck: false } as const

export const TextField = ({ onChange, exact = false, ...props }: TextFieldProps) => (
  <TextInput {...props} {...(exact && EXACT)} onChange={(event) => onChange(event.currentTarget.value)} />
)

export const TextAreaField = ({ onChange, ...props }: Typed<TextareaProps>) => (
  <Textarea {...props} onChange={(event) => onChange(event.currentTarget.value)} />
)

type ChoiceProps<Value extends string> = Omit<NativeSelectProps, 'value' | 'onChange' | 'data'> & {
  value: Value
  onChange: (value: Value) => void
  data: readonly { value: Value; label: string }[]
}

/** One of a few. */
export const ChoiceField = <Value extends string>({ onChange, data, ...props }: ChoiceProps<Value>) => (
  <NativeSelect {...props} data={[...data]} onChange={(event) => onChange(event.currentTarget.value as Value)} />
)
