/** What releases need of the packages in them; the module of the packages gives it, so that it can build on releases. */
import type { PromotionItem, Target } from '@slipway/contract'
import type { Queryable } from '../../platform/db/index.ts'

export type Counts = { packages: number; extensions: number; bytes: number }
export type Slot = Pick<PromotionItem, 'kind' | 'baseName' | 'os' | 'arch'>
export type DeletedItem = {
  id: string
  kind: 'package' | 'extension'
  name: string
  deletedAt: number
  deletedBy: string | null
  bytes: number
}

export interface ReleaseContents {
  count(db: Queryable, release: string): Promise<Counts>
  targets(db: Queryable, release: string): Promise<Target[]>
  /** what there are installers for, by release; in the order of os and arch */
  platforms(db: Queryable, releases: readonly string[]): Promise<Map<string, { os: string; arch: string }[]>>
  /** sorted by kind, base name, os, arch */
  items(db: Queryable, release: string): Promise<PromotionItem[]>
  /** moves packages between releases of one revision; names that the templates give stay */
  move(tx: Queryable, ids: readonly string[], to: string): Promise<void>
  /** the same with all of a release, what is in the trash included */
  moveAll(tx: Queryable, from: string, to: string): Promise<void>
  /** to the trash, together with its release */
  trash(tx: Queryable, release: string, at: number, by: string | null): Promise<void>
  restore(tx: Queryable, release: string): Promise<void>
  deletedItems(db: Queryable, app: string): Promise<DeletedItem[]>
  /** restores one package; answers its release, or `undefined` when it is not in the trash by itself */
  restoreItem(
    tx: Queryable,
    app: string,
    id: string,
  ): Promise<{ release: string; kind: string; name: string } | undefined>
  purgeItem(tx: Queryable, app: string, id: string): Promise<{ kind: string; name: string } | undefined>
  purgeItemsBefore(tx: Queryable, time: number): Promise<number>
  /** forgets replaced files of an application that are older than this */
  purgeReplaced(tx: Queryable, app: string, before: number): Promise<number>
}
