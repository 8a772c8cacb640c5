/** A small catalogue, published the way a build farm does it. */
import { blobSource, Slipway } from '@slipway/sdk'
import { administrator, reader } from './people.ts'
import { fillSpks } from './spks.ts'

type Target = { os: 'linux' | 'win' | 'macosx'; arch: string; ending: string }
const targets: Target[] = [
  { os: 'win', arch: 'amd64', ending: 'exe' },
  { os: 'macosx', arch: 'amd64', ending: 'dmg' },
  { os: 'macosx', arch: 'arm64', ending: 'dmg' },
  { os: 'linux', arch: 'amd64', ending: 'tar.gz' },
]
const [windows, intelMac, , linux] = targets as [Target, Target, Target, Target]

/** Ids of what tests go to directly. */
export type Catalogue = { linuxInstaller: string; replacedInstaller: string; segmentTools: string; yanked: string }

/** Names, so that tests can say what they look for. */
export const stable = { name: '5.8.1', revision: '34605' }
export const older = { name: '5.8.0', revision: '34500' }
export const preview = { revision: '34610' }
const FILLERS = 60

export async function fillCatalogue(url: string): Promise<Catalogue> {
  const slipway = new Slipway({ url, key: administrator.key })
  await slipway.apps.create({
    name: 'Viewer',
    description: 'Shows and measures volumes, and is extended by what others build for it.',
    homepage: 'https://viewer.example.org',
  })
  await slipway.apps.create({ name: 'Dry dock', slug: 'dry-dock', description: 'Not for strangers.', public: false })
  await slipway.site.update({ registration: 'open' })
  await slipway.accounts.create({ login: reader.login, name: reader.name, password: reader.password })
  await slipway.members.set('dry-dock', reader.login, 'reader')

  await slipway.releases.create('viewer', older)
  const replacedInstaller = await installer(slipway, linux, older.revision, '5.8.0')
  await installer(slipway, linux, older.revision, '5.8.0', { bytes: 'built again', replace: true })

  await slipway.releases.create('viewer', {
    ...stable,
    description: '## What is new\n\n- *Faster* start\n- Quieter fans',
  })
  // One after the other: a search shows the newest.
  const installers: string[] = []
  for (const target of targets) installers.push(await installer(slipway, target, stable.revision, stable.name))
  const segmentTools = await segmentToolsOf(slipway, url.replace('localhost', '127.0.0.1'))
  const yanked = await extension(slipway, linux, 'LeakyHull', {
    category: 'Registration',
    iconUrl: 'https://leaky-hull.invalid/icon.png',
  })
  await slipway.extensions.yank('viewer', yanked, 'It loses measurements.')
  const names = Array.from({ length: FILLERS }, (_, at) => `Plank${String(at + 1).padStart(2, '0')}`)
  const fillers = names.flatMap((name, at) => targets.map((target) => ({ name, at, target })))
  await inParallel(fillers, ({ name, at, target }) =>
    extension(slipway, target, name, {
      category: at % 2 === 0 ? 'Filtering' : 'Informatics',
      license: at % 3 === 0 ? 'MIT' : 'Apache-2.0',
      tier: (at % 3) + 1,
      description: `Plank number ${at + 1} of the hull.`,
    }),
  )

  for (const target of [windows, intelMac, linux])
    await installer(slipway, target, preview.revision, '5.9.0', { preRelease: true })
  await fillSpks(slipway, reader.login)
  return { linuxInstaller: installers[targets.indexOf(linux)] ?? '', replacedInstaller, segmentTools, yanked }
}

/** Built for all but Macs with arm64, with everything an author can say; pictures are at the site `authors`. */
async function segmentToolsOf(slipway: Slipway, authors: string): Promise<string> {
  const facts = {
    category: 'Segmentation',
    license: 'BSD-3-Clause',
    tier: 3,
    description: '<p>Cuts volumes into <strong>named parts</strong>.</p><ul><li>by threshold</li><li>by hand</li></ul>',
    keywords: 'segment, threshold, watershed',
    contributors: 'Ada Keel, Bo Rudder',
    dependency: 'Plank01',
    homepage: 'https://segment-tools.example.org',
    repositoryUrl: 'https://github.com/example/segment-tools.git',
    iconUrl: `${authors}/preview.png`,
    screenshots: `${authors}/mark.svg ${authors}/preview.png`,
  }
  await extension(slipway, windows, 'SegmentTools', facts)
  await extension(slipway, intelMac, 'SegmentTools', facts)
  const made = await extension(slipway, linux, 'SegmentTools', facts)
  await extension(slipway, linux, 'SegmentTools', { ...facts, appRevision: preview.revision, revision: 'a0b1c2d' })
  return made
}

async function installer(
  slipway: Slipway,
  { os, arch, ending }: Target,
  revision: string,
  version: string,
  { bytes = '', replace, preRelease }: { bytes?: string; replace?: boolean; preRelease?: boolean } = {},
): Promise<string> {
  const name = `Viewer-${version}-${os}-${arch}.${ending}`
  const { package: made } = await slipway.packages.upload(
    'viewer',
    { baseName: 'Viewer', os, arch, revision, version, replace, preRelease },
    blobSource(new Blob([`installer ${name} ${bytes} `.repeat(500)]), name),
  )
  return made.id
}

type Facts = Partial<Parameters<Slipway['extensions']['upload']>[1]>

async function extension(slipway: Slipway, { os, arch }: Target, baseName: string, facts: Facts): Promise<string> {
  const name = `${facts.appRevision ?? stable.revision}-${os}-${arch}-${baseName}.tar.gz`
  const { extension: made } = await slipway.extensions.upload(
    'viewer',
    { baseName, os, arch, revision: 'f3b9a1c', appRevision: stable.revision, ...facts },
    blobSource(new Blob([`extension ${name} `.repeat(40)]), name),
  )
  return made.id
}

/** Eight at a time, as a build farm would. */
async function inParallel<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = items.map((item, at) => ({ item, at }))
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next.at] = await act(next.item)
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return results
}
