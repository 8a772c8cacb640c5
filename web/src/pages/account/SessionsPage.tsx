/** Where one is signed in. */
import type { SessionEntry } from '@slipway/sdk'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Failure } from '../../inside/Form.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { sessionsQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { When } from '../../parts/When.tsx'
import { browserOf } from './browser.ts'

const nameOf = ({ userAgent }: SessionEntry) => browserOf(userAgent) ?? ti('sessions.unknown')

export function SessionsPage() {
  const { data: sessions } = useSuspenseQuery(sessionsQuery)
  const end = useAtOnce({
    query: sessionsQuery.queryKey,
    act: (ids: readonly string[]) => Promise.all(ids.map((id) => slipway.session.end(id))),
    shown: (now: readonly SessionEntry[], ids) => now.filter(({ id }) => !ids.includes(id)),
  })
  const others = sessions.filter((session) => !session.current).map(({ id }) => id)
  return (
    <Inside
      title={ti('sessions.title')}
      intro={ti('sessions.intro')}
      action={
        others.length > 0 && (
          <Button variant="default" onClick={() => end.mutate(others)}>
            {ti('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Failure action={end} />
      <DataTable
        rows={sessions}
        keyOf={({ id }) => id}
        columns={[
          {
            name: ti('sessions.where'),
            cell: (session) => (
              <>
                {nameOf(session)} {session.current && <Badge tone="good">{ti('sessions.this')}</Badge>}
              </>
            ),
          },
          { name: ti('sessions.address'), className: 'mono', cell: ({ address }) => address },
          { name: ti('sessions.begun'), cell: ({ createdAt }) => <When time={createdAt} /> },
          { name: ti('sessions.used'), cell: ({ lastUsedAt }) => <When time={lastUsedAt} /> },
        ]}
        actions={(session) =>
          !session.current && (
            <RowButton verb={ti('sessions.end')} of={nameOf(session)} onClick={() => end.mutate([session.id])} />
          )
        }
      />
    </Inside>
  )
}
