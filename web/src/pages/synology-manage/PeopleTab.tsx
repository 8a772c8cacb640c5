import { IconX } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Section } from '../../parts/Page.tsx'
import { Failure } from './Failure.tsx'
import css from './Manage.module.css'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

const rolesQuery = queryOptions({
  queryKey: ['spk', 'roles'],
  queryFn: ({ signal }) => slipway.spk.listRoles({ signal }),
})

type Given = 'developer' | 'package_admin'

export function PeopleTab({ mayGive }: { mayGive: boolean }) {
  const { data: members = [], error } = useQuery(rolesQuery)
  const [login, setLogin] = useState('')
  const [role, setRole] = useState<Given>('developer')
  const change = useChange((given: { login: string; role: Given | null }) =>
    slipway.spk.setRole(given.login, given.role),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (login.trim() !== '') change.mutate({ login: login.trim(), role }, { onSuccess: () => setLogin('') })
  }
  return (
    <Section title={tn('admin.roles')} hint={tn('admin.rolesHint')}>
      <Failure error={error ?? change.error} />
      {members.length === 0 && <p className="quiet">{tn('admin.rolesNone')}</p>}
      {members.length > 0 && (
        <DataTable
          rows={members}
          keyOf={({ id }) => id}
          columns={[
            { name: tn('admin.login'), cell: ({ login }) => login },
            { name: tn('admin.name'), cell: ({ name }) => name },
            {
              name: tn('admin.role'),
              cell: (one) => (
                <span className={css.choice}>
                  {tn(`admin.${one.role}`)}
                  {mayGive && (
                    <IconButton
                      aria-label={tn('admin.removeThing', { thing: one.login })}
                      onClick={() => change.mutate({ login: one.login, role: null })}
                    >
                      <IconX size={16} stroke={1.75} aria-hidden />
                    </IconButton>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {mayGive && (
        <form className={css.inline} onSubmit={onSubmit}>
          <TextField label={tn('admin.login')} value={login} exact onChange={setLogin} />
          <ChoiceField
            label={tn('admin.role')}
            value={role}
            onChange={setRole}
            data={(['developer', 'package_admin'] as const).map((value) => ({ value, label: tn(`admin.${value}`) }))}
          />
          <Button type="submit" loading={change.isPending}>
            {tn('admin.save')}
          </Button>
        </form>
      )}
    </Section>
  )
}
