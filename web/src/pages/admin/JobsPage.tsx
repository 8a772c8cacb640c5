/** Background work: what waits, what runs, what failed and why. */
import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../inside/Form.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { type JobState, jobSummaryQuery, jobsQuery } from '../../inside/queries.ts'
import { RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { changed, useAtOnce } from '../../inside/useAtOnce.ts'
import { formatNumber } from '../../lib/format.ts'
import { Badge, type Tone } from '../../parts/Badge.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import css from './JobsPage.module.css'

const route = getRouteApi('/admin/jobs')
const STATES = ['failed', 'waiting', 'running', 'done'] as const
const tones: Record<JobState, Tone> = { failed: 'bad', waiting: 'plain', running: 'preview', done: 'good' }

/** By the names that logs have for them. */
const KINDS = {
  'backup.make': 'backup',
  'countries.update': 'countries',
  'database.tighten': 'tighten',
  'files.sweep': 'sweepFiles',
  'mail.send': 'mail',
  'packages.sweep_declared': 'sweepDeclared',
  'retention.run': 'retention',
  'sessions.tidy': 'sessions',
  'spk.sign': 'sign',
  'statistics.follow_logs': 'followLogs',
  'statistics.forget_visits': 'forgetVisits',
  'statistics.roll_up': 'rollUp',
  'storage.note': 'noteStorage',
  'trash.empty': 'trash',
} as const

const wordsFor = (kind: string): string => (kind in KINDS ? ti(`jobs.kinds.${KINDS[kind as keyof typeof KINDS]}`) : '')

export function JobsPage() {
  const { state } = route.useSearch()
  const query = useSuspenseInfiniteQuery(jobsQuery(state))
  const { data: summary } = useQuery(jobSummaryQuery)
  const retry = useAtOnce({
    query: jobsQuery(state).queryKey,
    act: (id: string) => slipway.jobs.retry(id),
    shown: (now: typeof query.data, id) =>
      changed(now, id, (job) => ({ ...job, state: 'waiting', runAt: new Date().toISOString(), finishedAt: null })),
    renew: ['jobs'],
  })
  const jobs = query.data.pages.flatMap((page) => page.items)
  const countOf = (of: JobState) =>
    summary === undefined ? '' : formatNumber(of === 'waiting' ? summary.waiting + summary.planned : summary[of])
  return (
    <Inside title={ti('jobs.title')} intro={ti('jobs.intro')}>
      <nav aria-label={ti('jobs.state')} className={css.states}>
        <Link to="/admin/jobs" search={{}} activeOptions={{ exact: true }}>
          {ti('jobs.all')}
        </Link>
        {STATES.map((one) => (
          <Link key={one} to="/admin/jobs" search={{ state: one }}>
            {ti(`jobs.states.${one}`)} <span className="quiet">{countOf(one)}</span>
          </Link>
        ))}
      </nav>
      <Failure action={retry} />
      {jobs.length === 0 ? (
        <Empty>{ti('jobs.none')}</Empty>
      ) : (
        <DataTable
          rows={jobs}
          keyOf={({ id }) => id}
          more={query.hasNextPage}
          columns={[
            {
              name: ti('jobs.kind'),
              cell: ({ kind }) => (
                <span>
                  {wordsFor(kind)}
                  <span className={`${css.kind} mono`}>{kind}</span>
                </span>
              ),
            },
            {
              name: ti('jobs.state'),
              cell: ({ state }) => <Badge tone={tones[state]}>{ti(`jobs.states.${state}`)}</Badge>,
            },
            { name: ti('jobs.attempts'), number: true, cell: ({ attempts }) => attempts },
            {
              name: ti('jobs.when'),
              cell: ({ finishedAt, runAt, state }) => <When time={finishedAt ?? runAt} planned={state === 'waiting'} />,
            },
            { name: ti('jobs.error'), className: css.error, cell: ({ error }) => error },
          ]}
          actions={({ id, kind, state }) =>
            (state === 'failed' || state === 'waiting') && (
              <RowButton
                verb={state === 'failed' ? ti('jobs.retry') : ti('jobs.runNow')}
                of={kind}
                onClick={() => retry.mutate(id)}
              />
            )
          }
        />
      )}
      <ShowMore query={query} ahead />
    </Inside>
  )
}
