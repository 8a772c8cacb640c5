/** Where one is signed in. */
import type { SessionEntry } from '@slipway/sdk'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Failure } from '../../inside/Form.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { sessionsQuery } from '../../inside/queries.ts'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { browserOf } from './browser.ts'

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
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{ti('sessions.where')}</th>
            <th scope="col">{ti('sessions.address')}</th>
            <th scope="col">{ti('sessions.begun')}</th>
            <th scope="col">{ti('sessions.used')}</th>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Line key={session.id} session={session} end={() => end.mutate([session.id])} />
          ))}
        </tbody>
      </table>
    </Inside>
  )
}

function Line({ session, end }: { session: SessionEntry; end: () => void }) {
  const name = browserOf(session.userAgent) ?? ti('sessions.unknown')
  return (
    <tr>
      <th scope="row">
        {name} {session.current && <Badge tone="good">{ti('sessions.this')}</Badge>}
      </th>
      <td data-name={ti('sessions.address')} className="mono">
        {session.address ?? ''}
      </td>
      <td data-name={ti('sessions.begun')}>
        <When time={session.createdAt} />
      </td>
      <td data-name={ti('sessions.used')}>
        <When time={session.lastUsedAt} />
      </td>
      <td className={table.number}>
        {!session.current && <RowButton verb={ti('sessions.end')} of={name} onClick={end} />}
      </td>
    </tr>
  )
}
