import type { Account } from '@slipway/sdk'
import { Link } from '@tanstack/react-router'
import { ti } from '../../inside/texts/index.ts'
import type { Column } from '../../parts/DataTable.tsx'
import { LongName } from '../../parts/LongName.tsx'

/** Who it is: what every list of accounts begins with. */
export const whoColumns = (): Column<Account>[] => [
  {
    name: ti('account.login'),
    cell: ({ login }) => (
      <Link to="/admin/people/$account" params={{ account: login }}>
        <LongName name={login} />
      </Link>
    ),
  },
  { name: ti('account.name'), cell: ({ name }) => name },
  { name: ti('account.email'), cell: ({ email }) => email },
]
