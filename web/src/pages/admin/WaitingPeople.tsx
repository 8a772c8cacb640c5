/** Who registered where an administrator lets people in: first on the page, for as long as somebody waits, and set off from the list of all. */
import type { Account } from '@slipway/sdk'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../inside/Form.tsx'
import { Part, Row } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { accountsQuery, waitingQuery } from '../../inside/queries.ts'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce, without } from '../../inside/useAtOnce.ts'
import { LongTable } from '../../parts/Long.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'

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
        <LongTable
          name="waiting"
          items={waiting}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{ti('account.login')}</th>
              <th scope="col">{ti('account.name')}</th>
              <th scope="col">{ti('account.email')}</th>
              <th scope="col">{ti('people.registered')}</th>
              <ActionsHead />
            </tr>
          }
        >
          {(account, row) => (
            <tr key={account.id} {...row}>
              <th scope="row">
                <Link to="/admin/people/$account" params={{ account: account.login }}>
                  <LongName name={account.login} />
                </Link>
              </th>
              <td data-name={ti('account.name')}>{account.name}</td>
              <td data-name={ti('account.email')}>{account.email ?? ''}</td>
              <td data-name={ti('people.registered')}>
                <When time={account.createdAt} />
              </td>
              <td className={table.number}>
                <Row>
                  <RowButton
                    verb={ti('people.letIn')}
                    of={account.login}
                    onClick={() => decide.mutate({ id: account.id, letIn: true })}
                  />
                  <RowButton verb={ti('people.refuse')} of={account.login} onClick={() => setRefusing(account)} />
                </Row>
              </td>
            </tr>
          )}
        </LongTable>
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
