/** Pure rules of applications: how they are named and shown. */
import type { App, Collection, LatestReleases, RetentionRules } from '@slipway/contract'
import { isId } from '../../platform/crypto/ids.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, may, permissions } from '../access/index.ts'
import type { AppRow, CollectionRow } from './store.ts'

export const DEFAULT_COLLECTION = 'Applications'

/** Nothing is deleted until somebody says what is to be kept. */
export const DEFAULT_RULES: RetentionRules = {
  enabled: false,
  keepLast: null,
  keepDays: null,
  keepMonthly: false,
  keepReplacedDays: 90,
}

/** The word for addresses made from a name: `3D Slicer` → `3d-slicer`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 60)
    .replaceAll(/[^a-z0-9]+$/g, '')
  return slug === '' || isId(slug) ? 'app' : slug
}

/** Names that look like ids would be taken for ids. */
export function requireNoId(field: string, value: string): void {
  if (isId(value.toLowerCase()))
    throw wrongField(field, 'must not consist of 24 hex digits, which would be read as an id')
}

const NO_RELEASES: LatestReleases = { stable: null, draft: null }

export const presentApp = (row: AppRow, actor: Actor, latest: LatestReleases = NO_RELEASES): App => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  collection: row.collection,
  homepage: row.homepage,
  public: row.public === 1,
  applicationPackageNameTemplate: row.package_template,
  extensionPackageNameTemplate: row.extension_template,
  createdAt: new Date(row.created_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
  latest,
  permissions: permissions(actor, guarded(row)),
})

/** What access depends on. */
export const guarded = (row: { id: string; public: number }) => ({ id: row.id, public: row.public === 1 })

/** What was found by `reference`, if the actor may know of it: otherwise there is none. */
export function knownTo<Row extends Pick<AppRow, 'id' | 'public'>>(
  actor: Actor,
  reference: string,
  found: Row | undefined,
): Row {
  if (found !== undefined && may(actor, 'app.read', guarded(found))) return found
  throw new Problem('app_not_found', {
    detail: `There is no application ${JSON.stringify(reference)}.`,
    details: { app: reference },
  })
}

/** `used`: the ids of collections that have applications. */
export const presentCollection = (row: CollectionRow, used: ReadonlySet<string>): Collection => ({
  id: row.id,
  name: row.name,
  description: row.description,
  public: row.public === 1,
  empty: !used.has(row.id),
  createdAt: new Date(row.created_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
})
