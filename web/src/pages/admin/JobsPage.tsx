/** Background work: what waits, what runs, what failed and why. */
import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../inside/Form.tsx'
import { Inside } from '../../inside/Inside.tsx'
import { type JobState, jobSummaryQuery, jobsQuery } from '../../inside/queries.ts'
import { ActionsHead, RowButton } from '../../inside/RowButton.tsx'
import { slipway } from '../../inside/slipway.ts'
import { ti } from '../../inside/texts/index.ts'
import { changed, useAtOnce } from '../../inside/useAtOnce.ts'
import { formatNumber } from '../../lib/format.ts'
import { Badge, type Tone } from '../../parts/Badge.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongTable } from '../../parts/Long.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import css from './JobsPage.module.css'

const route = getRouteApi('/admin/jobs')
const STATES = ['failed', 'waiting', 'running', 'done'] as const
const tones: Record<JobState, Tone> = { failed: 'bad', waiting: 'plain', running: 'preview', done: 'good' }

/** By the names that logs have for them. */
const KINDS = {
  'backup.make': 'backup',
  'countries.update': 'countries',
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
        <LongTable
          name="jobs"
          items={jobs}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{ti('jobs.kind')}</th>
              <th scope="col">{ti('jobs.state')}</th>
              <th scope="col" className={table.number}>
                {ti('jobs.attempts')}
              </th>
              <th scope="col">{ti('jobs.when')}</th>
              <th scope="col">{ti('jobs.error')}</th>
              <ActionsHead />
            </tr>
          }
        >
          {(job, row) => (
            <tr key={job.id} {...row}>
              <th scope="row">
                <span>
                  {wordsFor(job.kind)}
                  <span className={`${css.kind} mono`}>{job.kind}</span>
                </span>
              </th>
              <td data-name={ti('jobs.state')}>
                <Badge tone={tones[job.state]}>{ti(`jobs.states.${job.state}`)}</Badge>
              </td>
              <td data-name={ti('jobs.attempts')} className={table.number}>
                {job.attempts}
              </td>
              <td data-name={ti('jobs.when')}>
                <When time={job.finishedAt ?? job.runAt} planned={job.state === 'waiting'} />
              </td>
              <td data-name={ti('jobs.error')} className={css.error}>
                {job.error ?? ''}
              </td>
              <td className={table.number}>
                {(job.state === 'failed' || job.state === 'waiting') && (
                  <RowButton
                    verb={job.state === 'failed' ? ti('jobs.retry') : ti('jobs.runNow')}
                    of={job.kind}
                    onClick={() => retry.mutate(job.id)}
                  />
                )}
              </td>
            </tr>
          )}
        </LongTable>
      )}
      <ShowMore query={query} ahead />
    </Inside>
  )
}
