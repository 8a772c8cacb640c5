import { Link } from '@tanstack/react-router'
import { shortRevision } from '../../lib/format.ts'
import { platformName } from '../../lib/platform.ts'
import { Badge, type Tone } from '../../parts/Badge.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { t } from '../../texts/index.ts'
import type { Line } from './lines.ts'
import { SizeChange } from './SizeChange.tsx'
import { tc } from './texts.ts'

const TONES: Record<Line['change'], Tone> = { added: 'good', removed: 'bad', updated: 'stable', rebuilt: 'plain' }

type Props = { app: string; lines: readonly Line[]; from: string; to: string }

export function Differences({ app, lines, from, to }: Props) {
  return (
    <DataTable
      rows={lines}
      keyOf={({ key }) => key}
      columns={[
        {
          name: tc('what'),
          cell: ({ kind, baseName, change }) =>
            kind === 'extension' ? (
              <Link
                to="/apps/$app/extensions/$name"
                params={{ app, name: baseName }}
                search={{ release: change === 'removed' ? from : to }}
              >
                {baseName}
              </Link>
            ) : (
              <>
                {baseName} <span className="quiet small">{tc('installer')}</span>
              </>
            ),
        },
        { name: tc('change'), cell: ({ change }) => <Badge tone={TONES[change]}>{tc(`${change}`)}</Badge> },
        { name: t('platform.platforms'), cell: ({ platforms }) => platforms.map(platformName).join(', ') },
        { name: tc('revision'), cell: (line) => <Revisions line={line} /> },
        { name: tc('size'), number: true, cell: ({ before, after }) => <SizeChange before={before} after={after} /> },
      ]}
    />
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
