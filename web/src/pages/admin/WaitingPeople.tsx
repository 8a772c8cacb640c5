/** Who registered where an administrator lets people in: first on the page, for as long as somebody waits, and set off from the list of all. */
import type { Account } from '@slipway/sdk'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '../../inside/Form.tsx'
import { Part, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { accountsQuery, waitingQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce, without } from '../../inside/useAtOnce.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { whoColumns } from './whoColumns.tsx'

export function WaitingPeople() {
  const query = useSuspenseInfiniteQuery(waitingQuery)
  const [refusing, setRefusing] = useState<Account | undefined>()
  const decide = useAtOnce({
    query: waitingQuery.queryKey,
    act: async ({ id, letIn }: { id: string; letIn: boolean }) => {
      if (letIn) await slipway.accounts.update(id, { status: 'active' })
      else await slipway.accounts.refuse(id)
    },
    shown: (now: typeof query.data, { id }) => without(now, id),
    renew: accountsQuery.queryKey,
  })
  const waiting = query.data.pages.flatMap((page) => page.items)
  if (waiting.length === 0 && !decide.isError) return null
  return (
    <>
      <Part title={ti('people.waitingTitle')} hint={ti('people.waitingHint')}>
        <Failure action={decide} />
        <DataTable
          rows={waiting}
          keyOf={({ id }) => id}
          more={query.hasNextPage}
          columns={[
            ...whoColumns(),
            { name: ti('people.registered'), cell: ({ createdAt }) => <When time={createdAt} /> },
          ]}
          actions={(account) => (
            <Row>
              <RowButton
                verb={ti('people.letIn')}
                of={account.login}
                onClick={() => decide.mutate({ id: account.id, letIn: true })}
              />
              <RowButton verb={ti('people.refuse')} of={account.login} onClick={() => setRefusing(account)} />
            </Row>
          )}
        />
        <ShowMore query={query} />
        {refusing !== undefined && (
          <Confirm
            title={ti('people.refuseTitle', { login: refusing.login })}
            verb={ti('people.refuse')}
            act={() => decide.mutate({ id: refusing.id, letIn: false })}
            onClose={() => setRefusing(undefined)}
          >
            <p>{ti('people.refuseWhat')}</p>
          </Confirm>
        )}
      </Part>
      <h2>{ti('people.everybody')}</h2>
    </>
  )
}
