import type { SpkPackageDetail } from '@slipway/sdk'
import { IconDownload } from '@tabler/icons-react'
import { skipToken, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatBytes } from '../../lib/format.ts'
import { Button } from '../../parts/Button.tsx'
import { Digest } from '../../parts/Digest.tsx'
import { Section } from '../../parts/Page.tsx'
import { explain } from '../../parts/ProblemView.tsx'
import { DeviceField } from './DeviceField.tsx'
import { useOwnDevice } from './device.ts'
import { FirmwareField } from './FirmwareField.tsx'
import { archOf } from './models.ts'
import { architecturesQuery, type Build, explainQuery, fileAddress, firmwaresQuery, type Version } from './queries.ts'
import css from './Synology.module.css'
import { tn } from './texts.ts'

/** Model and firmware in, the file that Package Center would install out. */
export function WhichFile({ it }: { it: SpkPackageDetail }) {
  const { data: architectures } = useSuspenseQuery(architecturesQuery)
  const { data: firmwares } = useSuspenseQuery(firmwaresQuery)
  const [device, change] = useOwnDevice()
  const arch = archOf(device.name, architectures)
  const own = firmwares.find((one) => String(one.build) === device.build)
  const build = String((own ?? firmwares.findLast(({ type }) => type === 'dsm'))?.build ?? '')
  const asked = arch === undefined || build === '' ? undefined : { arch, build }
  const { data, error } = useQuery(
    asked === undefined ? { queryKey: ['spk', 'nothing'], queryFn: skipToken } : explainQuery(it.name, asked),
  )
  const answer = asked === undefined ? undefined : data
  const unknown = device.name.length > 4 && arch === undefined
  return (
    <Section title={tn('which')}>
      <div className={css.finder}>
        <div className={css.fields}>
          <DeviceField
            value={device.name}
            architectures={architectures}
            error={unknown ? tn('deviceUnknown') : undefined}
            onChange={(name) => change({ name })}
          />
          <FirmwareField value={build} firmwares={firmwares} onChange={(build) => change({ build })} />
        </div>
        <div className={css.right} role="status">
          {asked === undefined && <p className="quiet">{tn('chooseDevice')}</p>}
          {error !== null && asked !== undefined && <p>{explain(error)}</p>}
          {answer !== undefined && <Answer it={it} answer={answer} />}
          {asked !== undefined && (
            <Link
              to="/synology/packages/$package/explain"
              params={{ package: it.name }}
              search={{ device: device.name, build: asked.build }}
              className="small"
            >
              {tn('explain.why')}
            </Link>
          )}
        </div>
      </div>
    </Section>
  )
}

function Answer({
  it,
  answer,
}: {
  it: SpkPackageDetail
  answer: { builds: { build: string; outcome: string; because: string }[] }
}) {
  const chosen = answer.builds.find(({ outcome }) => outcome === 'chosen')
  const found = chosen && find(it, chosen.build)
  if (found === undefined) {
    return (
      <p>
        <strong>{tn('noneFits')}</strong> {answer.builds[0]?.because}
      </p>
    )
  }
  const { version, build } = found
  const range = { version: version.text, firmware: build.firmware, max: build.firmwareMax ?? '' }
  return (
    <>
      <p>
        {tn(build.firmwareMax === null ? 'rightOne' : 'rightRange', range)}{' '}
        <span className="quiet small">{tn('installByHand')}</span>
      </p>
      <Button
        href={fileAddress(build.path)}
        size="md"
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      >
        {tn('download')} · {formatBytes(build.size)}
      </Button>
      <span className={`${css.file} quiet small`}>{build.path.split('/').at(-1)}</span>
      <div className={css.digests}>
        <span>
          {tn('sha256')} <Digest digest={build.sha256} name={tn('sha256')} />
        </span>
        <span>
          {tn('md5')} <Digest digest={build.md5} name={tn('md5')} />
        </span>
      </div>
    </>
  )
}

function find(it: SpkPackageDetail, id: string): { version: Version; build: Build } | undefined {
  for (const version of it.versions) {
    const build = version.builds.find((one) => one.id === id)
    if (build !== undefined) return { version, build }
  }
  return undefined
}
