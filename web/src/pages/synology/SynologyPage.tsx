/** All packages for Synology devices. What was chosen is in the address. */
import { keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { repositoryQuery } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import cards from '../../parts/CardList.module.css'
import { Empty } from '../../parts/Empty.tsx'
import { Field } from '../../parts/Field.tsx'
import { LongList } from '../../parts/Long.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { WaitingCards } from '../../parts/Waiting.tsx'
import { DeviceField } from './DeviceField.tsx'
import { useOwnDevice } from './device.ts'
import { archOf } from './models.ts'
import { architecturesQuery, spksQuery } from './queries.ts'
import { SourceSteps } from './SourceSteps.tsx'
import { SpkCard } from './SpkCard.tsx'
import css from './Synology.module.css'
import type { SynologySearch } from './search.ts'
import { tn } from './texts.ts'

const route = getRouteApi('/synology')

export function SynologyPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: repository } = useSuspenseQuery(repositoryQuery)
  const list = useInfiniteQuery({ ...spksQuery(search, 'active'), placeholderData: keepPreviousData })
  const change = (next: SynologySearch) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  const chosen = Object.values(search).some((value) => value !== undefined)
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? []

  return (
    <Page title={tn('title')}>
      <PageHead
        title={tn('title')}
        action={
          <div className={css.name}>
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/synology/statistics" />}>
              {tn('statistics.short')}
            </Button>
            {repository.role !== null && (
              <Button variant="default" renderRoot={(props) => <Link {...props} to="/synology/manage" />}>
                {tn('manage')}
                {repository.pending > 0 && ` (${repository.pending})`}
              </Button>
            )}
          </div>
        }
      >
        <p className="quiet">{tn('intro')}</p>
      </PageHead>
      <SourceSteps repository={repository} />
      {repository.packages === 0 && !chosen ? (
        <Empty>{tn('none')}</Empty>
      ) : (
        <>
          <Tools search={search} categories={repository.categories} change={change} />
          {list.isError && <PartProblem title={tn('title')} error={list.error} retry={() => list.refetch()} />}
          {list.isPending && <WaitingCards count={9} />}
          {list.isSuccess && (
            <>
              <p role="status" className="small quiet">
                {tn(list.hasNextPage ? 'foundFirst' : 'found', { count: shown.length })}
                {search.arch !== undefined && ` · ${tn('forDevice', { arch: search.arch })}`}
              </p>
              {shown.length === 0 && (
                <Empty
                  action={
                    <Button
                      variant="default"
                      onClick={() => change({ q: undefined, category: undefined, arch: undefined })}
                    >
                      {tn('clear')}
                    </Button>
                  }
                >
                  {tn('nothing')}
                </Empty>
              )}
              <LongList
                name="cards"
                className={cards.cards}
                items={shown}
                more={list.hasNextPage}
                old={list.isPlaceholderData}
                keyOf={({ id }) => id}
              >
                {(it) => <SpkCard it={it} />}
              </LongList>
              <ShowMore query={list} />
              {!list.hasNextPage && <Archived search={search} />}
            </>
          )}
        </>
      )}
    </Page>
  )
}

/** What devices are not offered any more; there for those who install by hand. */
function Archived({ search }: { search: SynologySearch }) {
  const list = useInfiniteQuery(spksQuery(search, 'archived'))
  const archived = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (archived.length === 0) return null
  return (
    <details className={css.earlier}>
      <summary>{tn(list.hasNextPage ? 'archivedFirst' : 'archivedPackages', { count: archived.length })}</summary>
      <div>
        <ul className={`${cards.cards} ${css.archived}`}>
          {archived.map((it) => (
            <li key={it.id}>
              <SpkCard it={it} />
            </li>
          ))}
        </ul>
        <ShowMore query={list} />
      </div>
    </details>
  )
}

function Tools({
  search,
  categories,
  change,
}: {
  search: SynologySearch
  categories: readonly string[]
  change: (next: SynologySearch) => void
}) {
  return (
    <div className={css.tools}>
      <SearchField
        q={search.q ?? ''}
        label={tn('search')}
        placeholder={tn('searchHint')}
        onChange={(q) => change({ q: q === '' ? undefined : q })}
      />
      <Field label={tn('category')}>
        {(belongs) => (
          <select
            {...belongs}
            value={search.category ?? ''}
            onChange={({ currentTarget: { value } }) => change({ category: value === '' ? undefined : value })}
          >
            <option value="">{tn('allCategories')}</option>
            {categories.map((category) => (
              <option key={category}>{category}</option>
            ))}
          </select>
        )}
      </Field>
      <OwnDevice arch={search.arch} onChange={(arch) => change({ arch })} />
    </div>
  )
}

/** Narrows the list as soon as what was typed is a device. */
function OwnDevice({ arch, onChange }: { arch: string | undefined; onChange: (arch: string | undefined) => void }) {
  const { data: architectures } = useSuspenseQuery(architecturesQuery)
  const [device, remember] = useOwnDevice()
  const matches = archOf(device.name, architectures) === arch
  const [text, setText] = useState(arch === undefined ? '' : matches ? device.name : arch)
  // The filter was cleared by something else.
  useEffect(() => {
    if (arch === undefined) setText((before) => (archOf(before, architectures) === undefined ? before : ''))
  }, [arch, architectures])
  const unknown = text !== '' && archOf(text, architectures) === undefined
  return (
    <DeviceField
      value={text}
      architectures={architectures}
      error={unknown && text.length > 4 ? tn('deviceUnknown') : undefined}
      onChange={(value) => {
        setText(value)
        const found = archOf(value, architectures)
        if (found !== undefined) remember({ name: value })
        if (found !== arch) onChange(found)
      }}
    />
  )
}
