/**
 * A large catalogue, written row by row into an empty database: 300 extensions with full metadata for each of four
 * targets and many revisions. Everything follows from fixed numbers, so that every run measures the same.
 */
import { createHash } from 'node:crypto'
import { migrations } from '../../server/src/migrations/index.ts'
import { keepWording } from '../../server/src/modules/packages/index.ts'
import { newId } from '../../server/src/platform/crypto/ids.ts'
import { type Database, migrate, openDatabase, type Tables } from '../../server/src/platform/db/index.ts'

export const EXTENSIONS = 300
export const TARGETS = [
  ['linux', 'amd64'],
  ['win', 'amd64'],
  ['macosx', 'amd64'],
  ['macosx', 'arm64'],
] as const

const REVISIONS = 84
const REVISIONS_QUICK = 8
const AT_ONCE = 400
const DAY_MS = 86_400_000
const FIRST_NIGHT = Date.UTC(2025, 0, 1)

export const revisionName = (number: number): string => String(30_000 + number)

/** Fills a new database; answers how many extensions it has. */
export async function fillCatalogue(url: string, quick: boolean): Promise<number> {
  const db = await openDatabase(url)
  try {
    await migrate(db, migrations)
    await fill(db, quick ? REVISIONS_QUICK : REVISIONS)
    return (quick ? REVISIONS_QUICK : REVISIONS) * EXTENSIONS * TARGETS.length
  } finally {
    await db.close()
  }
}

async function fill(db: Database, revisions: number): Promise<void> {
  const app = await makeApp(db)
  for (let revision = 0; revision < revisions; revision++) await db.write((tx) => fillRevision(tx, app, revision))
}

/** The application of the catalogue; answers its id. */
export async function makeApp(db: Database): Promise<string> {
  const collection = newId()
  const app = newId()
  await db.write(async (tx) => {
    const shared = { description: '', public: 1 as const, created_at: FIRST_NIGHT, updated_at: FIRST_NIGHT }
    await tx
      .insertInto('collection')
      .values({ id: collection, name: 'Applications', name_key: 'applications', ...shared })
      .execute()
    await tx
      .insertInto('app')
      .values({
        ...shared,
        id: app,
        collection_id: collection,
        name: 'Viewer',
        name_key: 'viewer',
        slug: 'viewer',
        homepage: null,
        package_template: '{baseName}_{os}_{arch}_{revision}',
        extension_template: '{app_revision}_{baseName}_{os}_{arch}_{revision}',
        retention: '{"enabled":false,"keepLast":null,"keepDays":null,"keepMonthly":false,"keepReplacedDays":90}',
        version: 0,
        created_by: null,
        deleted_at: null,
        deleted_by: null,
      })
      .execute()
  })
  return app
}

/** A draft of that revision, with nothing in it. */
export function draftOf(app: string, number: number): Tables['release'] {
  const name = revisionName(number)
  const at = FIRST_NIGHT + number * DAY_MS
  return {
    id: newId(),
    app_id: app,
    stage: 'draft',
    name,
    name_key: name,
    revision: name,
    description: '',
    public: 1,
    pinned: 0,
    packages: 0,
    extensions: 0,
    bytes: 0,
    promoted_from: null,
    created_at: at,
    updated_at: at,
    released_at: null,
    listed_at: at,
    created_by: null,
    deleted_at: null,
    deleted_by: null,
    extra: null,
  }
}

async function fillRevision(tx: Database['direct'], app: string, number: number): Promise<void> {
  const draft = draftOf(app, number)
  const { id: release, name, created_at: at } = draft
  const extensions = EXTENSIONS * TARGETS.length
  await tx
    .insertInto('release')
    .values({ ...draft, extensions, bytes: extensions * 2_000_000 })
    .execute()
  const rows = TARGETS.flatMap(([os, arch]) =>
    Array.from({ length: EXTENSIONS }, (_, index) => extension(app, release, name, at, index, os, arch)),
  )
  await insertBuilds(tx, rows)
  // What an extension says is the same in all its builds.
  if (number > 0) return
  for (const row of rows.slice(0, EXTENSIONS)) await keepWording(tx, app, 'extension', row.package)
}

