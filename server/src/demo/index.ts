/**
 * A made-up catalogue for looking around: an application with releases, nightly drafts and some sixty extensions, and a
 * private one, and Synology packages. Everything goes through the services that real publishers use; only the dates are set afterwards.
 */
import { Readable } from 'node:stream'
import { type Actor, theServer } from '../modules/access/index.ts'
import { type Backdated, backdate } from '../modules/backdating/index.ts'
import { extensionColumns, packageColumns } from '../modules/packages/index.ts'
import { atOnce } from '../platform/at-once.ts'
import type { Database } from '../platform/db/index.ts'
import type { Services } from '../services.ts'
import { countDownloads } from './downloads.ts'
import { type DemoExtension, extensions } from './extensions.ts'
import { type DemoItem, extensionItem, extensionsOf, installersOf, targets } from './items.ts'
import { fillWithSpks } from './nas/index.ts'
import { actorOf, type DemoPeople, makePeople } from './people.ts'
import { type Build, nightlyBuilds, type StableBuild, stableBuilds } from './releases.ts'

export type Demo = {
  people: DemoPeople
  password: string
  releases: number
  drafts: number
  extensions: number
  spks: number
  /** made up like everything else */
  downloads: number
}

type Context = {
  services: Services
  db: Database
  now: number
  extensions: readonly DemoExtension[]
  actors: { owner: Actor; maintainer: Actor; robot: Actor }
  dates: {
    releases: { id: string; created: number; released: number | null }[]
    packages: { id: string; at: number }[]
  }
}

const DAY = 86_400_000
const PUBLIC = 'slicer-demo'
const PRIVATE = 'slicer-demo-clinic'
const STAGED_AT_ONCE = 8

/** Fills an empty catalogue. The same day gives the same catalogue, ids and secrets aside. */
export async function fillWithDemo(
  services: Services,
  db: Database,
  options: { password: string; now?: number; extensions?: readonly DemoExtension[] },
): Promise<Demo> {
  const now = options.now ?? Date.now()
  // On each page, those of Synology packages and of all statistics as well.
  await services.settings.update(theServer, {
    banner: { text: 'A demo: everything here is made up, the downloads and their numbers as well.', tone: 'info' },
  })
  const people = await makePeople(services, options.password)
  await makeApplications(services, people)
  const context: Context = {
    services,
    db,
    now,
    extensions: options.extensions ?? extensions,
    actors: {
      owner: await actorOf(services, people.owner, PUBLIC, PRIVATE),
      maintainer: await actorOf(services, people.maintainer, PUBLIC, PRIVATE),
      robot: await actorOf(services, people.robot, PUBLIC, PRIVATE),
    },
    dates: { releases: [], packages: [] },
  }
  const stable = stableBuilds(now)
  const nights = nightlyBuilds(now)
  for (const build of stable) await publishRelease(context, build)
  for (const build of nights) await publishNight(context, build)
  await publishPrivately(context, stable)
  await leaveTraces(context, stable, nights)
  const downloads = await countDownloads(
    services,
    db,
    PUBLIC,
    [...asReleased(stable, false), ...asReleased(nights, true)],
    now,
  )
  const spks = await fillWithSpks(services, db, { robot: context.actors.robot, maintainer: people.maintainer }, now)
  await setDates(context, people, spks.dates)
  return {
    people,
    password: options.password,
    releases: stable.length,
    drafts: nights.length,
    extensions: context.extensions.length,
    spks: spks.packages,
    downloads,
  }
}

/** Each until the next one came. */
const asReleased = (builds: readonly (Build & { name?: string; releasedAt?: number })[], preview: boolean) =>
  builds.map((build, at) => {
    const next = builds[at + 1]
    return {
      name: build.name ?? build.revision,
      at: build.releasedAt ?? build.at,
      replacedAt: next?.releasedAt ?? next?.at ?? Number.POSITIVE_INFINITY,
      preview,
    }
  })

async function makeApplications({ apps }: Services, people: DemoPeople): Promise<void> {
  await apps.create(theServer, {
    name: 'Slicer Demo',
    slug: PUBLIC,
    description:
      'A made-up application for looking at made-up images of made-up people. It shows what a catalogue with releases, nightly builds and extensions looks like. Its downloads are made up as well: nobody downloaded anything.',
    homepage: 'https://example.org/slicer-demo',
    applicationPackageNameTemplate: '{baseName}_{os}_{arch}_{revision}_{version}',
  })
  await apps.create(theServer, {
    name: 'Slicer Demo Clinic',
    slug: PRIVATE,
    description: 'Builds for one made-up hospital. Only its members know of it.',
    public: false,
  })
  for (const slug of [PUBLIC, PRIVATE]) {
    await apps.setMember(theServer, slug, people.owner.login, 'owner')
    await apps.setMember(theServer, slug, people.maintainer.login, 'maintainer')
    await apps.setMember(theServer, slug, people.robot.login, 'uploader')
  }
  await apps.setMember(theServer, PRIVATE, people.reader.login, 'reader')
}

