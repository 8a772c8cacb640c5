/** What a folder holds, as the files of a zip: only what the caller may see, and only current files. */
import type { Actor } from '../../modules/access/index.ts'
import type { EntryRow } from '../../modules/packages/index.ts'
import { childrenOf } from './children.ts'
import { releaseLevel } from './levels.ts'
import type { GirderServices } from './services.ts'
import { type Folder, nameOf } from './tree.ts'
import type { ZipEntry } from './zip.ts'

/** All files below a folder, each in a folder named as its item unless it is called like that itself. */
export async function filesBelow(
  services: GirderServices,
  actor: Actor,
  folder: Folder,
  above: readonly string[] = [],
): Promise<ZipEntry[]> {
  const path = [...above, nameOf(folder)]
  const found: ZipEntry[] = []
  for await (const row of itemsIn(services, actor, folder)) {
    const file = fileOf(services, actor, row, path)
    if (file !== undefined) found.push(file)
  }
  for (const child of await childrenOf(services, actor, folder)) {
    found.push(...(await filesBelow(services, actor, child, path)))
  }
  return found
}

/** The current file of an item; nothing as long as it has none. */
export function fileOf(
  { downloads }: GirderServices,
  actor: Actor,
  row: EntryRow,
  above: readonly string[],
): ZipEntry | undefined {
  const { file_id: id, file_name: name, file_size: size } = row
  if (id === null || name === null || size === null) return undefined
  return {
    folders: name === row.name ? above : [...above, row.name],
    name,
    size,
    changedAt: row.updated_at,
    download: () => downloads.byId(actor, id),
  }
}

/** Items directly in a folder. */
export async function* itemsIn(
  { entries }: GirderServices,
  actor: Actor,
  folder: Folder,
): AsyncGenerator<EntryRow, undefined> {
  if (folder.kind !== 'release' && folder.kind !== 'extensions') return
  const { app, release } = folder
  const runs = entries.runs({
    app: app.id,
    kind: folder.kind === 'release' ? 'package' : 'extension',
    releases: [release.id],
    onlyPublic: releaseLevel(actor, app, release) < 0,
    published: true,
  })
  for await (const rows of runs) yield* rows
}
