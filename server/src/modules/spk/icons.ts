/** The icons of a version: staged with an archive, shown with the rows of the version. */
import { Readable } from 'node:stream'
import type { IconSize, Spk } from '@slipway/spk'
import type { Queryable } from '../../platform/db/index.ts'
import type { Files, Staged } from '../files/index.ts'
import { iconPath } from './paths.ts'
import * as store from './store/index.ts'

export type StagedIcons = ReadonlyMap<IconSize, Staged>

/** What is not adopted must be discarded; so it is when this throws. */
export async function stageIcons(files: Files, spk: Spk): Promise<StagedIcons> {
  const icons = new Map<IconSize, Staged>()
  try {
    for (const [size, picture] of spk.icons) icons.set(size, await files.stage(Readable.from([picture]), {}))
    return icons
  } catch (error) {
    await discardIcons(files, icons)
    throw error
  }
}

export async function discardIcons(files: Files, icons: StagedIcons): Promise<void> {
  for (const icon of icons.values()) await files.discard(icon)
}

/** These are the icons of the version, and no others. */
export async function setIcons(
  tx: Queryable,
  files: Files,
  owner: { packageId: string; packageName: string; versionId: string; version: number },
  icons: StagedIcons,
): Promise<void> {
  for (const { path } of await store.iconsOf(tx, [owner.versionId])) await store.deleteFile(tx, path)
  for (const [size, picture] of icons) {
    await files.adopt(tx, picture)
    await store.insertFile(tx, {
      path: iconPath(owner.packageName, owner.version, Number(size)),
      kind: 'icon',
      package_id: owner.packageId,
      version_id: owner.versionId,
      build_id: null,
      position: Number(size),
      sha256: picture.sha256,
      size: picture.size,
      content_type: 'image/png',
      created_at: Date.now(),
    })
  }
}
