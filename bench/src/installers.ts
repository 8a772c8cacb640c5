/** The catalogue of a download site: 20,000 installers of 5,000 nights, one night in fifty a stable release. */
import { migrations } from '../../server/src/migrations/index.ts'
import { migrate, openDatabase } from '../../server/src/platform/db/index.ts'
import { type Build, draftOf, extension, insertBuilds, makeApp, TARGETS } from './catalogue.ts'

const NIGHTS = 5000
const NIGHTS_QUICK = 500
const A_RELEASE = 50
const AT_ONCE = 250

/** `5.12` of the release of that night, or nothing. */
export const releaseOf = (night: number): string | undefined =>
  night % A_RELEASE === 0 ? `5.${night / A_RELEASE}` : undefined

export const nightsOf = (quick: boolean): number => (quick ? NIGHTS_QUICK : NIGHTS)

/** Fills a new database. */
export async function fillInstallers(url: string, quick: boolean): Promise<void> {
  const db = await openDatabase(url)
  try {
    await migrate(db, migrations)
    const app = await makeApp(db)
    for (let first = 0; first < nightsOf(quick); first += AT_ONCE) {
      const nights = Array.from({ length: AT_ONCE }, (_, index) => draftOf(app, first + index))
      await db.write(async (tx) => {
        const releases = nights.map((draft, index) => {
          const name = releaseOf(first + index)
          const stable = name && ({ stage: 'stable', name, name_key: name, released_at: draft.created_at } as const)
          return { ...draft, ...stable, packages: TARGETS.length, bytes: TARGETS.length * 400_000_000 }
        })
        await tx.insertInto('release').values(releases).execute()
        await insertBuilds(
          tx,
          releases.flatMap((release) => TARGETS.map(([os, arch]) => installer(app, release, os, arch))),
        )
      })
    }
  } finally {
    await db.close()
  }
}

function installer(
  app: string,
  { id, revision, stage, name, created_at }: ReturnType<typeof draftOf>,
  os: string,
  arch: string,
): Build {
  const build = extension(app, id, revision, created_at, 0, os, arch)
  const version = stage === 'stable' ? name : `5.999.0-${new Date(created_at).toISOString().slice(0, 10)}`
  const facts = { kind: 'package', base_name: 'Viewer', revision, version, build_date: created_at } as const
  return {
    ...build,
    package: { ...build.package, ...facts, category: null, tier: null, enabled: null, pre_release: 0 },
  }
}