export async function insertBuilds(tx: Database['direct'], rows: readonly Build[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE)
    await tx
      .insertInto('blob')
      .values(some.map((row) => row.blob))
      .execute()
    await tx
      .insertInto('package')
      .values(some.map((row) => row.package))
      .execute()
    await tx
      .insertInto('file')
      .values(some.map((row) => row.file))
      .execute()
  }
}

const CATEGORIES = ['Segmentation', 'Registration', 'Informatics', 'Quantification', 'Diffusion', 'Cardiac', 'Examples']
const WORDS =
  'loads views measures registers segments volumes images of the heart brain spine with deep learning and exports results to tables reports meshes for planning guidance teaching research'.split(
    ' ',
  )

/** A sentence that is the same for the same number. */
function sentence(number: number, words: number): string {
  let state = number * 2_654_435_761 + 1
  return Array.from({ length: words }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return WORDS[state % WORDS.length]
  }).join(' ')
}

export type Build = { package: Tables['package']; file: Tables['file']; blob: Tables['blob'] }

export function extension(
  app: string,
  release: string,
  revision: string,
  at: number,
  index: number,
  os: string,
  arch: string,
): Build {
  const [id, fileId] = [newId(), newId()]
  const baseName = `Extension${String(index).padStart(3, '0')}${CATEGORIES[index % CATEGORIES.length]}`
  const commit = createHash('sha1')
    .update(`${index} ${Math.floor(at / DAY_MS / 7)}`)
    .digest('hex')
  const name = `${revision}_${baseName}_${os}_${arch}_${commit.slice(0, 8)}`
  const site = `https://extensions.example.org/${baseName.toLowerCase()}`
  const bytes = {
    sha256: createHash('sha256').update(`${name} ${release}`).digest('hex'),
    sha512: createHash('sha512').update(`${name} ${release}`).digest('hex'),
    size: 2_000_000 + index,
  }
  return {
    package: {
      id,
      app_id: app,
      release_id: release,
      kind: 'extension',
      name,
      name_key: name.toLowerCase(),
      base_name: baseName,
      os,
      arch,
      revision: commit,
      app_revision: revision,
      version: '',
      repository_type: 'git',
      repository_url: `https://git.example.org/team-${index % 20}/${baseName}.git`,
      description: sentence(index, 40),
      pre_release: null,
      build_date: null,
      category: CATEGORIES[index % CATEGORIES.length] ?? null,
      tier: 1 + (index % 5),
      icon_url: `${site}/icon.png`,
      homepage: site,
      screenshots: `${site}/one.png ${site}/two.png`,
      contributors: 'A. Author (Example University), B. Builder (Example Hospital), C. Checker',
      dependency: index % 3 === 0 ? 'Extension001Registration' : null,
      recommends: null,
      license: index % 4 === 0 ? 'BSD-3-Clause' : 'Apache-2.0',
      development_status: 'Production/Stable',
      enabled: 1,
      dicom_support_rule: null,
      keywords: sentence(index + 1000, 5),
      extra: null,
      file_id: fileId,
      created_at: at + index,
      updated_at: at + index,
      created_by: null,
      yanked_at: null,
      yank_reason: null,
      bytes_changed_at: null,
      deleted_at: null,
      deleted_by: null,
      deleted_with: null,
    },
    file: {
      id: fileId,
      package_id: id,
      ...bytes,
      name: `${name}.tar.gz`,
      content_type: 'application/gzip',
      created_at: at + index,
      created_by: null,
      replaced_at: null,
      renamed_at: null,
    },
    blob: { ...bytes, key: newId(), created_at: at + index },
  }
}
