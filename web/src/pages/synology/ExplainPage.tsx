/** For a device and a package: each build, and the rule that accepted or refused it. The question is in the address. */
import type { SpkExplanation } from '@slipway/sdk'
import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { explain } from '../../parts/ProblemView.tsx'
import table from '../../parts/Table.module.css'
import { DeviceField } from './DeviceField.tsx'
import { useOwnDevice } from './device.ts'
import { FirmwareField } from './FirmwareField.tsx'
import { archOf } from './models.ts'
import { architecturesQuery, explainQuery, firmwaresQuery, nameOf, spkQuery } from './queries.ts'
import css from './Synology.module.css'
import { tn } from './texts.ts'

const route = getRouteApi('/synology/packages/$package/explain')

export function ExplainPage() {
  const { data: it } = useSuspenseQuery(spkQuery(route.useParams().package))
  const { data: architectures } = useSuspenseQuery(architecturesQuery)
  const { data: firmwares } = useSuspenseQuery(firmwaresQuery)
  const search = route.useSearch()
  const arch = search.device === undefined ? undefined : (archOf(search.device, architectures) ?? search.device)
  const { data, error } = useQuery(
    arch === undefined || search.build === undefined
      ? { queryKey: ['spk', 'nothing'], queryFn: skipToken }
      : explainQuery(it.name, { arch, build: search.build, channel: search.channel }),
  )
  const name = nameOf(it)
  const systemOf = (build: number) => {
    const known = firmwares.findLast((one) => one.build <= build && (data?.major === 1) === (one.type === 'srm'))
    return known === undefined ? String(build) : `${known.type.toUpperCase()} ${known.version}`
  }
  return (
    <Page
      title={tn('explain.title', { name })}
      crumbs={[
        { text: tn('title'), to: '/synology' },
        { text: name, to: '/synology/packages/$package', params: { package: it.name } },
      ]}
      wide
    >
      <PageHead title={tn('explain.title', { name })}>
        <p className="quiet">{tn('explain.hint')}</p>
      </PageHead>
      <Question />
      {error !== null && <Notice tone="bad" title={explain(error)} />}
      {data !== undefined && (
        <>
          <p role="status">
            {tn(data.beta ? 'explain.askedBeta' : 'explain.asked', {
              arch: data.arch,
              system: systemOf(data.build),
              build: data.build,
            })}{' '}
            <strong>{verdict(data)}</strong>
          </p>
          {data.builds.length === 0 ? <Empty>{tn('build.none')}</Empty> : <Verdicts of={data.builds} />}
        </>
      )}
      <section className={css.rule} aria-labelledby="rule">
        <h2 id="rule">{tn('explain.rule')}</h2>
        <ol>
          {(['fits', 'range', 'major', 'beta', 'best'] as const).map((rule) => (
            <li key={rule}>{tn(`explain.rules.${rule}`)}</li>
          ))}
        </ol>
      </section>
    </Page>
  )
}

const verdict = ({ builds }: SpkExplanation): string => {
  const chosen = builds.find(({ outcome }) => outcome === 'chosen')
  return chosen === undefined
    ? tn('explain.nothing')
    : tn('explain.gets', { version: chosen.version, firmware: chosen.firmware })
}

function Question() {
  const { data: architectures } = useSuspenseQuery(architecturesQuery)
  const { data: firmwares } = useSuspenseQuery(firmwaresQuery)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [own, remember] = useOwnDevice()
  const newest = firmwares.findLast(({ type }) => type === 'dsm')
  const [device, setDevice] = useState(search.device ?? own.name)
  const [build, setBuild] = useState(search.build ?? own.build ?? String(newest?.build ?? ''))
  const [beta, setBeta] = useState(search.channel === 'beta')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const name = device.trim()
    if (name === '') return
    remember({ name, build })
    navigate({ search: { device: name, build, ...(beta && { channel: 'beta' as const }) }, resetScroll: false })
  }
  return (
    <form className={css.question} onSubmit={onSubmit}>
      <DeviceField value={device} architectures={architectures} onChange={setDevice} />
      <FirmwareField value={build} firmwares={firmwares} onChange={setBuild} />
      <label className={css.check}>
        <input type="checkbox" checked={beta} onChange={(event) => setBeta(event.currentTarget.checked)} />
        {tn('build.channel')}
      </label>
      <Button type="submit">{tn('explain.action')}</Button>
    </form>
  )
}

type Build = SpkExplanation['builds'][number]

const tones = { chosen: 'good', passed_over: 'plain', refused: 'bad' } as const

/** Builds for other devices are many, and say nothing: they are there when one asks for them. */
function Verdicts({ of }: { of: readonly Build[] }) {
  const chosen = of.find(({ outcome }) => outcome === 'chosen')
  const others = of.filter(({ rule }) => rule === 'architecture')
  const candidates = of.filter(({ rule }) => rule !== 'architecture')
  return (
    <>
      {candidates.length > 0 && <Judged of={candidates} chosen={chosen} />}
      {others.length > 0 && (
        <details className={css.others} open={candidates.length === 0}>
          <summary>{tn('explain.others', { count: others.length })}</summary>
          <Judged of={others} chosen={chosen} />
        </details>
      )}
    </>
  )
}

function Judged({ of, chosen }: { of: readonly Build[]; chosen: Build | undefined }) {
  return (
    <table className={`${table.table} ${css.once}`}>
      <thead>
        <tr>
          <th scope="col">{tn('build.version')}</th>
          <th scope="col">{tn('build.firmware')}</th>
          <th scope="col">{tn('build.arch')}</th>
          <th scope="col">{tn('build.outcome')}</th>
          <th scope="col">{tn('build.because')}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={one.build} data-chosen={one.outcome === 'chosen'}>
            <th scope="row">{one.version}</th>
            <td data-name={tn('build.firmware')}>{one.firmware}</td>
            <td data-name={tn('build.arch')}>{one.architectures.join(', ')}</td>
            <td data-name={tn('build.outcome')}>
              <Badge tone={tones[one.outcome]}>{tn(`build.outcomes.${one.outcome}`)}</Badge>
            </td>
            <td data-name={tn('build.because')}>{reasonOf(one, chosen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The server says it in English; the rules have names, so it can be said in other languages. */
function reasonOf({ rule, because }: Build, chosen: Build | undefined): string {
  if (rule === 'a_better_one' && chosen !== undefined) {
    return tn('explain.better', { version: chosen.version, firmware: chosen.firmware })
  }
  const reasons = tn('explain.reasons', { returnObjects: true }) as unknown as Record<string, string>
  return reasons[rule] ?? because
}
