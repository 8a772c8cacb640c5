/** The list of packages as people look through it. */
import { type Expression, type ExpressionBuilder, sql } from 'kysely'
import { flag, type Queryable, rowCompare, type Tables } from '../../../platform/db/index.ts'
import type { PackageRow } from './tables.ts'

export type PackageFilter = {
  /** in name, display names and descriptions, whatever the case */
  text: string | undefined
  category: string | undefined
  /** canonical codes, one of which an active build is for */
  architectures: readonly string[] | undefined
  status: 'active' | 'archived' | 'pending' | 'all'
  /** account */
  maintainer: string | undefined
  /** sees packages that wait for approval: all, those one maintains, or none */
  pendingFor: { all: true } | { account: string } | null
}

/** By name. */
export function listPackages(
  db: Queryable,
  filter: PackageFilter,
  limit: number,
  after: string | undefined,
): Promise<PackageRow[]> {
  const { text, category, architectures, status, maintainer, pendingFor } = filter
  let query = db.selectFrom('spk_package').selectAll().orderBy('name').limit(limit)
  if (after !== undefined) query = query.where('name', '>', after)
  if (category !== undefined) query = query.where('category', '=', category)
  if (maintainer !== undefined) query = query.where((eb) => isMaintainedBy(eb, maintainer))
  if (status === 'pending') query = query.where('pending', '=', 1)
  else if (status !== 'all') {
    query = query.where((eb) =>
      status === 'active' ? hasBuild(eb, 1) : eb.and([hasBuild(eb), eb.not(hasBuild(eb, 1))]),
    )
  }
  if (pendingFor === null) query = query.where('pending', '=', 0).where((eb) => hasBuild(eb))
  else if ('account' in pendingFor) {
    query = query.where((eb) => eb.or([eb('pending', '=', 0), isMaintainedBy(eb, pendingFor.account)]))
  }
  if (architectures !== undefined) query = query.where((eb) => hasBuildFor(eb, architectures))
  if (text !== undefined && text !== '') {
    query = query.where((eb) => isSpokenOf(eb, patternOf(text)))
  }
  return query.execute()
}

export type BuildFilter = {
  /** in the name of the package, whatever the case */
  text: string | undefined
  /** canonical code */
  architecture: string | undefined
  /** beginning of the version of the least firmware: `7.` or `7.1` */
  firmware: string | undefined
  /** account */
  publisher: string | undefined
  active: boolean | undefined
  signed: boolean | undefined
  beta: boolean | undefined
  /** account whose packages are meant; null: all */
  scope: string | null
}

/** Builds of all packages, newest first. */
export function listBuilds(db: Queryable, filter: BuildFilter, limit: number, after: [number, string] | undefined) {
  const { text, architecture, firmware, publisher, active, signed, beta, scope } = filter
  return db
    .selectFrom('spk_build')
    .innerJoin('spk_version', 'spk_version.id', 'spk_build.version_id')
    .innerJoin('spk_package', 'spk_package.id', 'spk_version.package_id')
    .selectAll('spk_build')
    .select(['spk_package.name as package_name', 'spk_version.version', 'spk_version.upstream_version'])
    .select('spk_version.beta')
    .orderBy('spk_build.created_at', 'desc')
    .orderBy('spk_build.id', 'desc')
    .limit(limit)
    .$if(after !== undefined, (query) =>
      query.where(rowCompare(['spk_build.created_at', 'spk_build.id'], 'desc', after ?? [0, ''])),
    )
    .$if(text !== undefined && text !== '', (query) =>
      query.where((eb) => like(eb.ref('spk_package.name'), patternOf(text ?? ''))),
    )
    .$if(publisher !== undefined, (query) => query.where('spk_build.publisher_id', '=', publisher ?? ''))
    .$if(active !== undefined, (query) => query.where('spk_build.active', '=', flag(active === true)))
    .$if(signed !== undefined, (query) => query.where('spk_build.signed', '=', flag(signed === true)))
    .$if(beta !== undefined, (query) => query.where('spk_version.beta', '=', flag(beta === true)))
    .$if(firmware !== undefined, (query) =>
      query.where('spk_build.firmware_min', 'in', (eb) =>
        eb
          .selectFrom('spk_firmware')
          .select('build')
          .where((inner) =>
            inner.or([inner('version', '=', firmware ?? ''), inner('version', 'like', `${firmware ?? ''}.%`)]),
          ),
      ),
    )
    .$if(architecture !== undefined, (query) =>
      query.where('spk_build.id', 'in', (eb) =>
        eb
          .selectFrom('spk_build_architecture')
          .select('build_id')
          .where('architecture', '=', architecture ?? ''),
      ),
    )
    .$if(scope !== null, (query) =>
      query.where('spk_package.id', 'in', (eb) =>
        eb
          .selectFrom('spk_maintainer')
          .select('package_id')
          .where('account_id', '=', scope ?? ''),
      ),
    )
    .execute()
}

