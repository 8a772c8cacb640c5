/** The first figure: all downloads of a period, stable and preview, and what older systems counted. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { type StatisticsAsked, type Subject, statisticsQuery } from '../../api/queries.ts'
import { formatNumber, formatPercent } from '../../lib/format.ts'
import numbers from '../../parts/Numbers.module.css'
import { PartProblem } from '../../parts/PartProblem.tsx'
import table from '../../parts/Table.module.css'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import { Figure } from './Figure.tsx'
import { filesOfSteps } from './files.ts'
import { type Period, stepsOf } from './period.ts'
import css from './Statistics.module.css'
import { type Series, stepText, valuesOf } from './series.ts'
import { TimeChart } from './TimeChart.tsx'
import { ts } from './texts.ts'

type Props = {
  app: Subject
  period: Period
  is: Record<string, string>
  compare: boolean
  /** what drafts are called here */
  draftName?: string
}

/** From how many times as much on a share tells nothing. */
const COMPARABLE = 10

export function OverTime({ app, period, is, compare, draftName = t('stage.draft') }: Props) {
  const { from, to, step, before } = period
  const within: StatisticsAsked = { ...is, ...(from !== undefined && { from }), to, by: step }
  const kept = { placeholderData: keepPreviousData }
  const [stable, draft] = useQueries({
    queries: [
      { ...statisticsQuery(app, { ...within, stage: 'stable' }), ...kept },
      { ...statisticsQuery(app, { ...within, stage: 'draft' }), ...kept },
    ],
  })
  const earlier = useQuery({
    ...statisticsQuery(app, { ...is, ...(before ?? {}), by: step }),
    enabled: compare && before !== undefined,
  })
  const sources = useQuery(statisticsQuery(app, { ...within, by: 'source' }))
  const imported = (sources.data?.items ?? []).map(({ value }) => value).filter((value) => value.startsWith('import:'))
  const series = useQueries({ queries: imported.map((source) => statisticsQuery(app, { ...within, source })) })

  const failed = [stable, draft].find(({ isError }) => isError)
  if (failed?.error) {
    return <PartProblem title={ts('failed')} error={failed.error} retry={() => failed.refetch()} />
  }
  if (stable.data === undefined || draft.data === undefined) return <WaitingRows count={8} />
  const all = [stable.data, draft.data, ...series.flatMap(({ data }) => data ?? [])]
  const first = all
    .flatMap(({ items }) => items[0]?.value ?? [])
    .sort()
    .at(0)
  const steps = stepsOf(period, first)
  const shown: Series[] = [
    { key: 'stable', name: t('stage.stable'), tone: 'stable', values: valuesOf(stable.data.items, steps) },
    { key: 'draft', name: draftName, tone: 'draft', values: valuesOf(draft.data.items, steps) },
    ...imported.map((source, at) => ({
      key: source,
      name: ts('importedFrom', { series: source.slice('import:'.length) }),
      tone: 'imported' as const,
      values: valuesOf(series[at]?.data?.items ?? [], steps),
    })),
  ]
  const total = stable.data.total + draft.data.total
  const totalBefore = compare && before !== undefined ? earlier.data?.total : undefined
  const stepsBefore = before === undefined ? [] : stepsOf({ ...before, step }, undefined)
  // Both end on the right: a month more or less is cut on the left.
  const valuesBefore =
    totalBefore === undefined ? undefined : aligned(valuesOf(earlier.data?.items ?? [], stepsBefore), steps.length)
  const sums: [string, number, number | undefined][] = [
    [ts('downloads'), total, totalBefore],
    [t('stage.stable'), stable.data.total, undefined],
    [draftName, draft.data.total, undefined],
  ]
  return (
    <>
      <dl className={`${numbers.numbers} ${numbers.row}`}>
        {sums.map(([name, value, was]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {formatNumber(value)}
              {was !== undefined && was > 0 && value / was < COMPARABLE && (
                <span className={css.change}>
                  {ts('change', {
                    change: `${value >= was ? '+' : '−'}${formatPercent(Math.abs(value / was - 1))}`,
                  })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Figure
        wide
        title={ts('overTime')}
        files={filesOfSteps(step, steps, shown)}
        empty={all.every(({ total: sum }) => sum === 0)}
        table={<StepTable steps={steps} series={shown} step={step} />}
      >
        <TimeChart title={ts('overTime')} steps={steps} series={shown} before={valuesBefore} />
      </Figure>
    </>
  )
}

const aligned = (values: readonly number[], length: number): number[] =>
  values.length >= length
    ? values.slice(values.length - length)
    : [...Array.from({ length: length - values.length }, () => 0), ...values]

function StepTable({ steps, series, step }: { steps: readonly string[]; series: readonly Series[]; step: string }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{step === 'day' ? ts('day') : ts('month')}</th>
          {series.map(({ key, name }) => (
            <th key={key} scope="col" className={table.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps
          .map((name, at) => (
            <tr key={name}>
              <th scope="row">{stepText(name)}</th>
              {series.map(({ key, name: column, values }) => (
                <td key={key} className={table.number} data-name={column}>
                  {formatNumber(values[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))
          .reverse()}
      </tbody>
    </table>
  )
}
