/** Who did what, when, from where: filtered by what is in the address, and to take along as a file. */
import type { App, AuditEntry } from '@slipway/sdk'
import { useInfiniteQuery, useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { ChoiceField, TextField } from '../../inside/fields.tsx'
import { Inside, Row } from '../../inside/Inside.tsx'
import { type AuditFilter, accountsQuery, allAppsQuery, auditQuery } from '../../inside/queries.ts'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { formatExact } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongTable, type RowProps } from '../../parts/Long.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import css from './AuditPage.module.css'

const route = getRouteApi('/admin/audit')

/** To choose from while one types; any other can be typed as well. */
const USUAL_ACTIONS = [
  ...['package.publish', 'package.replace', 'package.update', 'package.yank', 'package.unyank', 'package.delete'],
  ...['extension.publish', 'extension.replace', 'extension.update', 'extension.yank', 'extension.delete'],
  ...['draft.create', 'draft.delete', 'release.create', 'release.update', 'release.promote', 'release.undo_promotion'],
  ...['release.delete', 'retention.set', 'trash.restore', 'trash.purge', 'trash.empty'],
  ...['app.create', 'app.update', 'app.delete', 'collection.create', 'member.set', 'member.remove'],
  ...['account.create', 'account.update', 'account.register', 'account.let_in', 'account.refuse'],
  ...['account.change_password', 'account.reset_password'],
  ...['session.create', 'key.create', 'key.revoke', 'site.update', 'job.retry', 'spk.upload'],
]

export function AuditPage() {
  const filter = route.useSearch()
  const asked = filterOf(filter)
  const query = useSuspenseInfiniteQuery(auditQuery(asked))
  const entries = query.data.pages.flatMap((page) => page.items)
  const file = (format: 'csv' | 'json') => slipway.audit.exportAddress({ ...asked, format })
  return (
    <Inside
      title={ti('audit.title')}
      intro={ti('audit.intro')}
      action={
        <Row>
          <Button variant="default" href={file('csv')} download>
            {ti('audit.csv')}
          </Button>
          <Button variant="default" href={file('json')} download>
            {ti('audit.json')}
          </Button>
        </Row>
      }
    >
      <Filters key={JSON.stringify(filter)} filter={filter} />
      {entries.length === 0 ? (
        <Empty>{ti('audit.none')}</Empty>
      ) : (
        <LongTable
          name="audit"
          items={entries}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{ti('audit.when')}</th>
              <th scope="col">{ti('audit.who')}</th>
              <th scope="col">{ti('audit.what')}</th>
              <th scope="col">{ti('audit.target')}</th>
              <th scope="col">{ti('audit.change')}</th>
            </tr>
          }
        >
          {(entry, row) => <Line key={entry.id} entry={entry} row={row} />}
        </LongTable>
      )}
      <ShowMore query={query} ahead />
    </Inside>
  )
}

function Line({ entry, row }: { entry: AuditEntry; row: RowProps }) {
  const { actor, key, address, app, target, before, after } = entry
  return (
    <tr {...row}>
      <td data-name={ti('audit.when')}>
        <time dateTime={entry.at} className={css.when}>
          {formatExact(entry.at)}
        </time>
      </td>
      <td data-name={ti('audit.who')}>
        <span className={`${css.named} ${css.who}`}>
          {actor === null ? (
            ti('audit.server')
          ) : (
            <Link to="/admin/audit" search={{ actor }}>
              {actor}
            </Link>
          )}
          {key !== null && <span className="quiet"> ·&nbsp;{key}</span>}
          {address !== null && <span className="quiet mono"> {address}</span>}
        </span>
      </td>
      <th scope="row" className={`mono ${css.action}`}>
        {entry.action}
      </th>
      <td data-name={ti('audit.target')}>
        <span className={css.named}>
          <Link to="/admin/audit" search={{ target: /^[0-9a-f]{24}$/.test(target.id) ? target.id : target.name }}>
            <LongName name={target.name} />
          </Link>
          {app !== null && app !== target.name && <span className="quiet"> ·&nbsp;{app}</span>}
        </span>
      </td>
      <td data-name={ti('audit.change')}>
        {(before !== null || after !== null) && (
          <details className={css.change}>
            <summary aria-label={`${ti('audit.show')}: ${entry.action}, ${target.name}`}>{ti('audit.show')}</summary>
            <dl>
              {Object.keys({ ...before, ...after }).map((field) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>
                    {before !== null && field in before && <del>{print(before[field])}</del>}{' '}
                    {after !== null && field in after && <ins>{print(after[field])}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </td>
    </tr>
  )
}

const print = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Days as the fields have them; the last one counts whole. */
function filterOf({ since, until, ...filter }: AuditFilter): AuditFilter {
  const end = until === undefined ? undefined : new Date(Date.parse(until) + 86_400_000)
  return {
    ...filter,
    since: since === undefined ? undefined : new Date(since).toISOString(),
    until: end?.toISOString(),
  }
}

/** One that is asked for by the address may be gone, or of another name by now. */
function appChoices(apps: readonly App[], chosen: string | undefined): { value: string; label: string }[] {
  const choices = apps.map(({ slug, name }) => ({ value: slug, label: name }))
  const known = chosen === undefined || apps.some(({ slug }) => slug === chosen)
  return known ? choices : [...choices, { value: chosen, label: chosen }]
}

function Filters({ filter }: { filter: AuditFilter }) {
  const navigate = route.useNavigate()
  const [values, setValues] = useState(filter)
  const [logins, actions] = [useId(), useId()]
  const { data: apps = [] } = useQuery(allAppsQuery)
  const { data: people } = useInfiniteQuery(accountsQuery)
  const set = (name: keyof AuditFilter) => (value: string) =>
    setValues({ ...values, [name]: value === '' ? undefined : value })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    navigate({ search: values })
  }
  return (
    <search>
      <form className={css.filters} onSubmit={onSubmit}>
        <ChoiceField
          label={ti('apps.app')}
          value={values.app ?? ''}
          onChange={set('app')}
          data={[{ value: '', label: ti('audit.any') }, ...appChoices(apps, values.app)]}
        />
        <TextField
          label={ti('audit.target')}
          placeholder={ti('audit.targetHint')}
          value={values.target ?? ''}
          onChange={set('target')}
          exact
        />
        <TextField label={ti('audit.who')} value={values.actor ?? ''} onChange={set('actor')} list={logins} exact />
        <datalist id={logins}>
          {people?.pages
            .flatMap(({ items }) => items)
            .map(({ login }) => (
              <option key={login} value={login} />
            ))}
        </datalist>
        <TextField
          label={ti('audit.what')}
          placeholder="release.promote"
          value={values.action ?? ''}
          onChange={set('action')}
          list={actions}
          exact
        />
        <datalist id={actions}>
          {USUAL_ACTIONS.map((action) => (
            <option key={action} value={action} />
          ))}
        </datalist>
        <TextField type="date" label={ti('audit.since')} value={values.since ?? ''} onChange={set('since')} />
        <TextField type="date" label={ti('audit.until')} value={values.until ?? ''} onChange={set('until')} />
        <Row>
          <Button type="submit">{ti('audit.filter')}</Button>
          {Object.values(filter).some((value) => value !== undefined) && (
            <Button variant="subtle" onClick={() => navigate({ search: {} })}>
              {ti('audit.clear')}
            </Button>
          )}
        </Row>
      </form>
    </search>
  )
}