type OfPackage = ExpressionBuilder<Tables, 'spk_package'>

const hasBuild = (eb: OfPackage, active?: 1) =>
  eb.exists(
    eb
      .selectFrom('spk_version')
      .innerJoin('spk_build', 'spk_build.version_id', 'spk_version.id')
      .select('spk_build.id')
      .whereRef('spk_version.package_id', '=', 'spk_package.id')
      .$if(active !== undefined, (query) => query.where('spk_build.active', '=', 1)),
  )

const hasBuildFor = (eb: OfPackage, architectures: readonly string[]) =>
  eb.exists(
    eb
      .selectFrom('spk_version')
      .innerJoin('spk_build', 'spk_build.version_id', 'spk_version.id')
      .innerJoin('spk_build_architecture', 'spk_build_architecture.build_id', 'spk_build.id')
      .select('spk_build.id')
      .whereRef('spk_version.package_id', '=', 'spk_package.id')
      .where('spk_build.active', '=', 1)
      .where('spk_build_architecture.architecture', 'in', architectures),
  )

const isMaintainedBy = (eb: OfPackage, account: string) =>
  eb.exists(
    eb
      .selectFrom('spk_maintainer')
      .select('account_id')
      .whereRef('package_id', '=', 'spk_package.id')
      .where('account_id', '=', account),
  )

const like = (column: Expression<unknown>, pattern: string) =>
  sql<boolean>`lower(${column}) like ${pattern} escape '\\'`

const patternOf = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

function isSpokenOf(eb: OfPackage, pattern: string) {
  const names = eb
    .selectFrom('spk_version')
    .innerJoin('spk_display_name', 'spk_display_name.version_id', 'spk_version.id')
    .select('spk_version.id')
    .whereRef('spk_version.package_id', '=', 'spk_package.id')
    .where((inner) => like(inner.ref('spk_display_name.name'), pattern))
  const descriptions = eb
    .selectFrom('spk_version')
    .innerJoin('spk_build', 'spk_build.version_id', 'spk_version.id')
    .innerJoin('spk_description', 'spk_description.build_id', 'spk_build.id')
    .select('spk_version.id')
    .whereRef('spk_version.package_id', '=', 'spk_package.id')
    .where((inner) => like(inner.ref('spk_description.description'), pattern))
  return eb.or([like(eb.ref('spk_package.name'), pattern), eb.exists(names), eb.exists(descriptions)])
}

/** Of packages with an active build that need no approval: how many, and their categories. */
export async function activePackages(db: Queryable): Promise<{ packages: number; categories: string[] }> {
  const rows = await db
    .selectFrom('spk_package')
    .select(['category', (eb) => eb.fn.countAll<number>().as('packages')])
    .where('pending', '=', 0)
    .where((eb) => hasBuild(eb, 1))
    .groupBy('category')
    .execute()
  return {
    packages: rows.reduce((sum, row) => sum + Number(row.packages), 0),
    categories: rows.flatMap((row) => row.category ?? []).sort(),
  }
}

export const pendingPackages = async (db: Queryable): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('spk_package')
        .select((eb) => eb.fn.countAll<number>().as('packages'))
        .where('pending', '=', 1)
        .executeTakeFirstOrThrow()
    ).packages,
  )
