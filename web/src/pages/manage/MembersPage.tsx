/** Who may do what in an application. */
import { NativeSelect, TextInput } from '@mantine/core'
import type { Member } from '@slipway/sdk'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { appQuery } from '../../api/queries.ts'
import { errorOf, Failure, Form } from '../../inside/Form.tsx'
import { Inside, Part } from '../../inside/Inside.tsx'
import { Confirm } from '../../inside/Modal.tsx'
import { membersQuery } from '../../inside/queries.ts'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { useAtOnce } from '../../inside/useAtOnce.ts'
import { Empty } from '../../parts/Empty.tsx'
import { LongTable } from '../../parts/Long.tsx'
import table from '../../parts/Table.module.css'
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
        <LongTable
          name="members"
          items={members}
          head={
            <tr>
              <th scope="col">{ti('account.name')}</th>
              <th scope="col">{ti('account.login')}</th>
              <th scope="col">{ti('members.role')}</th>
              <th scope="col">{ti('members.since')}</th>
              {mayManage && <ActionsHead />}
            </tr>
          }
        >
          {(member, row) => (
            <tr key={member.account} {...row}>
              <th scope="row">{member.name || member.login}</th>
              <td data-name={ti('account.login')}>{member.login}</td>
              <td data-name={ti('members.role')}>
                {mayManage ? (
                  <NativeSelect
                    size="xs"
                    aria-label={`${ti('members.role')}: ${member.login}`}
                    value={member.role}
                    onChange={(event) =>
                      change.mutate({ account: member.account, role: event.currentTarget.value as Role })
                    }
                    data={roleChoices()}
                  />
                ) : (
                  ti(`members.roles.${member.role}`)
                )}
              </td>
              <td data-name={ti('members.since')}>
                <When time={member.since} />
              </td>
              {mayManage && (
                <td className={table.number}>
                  <RowButton verb={ti('form.remove')} of={member.login} onClick={() => setRemoving(member)} />
                </td>
              )}
            </tr>
          )}
        </LongTable>
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
      <TextInput
        label={ti('account.login')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={login}
        error={errorOf(action, 'account')}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <NativeSelect
        label={ti('members.role')}
        description={ti(`members.hints.${role}`)}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
        data={roleChoices()}
      />
    </Form>
  )
}
