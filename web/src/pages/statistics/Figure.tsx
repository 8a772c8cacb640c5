/** A figure: its name, the chart or the table of the same numbers, and the numbers themselves as files. */
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import type { Files } from './files.ts'
import { Segments } from './Segments.tsx'
import css from './Statistics.module.css'
import { ts } from './texts.ts'

type Props = {
  title: string
  hint?: ReactNode
  /** addresses of the numbers */
  files: Files
  table: ReactNode
  wide?: boolean
  empty: boolean
  children: ReactNode
}

export function Figure({ title, hint, files, table, wide = false, empty, children }: Props) {
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={css.figure} data-wide={wide}>
      <div className={css.figureHead}>
        <h2 id={heading}>{title}</h2>
        {!empty && (
          <div className={css.tools}>
            <Segments
              label={ts('viewOf', { title })}
              chosen={view}
              onChoose={setView}
              choices={[
                { value: 'chart', text: ts('chart') },
                { value: 'table', text: ts('table') },
              ]}
            />
            {(['csv', 'json'] as const).map((kind) => (
              <a
                key={kind}
                href={files[kind]}
                className={css.file}
                download={files.name === undefined ? true : `${files.name}.${kind}`}
                aria-label={ts('fileOf', { title, kind: kind.toUpperCase() })}
              >
                <IconDownload size={14} stroke={1.75} aria-hidden />
                {kind.toUpperCase()}
              </a>
            ))}
          </div>
        )}
      </div>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
      {empty ? <p className={css.nothing}>{ts('nothing')}</p> : view === 'chart' ? children : table}
    </section>
  )
}
