/** What a list shows of packages. */
import type { SpkPackage } from '@slipway/contract'
import { FALLBACK_LANGUAGE, versionString } from '@slipway/spk'
import type { Queryable } from '../../platform/db/index.ts'
import { grouped } from './grouped.ts'
import * as store from './store/index.ts'

export type Card = Omit<SpkPackage, 'downloads' | 'recentDownloads'>

/** The version people see first, and those of its builds that matter. */
type Shown = { version: store.VersionRow; builds: store.BuildRow[]; active: boolean }

/** By id of the package; texts in `language`, or else in English. */
export async function cardsOf(
  db: Queryable,
  rows: readonly store.PackageRow[],
  language: string,
): Promise<Map<string, Card>> {
  const shown = await shownVersions(
    db,
    rows.map((row) => row.id),
  )
  const versionIds = [...shown.values()].map(({ version }) => version.id)
  const buildIds = [...shown.values()].flatMap(({ builds }) => builds.map((build) => build.id))
  const names = grouped(await store.displayNamesOf(db, versionIds), (row) => row.version_id)
  const icons = grouped(await store.iconsOf(db, versionIds), (row) => row.version_id ?? '')
  const texts = grouped(await store.descriptionsOf(db, buildIds), (row) => row.build_id)
  const codes = grouped(await store.architecturesOf(db, buildIds), (row) => row.build_id)
  const inLanguage = <T extends { language: string }>(all: readonly T[] = []): T | undefined =>
    all.find((one) => one.language === language) ?? all.find((one) => one.language === FALLBACK_LANGUAGE)

  const cards = rows.map((row): Card => {
    const { version, builds = [], active = false } = shown.get(row.id) ?? {}
    const own = version?.id ?? ''
    const architectures = builds.flatMap((build) => (codes.get(build.id) ?? []).map((code) => code.architecture))
    return {
      id: row.id,
      name: row.name,
      displayName: inLanguage(names.get(own))?.name || row.name,
      description: inLanguage(texts.get(builds[0]?.id ?? ''))?.description ?? '',
      category: row.category,
      icon: icons.get(own)?.at(-1)?.path ?? null,
      version: version === undefined ? null : versionString(version.upstream_version, version.version),
      beta: version?.beta === 1,
      active,
      pending: row.pending === 1,
      architectures: [...new Set(architectures)].sort(),
      createdAt: new Date(row.created_at).toISOString(),
      updatedAt: new Date(version?.created_at ?? row.created_at).toISOString(),
    }
  })
  return new Map(cards.map((card) => [card.id, card]))
}

/** The highest version with an active build, or else the highest with any. */
async function shownVersions(db: Queryable, packages: readonly string[]): Promise<Map<string, Shown>> {
  const versions = await store.versionsOf(db, packages)
  const builds = grouped(
    await store.buildsOf(
      db,
      versions.map((row) => row.id),
    ),
    (build) => build.version_id,
  )
  const shown = new Map<string, Shown>()
  for (const version of versions) {
    const all = builds.get(version.id) ?? []
    const active = all.filter((build) => build.active === 1)
    const before = shown.get(version.package_id)
    if (all.length === 0 || before?.active) continue
    if (active.length > 0) shown.set(version.package_id, { version, builds: active, active: true })
    else if (before === undefined) shown.set(version.package_id, { version, builds: all, active: false })
  }
  return shown
}
