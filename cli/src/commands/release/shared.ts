import type { Release, ReleaseDetail, Slipway } from '@slipway/sdk'
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

/**
 * The draft that is meant, or else the stable release of this name. When a part of a draft was promoted, its revision
 * means the release, and what was left is found beside it.
 */
export async function findDraft(slipway: Slipway, app: string, reference: string): Promise<ReleaseDetail> {
  const found = await slipway.releases.get(app, reference)
  if (found.stage === 'draft' || found.revision !== reference) return found
  for await (const draft of slipway.releases.iterate(app, { stage: 'draft', limit: 1000 })) {
    if (draft.revision === reference) return slipway.releases.get(app, draft.id)
  }
  return found
}
