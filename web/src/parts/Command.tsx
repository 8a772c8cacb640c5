import css from './Command.module.css'
import { CopyButton } from './CopyButton.tsx'

/** A line for a terminal, to copy. */
export function Command({ line, label }: { line: string; label: string }) {
  return (
    <div className={css.command}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>
        <code>{line}</code>
      </pre>
      <CopyButton text={line} thing={label} />
    </div>
  )
}
