/** Secrets that are shown this once. */

import { CopyButton } from '../parts/CopyButton.tsx'
import { Notice } from '../parts/Notice.tsx'
import css from './Shown.module.css'
import { ti } from './texts/index.ts'

export function ShownOnce({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <Notice tone="preview" title={title}>
      <p>{ti('form.shownOnce')}</p>
      <div className={css.secret}>
        <pre>
          <code>{lines.join('\n')}</code>
        </pre>
        <CopyButton text={lines.join('\n')} thing={title} />
      </div>
    </Notice>
  )
}
