/** Who may do what in an application. */
import type { Member } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { errorOf, Failure, Form } from '../../inside/Form.tsx'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { Inside, Part } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { membersQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { When } from '../../parts/When.tsx'

const route = getRouteApi('/apps/$app/manage/members')
const ROLES = ['reader', 'uploader', 'maintainer', 'owner'] as const
type Role = (typeof ROLES)[number]
const roleChoices = () => ROLES.map((value) => ({ value, label: ti(`members.roles.${value}`) }))

export function MembersPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { data: members } = useSuspenseQuery(membersQuery(slug))
  const client = useQueryClient()
  const [removing, setRemoving] = useState<Member | undefined>()
  const renew = () => client.invalidateQueries({ queryKey: ['apps', slug] })
  const change = useAtOnce({
    query: membersQuery(slug).queryKey,
    act: ({ account, role }: { account: string; role: Role }) => slipway.members.set(slug, account, role),
    shown: (now: readonly Member[], { account, role }) =>
      now.map((member) => (member.account === account ? { ...member, role } : member)),
    renew: ['apps', slug],
  })
  const mayManage = app.permissions.includes('member.manage')
  return (
    <Inside title={ti('members.title')} intro={ti('members.intro')}>
      <Failure action={change} />
      {members.length === 0 ? (
        <Empty>{ti('members.none')}</Empty>
      ) : (
        <DataTable
          rows={members}
          keyOf={({ account }) => account}
          columns={[
            { name: ti('account.name'), cell: ({ name, login }) => name || login },
            { name: ti('account.login'), cell: ({ login }) => login },
            {
              name: ti('members.role'),
              cell: ({ account, login, role }) =>
                mayManage ? (
                  <ChoiceField
                    size="xs"
                    aria-label={`${ti('members.role')}: ${login}`}
                    value={role}
                    onChange={(next) => change.mutate({ account, role: next })}
                    data={roleChoices()}
                  />
                ) : (
                  ti(`members.roles.${role}`)
                ),
            },
            { name: ti('members.since'), cell: ({ since }) => <When time={since} /> },
          ]}
          actions={
            mayManage &&
            ((member) => <RowButton verb={ti('form.remove')} of={member.login} onClick={() => setRemoving(member)} />)
          }
        />
      )}
      {mayManage && (
        <Part title={ti('members.add')}>
          <AddMember app={slug} onAdded={renew} />
        </Part>
      )}
      {removing !== undefined && (
        <Confirm
          title={ti('members.removeTitle', { name: removing.name || removing.login, app: app.name })}
          verb={ti('form.remove')}
          act={() => slipway.members.remove(slug, removing.account)}
          onDone={renew}
          onClose={() => setRemoving(undefined)}
        >
          <p>{ti('members.removeWhat')}</p>
        </Confirm>
      )}
    </Inside>
  )
}

function AddMember({ app, onAdded }: { app: string; onAdded: () => void }) {
  const [login, setLogin] = useState('')
  const [role, setRole] = useState<Role>('uploader')
  const action = useMutation({
    mutationFn: () => slipway.members.set(app, login.trim(), role),
    onSuccess() {
      setLogin('')
      onAdded()
    },
  })
  return (
    <Form
      action={action}
      verb={ti('members.add')}
      disabled={login.trim() === ''}
      done={ti('members.added')}
      onSend={() => action.mutate()}
    >
      <TextField
        label={ti('account.login')}
        exact
        value={login}
        error={errorOf(action, 'account')}
        onChange={setLogin}
      />
      <ChoiceField
        label={ti('members.role')}
        description={ti(`members.hints.${role}`)}
        value={role}
        onChange={setRole}
        data={roleChoices()}
      />
    </Form>
  )
}
