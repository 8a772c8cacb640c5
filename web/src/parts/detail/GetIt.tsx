/** How to fetch the file in a terminal, and how to know that it is the right one. */
import { fetchCommand, slipwayCommand, verifyCommand } from '../../lib/commands.ts'
import type { Published } from '../../lib/published.ts'
import { t } from '../../texts/index.ts'
import { Command } from '../Command.tsx'
import { Section } from '../Page.tsx'
import css from './detail.module.css'

export function GetIt({ kind, of }: { kind: 'package' | 'extension'; of: Published }) {
  const lines = [
    { label: t('detail.fetch'), line: fetchCommand(of, location.origin) },
    { label: t('detail.verify'), line: verifyCommand(of) },
    { label: t('detail.withCli'), line: slipwayCommand(kind, of) },
  ]
  return (
    <Section title={t('detail.get')} hint={t('detail.getHint')}>
      <div className={css.commands}>
        {lines.map(({ label, line }) => (
          <div key={label}>
            <p className="small quiet">{label}</p>
            <Command line={line} label={label} />
          </div>
        ))}
      </div>
    </Section>
  )
}
