/** Synology packages for several kinds of devices, uploaded and activated as developers do it. */
import { Readable } from 'node:stream'
import { packSpk } from '@slipway/spk'
import { type Actor, theServer } from '../../modules/access/index.ts'
import type { Delivery } from '../../modules/downloads/index.ts'
import type { SpkDownload } from '../../modules/spk/index.ts'
import { atOnce } from '../../platform/at-once.ts'
import type { Database } from '../../platform/db/index.ts'
import type { Services } from '../../services.ts'
import { randomOf } from '../random.ts'
import { iconOf, screenshotOf } from './drawing.ts'
import { type DemoSpk, demoPackages, type Reach } from './packages.ts'

type Target = { arch: string; firmware: string; max?: string }
type People = { robot: Actor; maintainer: { login: string } }
type Made = { build: string; path: string; at: number }

const INTEL = 'apollolake avoton braswell broadwell denverton geminilake kvmx64 r1000 v1000'
const ARM_8 = 'armada37xx rtd1296 rtd1619b'
const ARM_7 = 'alpine armada38x monaco'
const DSM_7 = '7.1-42661'
const DSM_6 = '6.1-15047'
const DSM_5 = '5.0-4458'

const modern: readonly Target[] = [
  { arch: INTEL, firmware: DSM_7 },
  { arch: ARM_8, firmware: DSM_7 },
]
const targets: Readonly<Record<Reach, readonly Target[]>> = {
  all: [
    { arch: 'noarch', firmware: DSM_7 },
    { arch: 'noarch', firmware: DSM_6 },
  ],
  modern,
  broad: [
    ...modern,
    { arch: ARM_7, firmware: DSM_7 },
    { arch: INTEL.replace('r1000 v1000', 'bromolow x86'), firmware: DSM_6 },
    { arch: '88f6281 cedarview evansport', firmware: DSM_5 },
  ],
  routers: [...modern, { arch: 'ipq806x northstarplus dakota', firmware: '1.2-7742' }],
}

const DAY = 86_400_000
const BETWEEN_VERSIONS = 45
const NEWEST_VERSION = 12
const PACKAGES_AT_ONCE = 6

/** Answers how many packages and builds there are now; `dates`: when each build is said to have come. */
export async function fillWithSpks(
  services: Services,
  db: Database,
  { robot, maintainer }: People,
  now: number,
): Promise<{ packages: number; dates: { id: string; at: number }[] }> {
  const { spk } = services
  await spk.admin.setRole(theServer, robot.account?.id ?? '', 'package_admin')
  await spk.admin.setRole(theServer, maintainer.login, 'developer')
  const dates: { id: string; at: number }[] = []
  await atOnce(demoPackages, PACKAGES_AT_ONCE, async (one) => {
    const made = await publish(services, robot, one, now)
    const maintainers = randomOf(`maintainer of ${one.name}`).chance(0.4) ? [maintainer.login] : []
    await spk.admin.updatePackage(robot, one.name, { category: one.category, maintainers })
    for (let number = 1; number <= (one.screenshots ?? 0); number++) {
      await spk.admin.addScreenshot(robot, one.name, 'window.png', Readable.from([screenshotOf(one.name, number)]))
    }
    await countDownloads(services, db, one, made, now)
    dates.push(...made.map(({ build, at }) => ({ id: build, at })))
  })
  await services.rollUp.run()
  return { packages: demoPackages.length, dates }
}

async function publish({ spk }: Services, actor: Actor, one: DemoSpk, now: number): Promise<Made[]> {
  const made: Made[] = []
  const icons = { 72: iconOf(one.name, 72), 256: iconOf(one.name, 256) }
  for (const [number, upstream] of one.versions.entries()) {
    const newest = number === one.versions.length - 1
    const at = now - (NEWEST_VERSION + (one.versions.length - 1 - number) * BETWEEN_VERSIONS) * DAY
    for (const target of targets[one.reach]) {
      const info = infoOf(one, `${upstream}-${number + 1}`, target, newest)
      const files = { ...(one.license && { LICENSE: one.license }), 'scripts/start-stop-status': '#!/bin/sh\nexit 0\n' }
      const payload = randomOf(`${one.name} ${upstream} ${target.arch}`).bytes(24_000)
      const uploaded = await spk.publisher.upload(
        actor,
        Readable.from([await packSpk({ info, payload, icons, files })]),
      )
      const active =
        one.state !== 'archived' && !(newest && one.state === 'waiting' && target !== targets[one.reach][0])
      if (active) await spk.builds.act(actor, 'activate', [uploaded.build])
      made.push({ build: uploaded.build, path: uploaded.path, at })
    }
  }
  return made
}

function infoOf(one: DemoSpk, version: string, { arch, firmware }: Target, newest: boolean): Record<string, string> {
  const old = firmware.startsWith('5.')
  return {
    package: one.name,
    version,
    arch,
    [old ? 'firmware' : 'os_min_ver']: firmware,
    displayname: one.displayName,
    description: one.description,
    ...(one.german && { description_ger: one.german }),
    maintainer: 'Demo Packagers',
    maintainer_url: 'https://example.org/packagers',
    distributor: 'Demo Packages',
    distributor_url: 'https://example.org/packages',
    changelog: `<ul><li>Update to ${version.split('-')[0]}</li><li>Starts faster on <b>small devices</b></li></ul>`,
    ...(one.dependencies && { install_dep_packages: one.dependencies }),
    ...(newest && one.state === 'beta' && { beta: 'yes', report_url: 'https://example.org/report' }),
  }
}

const devices = [
  { arch: 'apollolake', build: '64570' },
  { arch: 'geminilake', build: '69057' },
  { arch: 'rtd1296', build: '64570' },
  { arch: 'broadwell', build: '25556' },
] as const

/** Downloads by devices and by hand since each build came, more of what people like. */
async function countDownloads(
  { spk, facts }: Services,
  db: Database,
  one: DemoSpk,
  made: readonly Made[],
  now: number,
): Promise<void> {
  const random = randomOf(`liking of ${one.name}`)
  const most = Math.round(2 + random.next() ** 2 * 24)
  const counted: { found: SpkDownload; delivery: Delivery }[] = []
  for (const { path, at } of made) {
    for (let time = 0; time < most; time++) {
      const when = Math.floor(at + random.next() ** 1.5 * (now - at))
      const device = random.chance(0.8) ? devices[random.between(0, devices.length - 1)] : undefined
      const found = await spk.files.counted(path, { arch: device?.arch, build: device?.build }, when)
      if (found === undefined) continue
      const agent =
        device === undefined ? 'curl/8.9.1' : `synology_${device.arch}_demo DSM7.2-${device.build} (package)`
      counted.push({ found, delivery: { at: when, subject: found.subject, asker: { agent, country: '' } } })
    }
  }
  await db.write(async (tx) => {
    await spk.files.addToCounters(
      tx,
      counted.map(({ found, delivery }) => ({ counter: found.counter, asker: delivery.asker })),
    )
    await facts.add(
      tx,
      counted.map(({ delivery }) => delivery),
      'live',
    )
  })
}
