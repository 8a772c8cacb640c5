/** A few values of which one is chosen. */
import css from './Statistics.module.css'

type Props<Value extends string> = {
  label: string
  chosen: Value | undefined
  choices: readonly { value: Value; text: string }[]
  onChoose: (value: Value) => void
}

export function Segments<Value extends string>({ label, chosen, choices, onChoose }: Props<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent with a form
    <div role="group" aria-label={label} className={css.segments}>
      {choices.map(({ value, text }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {text}
        </button>
      ))}
    </div>
  )
}
