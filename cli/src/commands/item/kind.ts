/** What the commands of packages and extensions share: both are published, found and removed alike. */
import type { CallOptions, Extension, ExtensionPage, File, Package, PackagePage, Slipway } from '@slipway/sdk'
import { NotFound, UsageError } from '../../failures.ts'
import { size, time } from '../../output/format.ts'
import type { Facts } from '../../output/output.ts'

export type ItemKind = 'package' | 'extension'
export type Item = Package | Extension

export type ItemQuery = {
  release?: string | undefined
  stage?: 'draft' | 'stable' | undefined
  os?: string | undefined
  arch?: string | undefined
  baseName?: string | undefined
  revision?: string | undefined
  q?: string | undefined
  limit?: number | undefined
}

/** The methods both nouns have. */
export type Items = {
  list(app: string, query?: ItemQuery, options?: CallOptions): Promise<PackagePage | ExtensionPage>
  iterate(app: string, query?: ItemQuery, options?: CallOptions): AsyncGenerator<Item, void>
  get(app: string, id: string): Promise<Item>
  delete(app: string, id: string): Promise<void>
  yank(app: string, id: string, reason: string): Promise<void>
  unyank(app: string, id: string): Promise<void>
  listFiles(app: string, id: string): Promise<File[]>
}

export const itemsOf = (slipway: Slipway, kind: ItemKind): Items =>
  kind === 'package' ? slipway.packages : slipway.extensions

export type Narrowing = Pick<ItemQuery, 'release' | 'os' | 'arch'>

const MOST_LISTED = 10

/** The one that is meant: by id, or by base name when that and the options leave only one. */
export async function findItem(
  slipway: Slipway,
  kind: ItemKind,
  app: string,
  reference: string,
  narrowing: Narrowing = {},
): Promise<Item> {
  const items = itemsOf(slipway, kind)
  if (/^[0-9a-f]{24}$/.test(reference)) return items.get(app, reference)
  return onlyOne(await candidates(items, app, { ...narrowing, baseName: reference }), `${kind} ${reference}`)
}

/** Newest first; one more than can be told of. */
export async function candidates(items: Items, app: string, query: ItemQuery): Promise<Item[]> {
  return (await items.list(app, { ...query, limit: MOST_LISTED + 1 })).items
}

export function onlyOne(found: readonly Item[], wanted: string): Item {
  const [first, ...others] = found
  if (first === undefined) throw new NotFound(`There is no ${wanted}.`)
  if (others.length === 0) return first
  const lines = found
    .slice(0, MOST_LISTED)
    .map(({ id, baseName, os, arch, release }) => `  ${id}  ${baseName} for ${os}-${arch} in ${release.name}`)
  if (found.length > MOST_LISTED) lines.push('  …')
  throw new UsageError(
    `There are several: ${wanted}.\n${lines.join('\n')}`,
    'Narrow it by --release, --os, --arch, or give the id.',
  )
}

export const itemFacts = (item: Item): Facts => [
  ['Name', item.name],
  ['Id', item.id],
  [item.release.stage === 'draft' ? 'Draft' : 'Release', item.release.name],
  ['Base name', item.baseName],
  ['For', `${item.os}-${item.arch}`],
  ['Version', 'version' in item ? item.version : undefined],
  ['Revision', item.revision],
  ['Built against', 'version' in item ? undefined : item.release.revision],
  ['Category', 'category' in item ? item.category : undefined],
  ['Tier', 'tier' in item && item.tier !== null ? String(item.tier) : undefined],
  ['Licence', 'license' in item ? item.license : undefined],
  ['Description', item.description],
  ['Repository', item.repositoryUrl],
  ['File', `${item.file.name} (${size(item.file.size)})`],
  ['SHA-256', item.file.sha256],
  ['SHA-512', item.file.sha512],
  ['Published', time(item.createdAt)],
  ['Bytes changed', item.bytesChangedAt === null ? undefined : time(item.bytesChangedAt)],
  ['Yanked', item.yanked === null ? undefined : `${time(item.yanked.at)}: ${item.yanked.reason}`],
]
