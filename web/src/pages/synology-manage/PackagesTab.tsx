import type { SpkPackage, SpkRepository } from '@slipway/sdk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { errorOf, Form } from '../../inside/Form.tsx'
import { TextField } from '../../inside/fields.tsx'
import { slipway } from '../../inside/slipway.ts'
import { formatNumber } from '../../lib/format.ts'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { spksQuery } from '../synology/queries.ts'
import { Failure } from './Failure.tsx'
import { logins } from './logins.ts'
import { tn } from './texts.ts'
import { useChange } from './useChange.ts'

export function PackagesTab({ repository: { role, pending } }: { repository: SpkRepository }) {
  const [q, setQ] = useState('')
  const mine = role === 'developer'
  const list = useInfiniteQuery(spksQuery({ q: q === '' ? undefined : q }, 'all', mine))
  const all = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {pending > 0 && <Waiting />}
      <Section title={tn(mine ? 'admin.mine' : 'admin.all')}>
        <SearchField q={q} label={tn('search')} placeholder={tn('searchHint')} onChange={setQ} />
        {list.isSuccess && all.length === 0 ? (
          <Empty>{tn(q === '' ? (mine ? 'admin.mineNone' : 'none') : 'nothing')}</Empty>
        ) : (
          <PackageTable of={all} />
        )}
        <ShowMore query={list} />
      </Section>
      {role !== 'developer' && <NewPackage />}
    </>
  )
}

function Waiting() {
  const list = useInfiniteQuery(spksQuery({}, 'pending'))
  const approve = useChange((name: string) => slipway.spk.update(name, { pending: false }))
  const waiting = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={tn('admin.waiting')}>
      <Failure error={approve.error} />
      <PackageTable of={waiting} approve={(name) => approve.mutate(name)} />
    </Section>
  )
}

function PackageTable({ of, approve }: { of: readonly SpkPackage[]; approve?: (name: string) => void }) {
  return (
    <DataTable
      rows={of}
      keyOf={({ id }) => id}
      columns={[
        {
          name: tn('admin.package'),
          cell: ({ name }) => (
            <Link to="/synology/packages/$package/manage" params={{ package: name }}>
              {name}
            </Link>
          ),
        },
        { name: tn('build.version'), cell: ({ version }) => version ?? '–' },
        { name: tn('category'), cell: ({ category }) => category ?? '–' },
        {
          name: tn('admin.state'),
          cell: (it) => (
            <>
              <State it={it} />{' '}
              {approve !== undefined && (
                <Button size="xs" onClick={() => approve(it.name)}>
                  {tn('admin.approve')} <span className="hidden-visually">{it.name}</span>
                </Button>
              )}
            </>
          ),
        },
        { name: tn('facts.downloads'), number: true, cell: ({ downloads }) => formatNumber(downloads) },
        { name: tn('facts.updated'), cell: ({ updatedAt }) => <When time={updatedAt} /> },
      ]}
    />
  )
}

function State({ it }: { it: SpkPackage }) {
  if (it.pending) return <Badge tone="preview">{tn('pending')}</Badge>
  if (it.version === null) return <Badge>{tn('admin.empty')}</Badge>
  if (!it.active) return <Badge>{tn('archived')}</Badge>
  return <Badge tone={it.beta ? 'preview' : 'good'}>{it.beta ? tn('beta') : tn('admin.active')}</Badge>
}

function NewPackage() {
  const [name, setName] = useState('')
  const [people, setPeople] = useState('')
  const create = useChange(
    () => slipway.spk.create({ name: name.trim(), maintainers: logins(people) }),
    () => {
      setName('')
      setPeople('')
    },
  )
  return (
    <Section title={tn('admin.create')} hint={tn('admin.createHint')}>
      <Form
        action={create}
        verb={tn('admin.addNew', { what: tn('admin.package').toLowerCase() })}
        disabled={name.trim() === ''}
        onSend={() => create.mutate(undefined)}
      >
        <TextField
          label={tn('admin.name')}
          description={tn('admin.nameHint')}
          value={name}
          exact
          error={errorOf(create, 'name')}
          onChange={setName}
        />
        <TextField
          label={tn('admin.maintainers')}
          description={tn('admin.maintainersHint')}
          value={people}
          exact
          error={errorOf(create, 'maintainers')}
          onChange={setPeople}
        />
      </Form>
    </Section>
  )
}
