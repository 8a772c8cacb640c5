/** What can be said of an extension, for flags and manifests alike. */
import type { Command } from '@commander-js/extra-typings'
import type { ExtensionInput } from '@slipway/sdk'

export type ExtensionFacts = Omit<ExtensionInput, 'upload' | 'sha256' | 'sha512'>
export type FactName = keyof ExtensionFacts

type Fact = { flag: string; help: string; is: 'text' | 'number' | 'flag' }

const text = (flag: string, help = ''): Fact => ({ flag: `${flag} <text>`, help, is: 'text' })

/** In the order of the help. */
export const extensionFacts: Record<FactName, Fact> = {
  baseName: { ...text('--base-name', 'e.g. SegmentTools'), flag: '--base-name <name>' },
  revision: { ...text('--revision', 'commit of the extension'), flag: '--revision <revision>' },
  appRevision: {
    ...text('--app-revision', 'application revision it was built against: decides which release or draft it goes to'),
    flag: '--app-revision <revision>',
  },
  os: { ...text('--os', 'linux, win or macosx (default: that of this machine)'), flag: '--os <os>' },
  arch: { ...text('--arch', 'amd64, arm64, i386, … (default: that of this machine)'), flag: '--arch <arch>' },
  description: text('--description', 'simple HTML is kept'),
  category: text('--category'),
  tier: { flag: '--tier <number>', help: 'how well it is kept', is: 'number' },
  keywords: text('--keywords'),
  homepage: text('--homepage'),
  iconUrl: text('--icon-url'),
  screenshots: text('--screenshots', 'addresses separated by spaces'),
  contributors: text('--contributors'),
  dependency: text('--dependency', 'base names separated by spaces'),
  recommends: text('--recommends', 'base names separated by spaces'),
  license: text('--license'),
  developmentStatus: text('--development-status'),
  dicomSupportRule: text('--dicom-support-rule'),
  enabled: { flag: '--enabled', help: 'enabled right after its installation', is: 'flag' },
  repositoryType: text('--repository-type', 'e.g. git'),
  repositoryUrl: text('--repository-url'),
  fileName: text('--file-name', 'name under which people get it (default: that of the file)'),
  contentType: text('--content-type', 'default: by the file name'),
  replace: {
    flag: '--replace',
    help: 'maintainers: put other bytes in place of the same revision in a stable release',
    is: 'flag',
  },
}

export const requiredFacts = ['baseName', 'revision', 'appRevision', 'os', 'arch'] as const satisfies FactName[]

/** Adds a flag for each of these facts. */
export function withFacts<C extends Command<never[] | unknown[]>>(command: C, names: readonly FactName[]): C {
  for (const name of names) {
    const { flag, help, is } = extensionFacts[name]
    if (is === 'number') command.option(flag, help, Number)
    else command.option(flag, help)
  }
  return command
}

export const factNames = Object.keys(extensionFacts) as FactName[]