async function publishRelease(context: Context, build: StableBuild): Promise<void> {
  const { services, actors, dates } = context
  await publish(context, PUBLIC, [...installersOf('SlicerDemo', build), ...extensionsOf(build, context.extensions)])
  const release = await services.promotion.promote(actors.maintainer, PUBLIC, build.revision, {
    name: build.name,
    description: build.notes,
  })
  dates.releases.push({ id: release.id, created: build.at, released: build.releasedAt })
}

async function publishNight(context: Context, build: Build): Promise<void> {
  const { services, actors, dates } = context
  await publish(context, PUBLIC, [...installersOf('SlicerDemo', build), ...extensionsOf(build, context.extensions)])
  const draft = await services.releases.get(actors.maintainer, PUBLIC, build.revision)
  dates.releases.push({ id: draft.id, created: build.at, released: null })
}

async function publishPrivately(context: Context, stable: readonly StableBuild[]): Promise<void> {
  const { services, actors, dates, now } = context
  const [first] = stable
  if (first === undefined) return
  const released: Build = { ...first, revision: '107', version: '1.0', at: now - 90 * DAY }
  const draft: Build = { ...first, revision: '131', version: '1.1-rc1', at: now - 3 * DAY, nightly: true }
  for (const build of [released, draft]) await publish(context, PRIVATE, installersOf('SlicerDemoClinic', build))
  const release = await services.promotion.promote(actors.maintainer, PRIVATE, '107', {
    name: '1.0',
    description: 'Approved for use in the made-up clinic.',
  })
  const open = await services.releases.get(actors.maintainer, PRIVATE, '131')
  dates.releases.push({ id: release.id, created: released.at, released: released.at + DAY })
  dates.releases.push({ id: open.id, created: draft.at, released: null })
}

/** What happens to a catalogue in use: something is withdrawn, corrected, kept and thrown away. */
async function leaveTraces(context: Context, stable: readonly StableBuild[], nights: readonly Build[]): Promise<void> {
  const { services, actors } = context
  const [latest, night] = [stable.at(-1), nights[4]]
  if (latest === undefined || night === undefined) return
  const find = async (release: string, baseName: string) =>
    (await services.packages.listExtensions(actors.maintainer, PUBLIC, { release, baseName })).items

  for (const { id } of await find('2.2.0', 'HologramCast')) {
    await services.packages.yank(
      actors.maintainer,
      PUBLIC,
      'extension',
      id,
      'Shows left and right exchanged. Use the one of 2.2.1.',
    )
  }
  await services.releases.update(actors.maintainer, PUBLIC, night.revision, {
    pinned: true,
    description: 'Kept for the workshop in spring: everybody works with this build.',
  })
  await services.retention.setRules(actors.owner, PUBLIC, {
    enabled: true,
    keepLast: 30,
    keepDays: 45,
    keepMonthly: true,
    keepReplacedDays: 90,
  })
  const corrected = extensions.find(({ baseName }) => baseName === 'VolumeReport')
  if (corrected !== undefined) {
    // Another revision for the same release, as happens every night: the earlier files stay in the history.
    const later = { ...latest, at: latest.releasedAt + 9 * DAY, generation: 3 as const }
    await publish(
      context,
      PUBLIC,
      targets.map((target, at) => extensionItem(corrected, later, target, at)),
    )
  }
  const [gone] = await find(night.revision, 'ScriptGallery')
  if (gone !== undefined) await services.packages.delete(actors.maintainer, PUBLIC, 'extension', gone.id)
}

async function publish({ services, actors, dates }: Context, app: string, items: readonly DemoItem[]): Promise<void> {
  await atOnce(items, STAGED_AT_ONCE, async (item) => {
    const staged = await services.files.stage(Readable.from([await item.bytes()]), {})
    const facts = item.kind === 'package' ? packageColumns(item.facts, item.at) : extensionColumns(item.facts)
    const delivery = { fileName: item.fileName, dated: true }
    const { id } = await services.publisher.publish(actors.robot, app, item.kind, facts, staged, delivery)
    dates.packages.push({ id, at: item.at })
  })
}

async function setDates(
  { services, db, now, dates }: Context,
  people: DemoPeople,
  spkBuilds: Backdated['spkBuilds'] & object,
): Promise<void> {
  const began = now - 430 * DAY
  const { owner, maintainer, reader, robot } = people
  const apps = await Promise.all(
    [PUBLIC, PRIVATE].map(async (slug, number) => ({
      id: (await services.apps.get(theServer, slug)).id,
      at: began + number * 300 * DAY,
    })),
  )
  const things: Backdated = {
    accounts: [owner, maintainer, reader, robot].map(({ id }, number) => ({ id, at: began + number * 60_000 })),
    apps,
    spkBuilds,
    ...dates,
    storageDays: 60,
  }
  await backdate(db, things)
}
