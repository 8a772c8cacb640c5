import { Link } from '@tanstack/react-router'
import { shortRevision } from '../../lib/format.ts'
import { platformName } from '../../lib/platform.ts'
import { Badge, type Tone } from '../../parts/Badge.tsx'
import { LongTable } from '../../parts/Long.tsx'
import table from '../../parts/Table.module.css'
import { t } from '../../texts/index.ts'
import type { Line } from './lines.ts'
import { SizeChange } from './SizeChange.tsx'
import { tc } from './texts.ts'

const TONES: Record<Line['change'], Tone> = { added: 'good', removed: 'bad', updated: 'stable', rebuilt: 'plain' }

type Props = { app: string; lines: readonly Line[]; from: string; to: string }

export function Differences({ app, lines, from, to }: Props) {
  return (
    <LongTable
      name="differences"
      items={lines}
      head={
        <tr>
          <th scope="col">{tc('what')}</th>
          <th scope="col">{tc('change')}</th>
          <th scope="col">{t('platform.platforms')}</th>
          <th scope="col">{tc('revision')}</th>
          <th scope="col" className={table.number}>
            {tc('size')}
          </th>
        </tr>
      }
    >
      {(line, row) => (
        <tr key={line.key} {...row}>
          <th scope="row">
            {line.kind === 'extension' ? (
              <Link
                to="/apps/$app/extensions/$name"
                params={{ app, name: line.baseName }}
                search={{ release: line.change === 'removed' ? from : to }}
              >
                {line.baseName}
              </Link>
            ) : (
              <>
                {line.baseName} <span className="quiet small">{tc('installer')}</span>
              </>
            )}
          </th>
          <td data-name={tc('change')}>
            <Badge tone={TONES[line.change]}>{tc(`${line.change}`)}</Badge>
          </td>
          <td data-name={t('platform.platforms')}>{line.platforms.map(platformName).join(', ')}</td>
          <td data-name={tc('revision')}>
            <Revisions line={line} />
          </td>
          <td data-name={tc('size')} className={table.number}>
            <SizeChange before={line.before} after={line.after} />
          </td>
        </tr>
      )}
    </LongTable>
  )
}

/** `f3b9a1c → 2c0d11e`, or the one there is. */
function Revisions({ line: { from, to } }: { line: Line }) {
  const code = (revision: string) => <code title={revision}>{shortRevision(revision)}</code>
  if (from === null || to === null || from === to) return code(to ?? from ?? '')
  return (
    <span>
      {code(from)} <span className="quiet">→</span> {code(to)}
    </span>
  )
}
