/** What is built in one night: installers and extensions with their facts and their bytes. */
import type { ExtensionFacts, PackageFacts } from '@slipway/contract'
import { type ArchiveFile, archiveOf } from './archives.ts'
import { type DemoExtension, extensions } from './extensions.ts'
import { iconOf, screenshotOf } from './pictures.ts'
import { commitOf, randomOf } from './random.ts'
import type { Build } from './releases.ts'

export const targets = [
  { os: 'linux', arch: 'amd64' },
  { os: 'win', arch: 'amd64' },
  { os: 'macosx', arch: 'amd64' },
  { os: 'macosx', arch: 'arm64' },
] as const
type Target = (typeof targets)[number]

type Shared = { fileName: string; at: number; bytes(): Promise<Buffer> }
export type DemoItem =
  | ({ kind: 'package'; facts: PackageFacts } & Shared)
  | ({ kind: 'extension'; facts: ExtensionFacts } & Shared)

const MINUTE = 60_000
const typeFor = ({ os }: Target): 'zip' | 'tar.gz' => (os === 'win' ? 'zip' : 'tar.gz')

/** Installers of one build, for all targets. */
export function installersOf(application: string, build: Build): DemoItem[] {
  return targets.map((target, number) => {
    const folder = `${application}-${build.version}-${target.os}-${target.arch}`
    const at = build.at + (40 + 11 * number) * MINUTE
    return {
      kind: 'package',
      fileName: `${folder}.${typeFor(target)}`,
      at,
      facts: {
        baseName: application,
        ...target,
        revision: build.revision,
        version: build.version,
        preRelease: build.nightly,
        buildDate: new Date(at).toISOString(),
        repositoryType: 'git',
        repositoryUrl: 'https://git.example.org/slicer-demo/slicer-demo.git',
        description: `${application} ${build.version} for ${target.os} on ${target.arch}.`,
      },
      bytes: () => archiveOf(typeFor(target), folder, contentsOfApplication(application, build, folder), new Date(at)),
    }
  })
}

function contentsOfApplication(application: string, build: Build, folder: string): ArchiveFile[] {
  const random = randomOf(folder)
  return [
    {
      path: 'README.txt',
      content: `${application} ${build.version}, revision ${build.revision}.\nMade up for a demo.\n`,
    },
    { path: `bin/${application}`, content: random.bytes(random.between(60_000, 140_000)), program: true },
    { path: 'lib/libdata.bin', content: random.bytes(random.between(20_000, 40_000)) },
  ]
}

/** Extensions of one build: not all exist yet, not all are for every target, and some fail on some nights. */
export function extensionsOf(build: Build, all: readonly DemoExtension[] = extensions): DemoItem[] {
  const items: DemoItem[] = []
  for (const extension of all) {
    if ((extension.since ?? 0) > build.generation) continue
    for (const target of targets) {
      if (extension.only !== undefined && !extension.only.includes(target.os)) continue
      if (!isBuilt(extension, build, target)) continue
      items.push(extensionItem(extension, build, target, items.length))
    }
  }
  return items
}

function isBuilt({ baseName, tier }: DemoExtension, build: Build, { os, arch }: Target): boolean {
  // The build machine for Apple silicon came after the first release, and the one for Windows had a bad night.
  if (build.generation === 0 && arch === 'arm64') return tier === 5
  const random = randomOf(`${baseName} built for ${os}-${arch} in ${build.revision}`)
  if (build.nightly && os === 'win' && isBadNight(build)) return random.chance(0.4)
  return !random.chance(build.nightly ? 0.04 : 0.015)
}

const isBadNight = ({ revision }: Build): boolean => revision.endsWith('7') || revision.endsWith('2')

/** An extension changes every now and then; between two changes only the application it is built against does. */
export function extensionItem(extension: DemoExtension, build: Build, target: Target, number: number): DemoItem {
  const { baseName, category, tier, license, keywords, dependency } = extension
  const random = randomOf(`changes of ${baseName}`)
  const period = random.between(2, 9)
  const change = build.nightly ? `night ${Math.floor(Number(build.revision) / period)}` : `release ${build.generation}`
  const revision = commitOf(`${baseName} ${change}`)
  const folder = `${build.revision}-${target.os}-${target.arch}-${baseName}-git${revision}`
  const at = build.at + 95 * MINUTE + number * 7_000
  return {
    kind: 'extension',
    fileName: `${folder}.${typeFor(target)}`,
    at,
    facts: {
      baseName,
      ...target,
      revision,
      appRevision: build.revision,
      repositoryType: 'git',
      repositoryUrl: `https://git.example.org/slicer-demo/${baseName}.git`,
      description: `<p>${extension.description}</p><p>Part of a <em>made-up</em> catalogue.</p>`,
      category,
      tier,
      license,
      keywords,
      iconUrl: iconOf(baseName),
      homepage: `https://example.org/extensions/${baseName}`,
      screenshots: Array.from({ length: random.between(1, 2) }, (_, shot) => screenshotOf(baseName, shot)).join(' '),
      contributors: contributorsOf(baseName),
      developmentStatus: tier === 5 ? 'stable' : tier === 3 ? 'beta' : 'experimental',
      enabled: true,
      ...(dependency !== undefined && { dependency }),
    },
    bytes: () => archiveOf(typeFor(target), folder, contentsOf(extension, folder), new Date(at)),
  }
}

function contentsOf({ baseName, description, license }: DemoExtension, folder: string): ArchiveFile[] {
  const random = randomOf(folder)
  return [
    { path: `share/${baseName}.json`, content: `${JSON.stringify({ baseName, description, license }, null, 2)}\n` },
    {
      path: `lib/qt-scripted-modules/${baseName}.py`,
      content: `"""${description}"""\n\nTITLE = ${JSON.stringify(baseName)}\n`,
    },
    { path: `lib/qt-loadable-modules/lib${baseName}.bin`, content: random.bytes(random.between(2_000, 12_000)) },
  ]
}

const FIRST = ['Ada', 'Bao', 'Chidi', 'Dana', 'Emre', 'Freya', 'Goro', 'Hana', 'Ines', 'Jonas', 'Kofi', 'Lucía']
const LAST = ['Sample', 'Muster', 'Beispiel', 'Exemplo', 'Modelo', 'Ejemplo', 'Tanaka-Sample', 'Doe']
const PLACES = ['Example University', 'Sample Hospital', 'Institute of Made-up Medicine', 'Demo Labs']

function contributorsOf(baseName: string): string {
  const random = randomOf(`contributors of ${baseName}`)
  const pick = (list: readonly string[]): string => list[random.between(0, list.length - 1)] as string
  return Array.from({ length: random.between(1, 4) }, () => `${pick(FIRST)} ${pick(LAST)} (${pick(PLACES)})`).join(', ')
}
