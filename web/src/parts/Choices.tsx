/** A few values of which one is chosen, each with how many there are. */
import css from './Choices.module.css'

type Choice = { value: string; text: string; count: number }
type Props = { label: string; chosen: string; choices: readonly Choice[]; onChoose: (value: string) => void }

export function Choices({ label, chosen, choices, onChoose }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent with a form
    <div role="group" aria-label={label} className={css.choices}>
      {choices.map(({ value, text, count }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {text} <span className={css.count}>{count}</span>
        </button>
      ))}
    </div>
  )
}
