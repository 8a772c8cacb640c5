import type { Release, ReleaseDetail } from '@slipway/sdk'
import { readStandardInput } from '../../ask.ts'
import { readText } from '../../files.ts'
import { count, size, time, yesNo } from '../../output/format.ts'
import type { Facts } from '../../output/output.ts'
import type { Column } from '../../output/table.ts'

export const releaseFacts = (release: ReleaseDetail): Facts => [
  [release.stage === 'draft' ? 'Draft' : 'Release', release.name],
  ['Id', release.id],
  ['Revision', release.revision],
  ['Public', yesNo(release.public)],
  ['Pinned', release.pinned ? 'yes' : undefined],
  ['Created', time(release.createdAt)],
  ['Released', release.releasedAt === null ? undefined : time(release.releasedAt)],
  ['Promoted from', release.promotedFrom],
  ['Holds', `${amounts(release)}, ${size(release.bytes)}`],
  ['Built for', release.targets.map((target) => `${target.os}-${target.arch}: ${amounts(target)}`).join('\n')],
  ['Notes', release.description],
]

export const releaseColumns: readonly Column<Release>[] = [
  { head: 'release', value: (release) => release.name },
  { head: 'revision', value: (release) => release.revision },
  { head: 'released', value: (release) => time(release.releasedAt ?? release.createdAt) },
  { head: 'public', value: (release) => yesNo(release.public) },
  { head: 'packages', value: (release) => String(release.packages), right: true },
  { head: 'extensions', value: (release) => String(release.extensions), right: true },
  { head: 'size', value: (release) => size(release.bytes), right: true },
]

const amounts = ({ packages, extensions }: { packages: number; extensions: number }): string =>
  `${count(packages, 'package')}, ${count(extensions, 'extension')}`

/** Release notes: Markdown from a file, or from standard input for `-`. */
export const readNotes = async (file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : file === '-' ? readStandardInput() : readText(file)
