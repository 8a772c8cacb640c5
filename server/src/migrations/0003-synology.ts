/**
 * Synology packages: packages, versions, builds, their texts and files, the tables of architectures, firmwares,
 * languages and services with their seeds, roles, and download counts by day. Section 2 of the spkrepo contract.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  const types = typesOf(db)
  await tables(db, types)
  await packages(db, types)
  await builds(db, types)
  await filesAndCounts(db, types)
  await seedSynology(db)
}

/** Text is compared by its bytes on both databases, whatever the language of the PostgreSQL database is. */
function typesOf(db: Schema) {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  return { text, time: 'bigint', truth: 'integer', number: 'integer' } as const
}
type Types = ReturnType<typeof typesOf>

async function tables(db: Schema, { text, time, number }: Types): Promise<void> {
  await db.schema
    .createTable('spk_state')
    .addColumn('id', number, (c) => c.primaryKey())
    .addColumn('generation', 'bigint', (c) => c.notNull())
    .addColumn('removals', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_role')
    .addColumn('account_id', text, (c) => c.primaryKey().references('account.id').onDelete('cascade'))
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_architecture')
    .addColumn('code', text, (c) => c.primaryKey())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_firmware')
    .addColumn('build', number, (c) => c.primaryKey())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_language')
    .addColumn('code', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('position', number, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_service')
    .addColumn('code', text, (c) => c.primaryKey())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
}

async function packages(db: Schema, { text, time, truth, number }: Types): Promise<void> {
  await db.schema
    .createTable('spk_package')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull().unique())
    .addColumn('author_id', text, (c) => c.references('account.id').onDelete('set null'))
    .addColumn('generation', 'bigint', (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('spk_package_generation').on('spk_package').columns(['generation']).execute()
  await db.schema
    .createTable('spk_maintainer')
    .addColumn('package_id', text, (c) => c.notNull().references('spk_package.id').onDelete('cascade'))
    .addColumn('account_id', text, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('spk_maintainer_key', ['package_id', 'account_id'])
    .execute()
  await db.schema.createIndex('spk_maintainer_account').on('spk_maintainer').columns(['account_id']).execute()
  await db.schema
    .createTable('spk_version')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('package_id', text, (c) => c.notNull().references('spk_package.id').onDelete('cascade'))
    .addColumn('version', number, (c) => c.notNull())
    .addColumn('upstream_version', text, (c) => c.notNull())
    .addColumn('beta', truth, (c) => c.notNull())
    .addColumn('report_url', text)
    .addColumn('distributor', text)
    .addColumn('distributor_url', text)
    .addColumn('maintainer', text)
    .addColumn('maintainer_url', text)
    .addColumn('install_wizard', truth)
    .addColumn('upgrade_wizard', truth)
    .addColumn('startable', truth)
    .addColumn('license', text)
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('spk_version_number')
    .on('spk_version')
    .columns(['package_id', 'version'])
    .unique()
    .execute()
  await db.schema
    .createTable('spk_display_name')
    .addColumn('version_id', text, (c) => c.notNull().references('spk_version.id').onDelete('cascade'))
    .addColumn('language', text, (c) => c.notNull().references('spk_language.code'))
    .addColumn('name', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('spk_display_name_key', ['version_id', 'language'])
    .execute()
  await db.schema
    .createTable('spk_version_service')
    .addColumn('version_id', text, (c) => c.notNull().references('spk_version.id').onDelete('cascade'))
    .addColumn('service', text, (c) => c.notNull().references('spk_service.code'))
    .addPrimaryKeyConstraint('spk_version_service_key', ['version_id', 'service'])
    .execute()
}

async function builds(db: Schema, { text, time, truth, number }: Types): Promise<void> {
  await db.schema
    .createTable('spk_build')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('version_id', text, (c) => c.notNull().references('spk_version.id').onDelete('cascade'))
    .addColumn('firmware_min', number, (c) => c.notNull().references('spk_firmware.build'))
    .addColumn('firmware_max', number, (c) => c.references('spk_firmware.build'))
    .addColumn('publisher_id', text, (c) => c.references('account.id').onDelete('set null'))
    .addColumn('checksum', text)
    .addColumn('changelog', text)
    .addColumn('path', text, (c) => c.notNull().unique())
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('md5', text, (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('signed', truth, (c) => c.notNull())
    .addColumn('sign_error', text)
    .addColumn('active', truth, (c) => c.notNull())
    .addColumn('dependencies', text)
    .addColumn('conflicts', text)
    .addColumn('conf_dependencies', text)
    .addColumn('conf_conflicts', text)
    .addColumn('conf_privilege', text)
    .addColumn('conf_resource', text)
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('spk_build_version').on('spk_build').columns(['version_id', 'id']).execute()
  await db.schema
    .createTable('spk_build_architecture')
    .addColumn('build_id', text, (c) => c.notNull().references('spk_build.id').onDelete('cascade'))
    .addColumn('architecture', text, (c) => c.notNull().references('spk_architecture.code'))
    .addColumn('position', number, (c) => c.notNull())
    .addColumn('version_id', text, (c) => c.notNull())
    .addColumn('firmware_min', number, (c) => c.notNull())
    .addPrimaryKeyConstraint('spk_build_architecture_key', ['build_id', 'architecture'])
    .execute()
  // Two uploads at the same moment cannot both win (T31 of the contract).
  await db.schema
    .createIndex('spk_build_target')
    .on('spk_build_architecture')
    .columns(['version_id', 'architecture', 'firmware_min'])
    .unique()
    .execute()
  await db.schema
    .createTable('spk_description')
    .addColumn('build_id', text, (c) => c.notNull().references('spk_build.id').onDelete('cascade'))
    .addColumn('language', text, (c) => c.notNull().references('spk_language.code'))
    .addColumn('description', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('spk_description_key', ['build_id', 'language'])
    .execute()
}

async function filesAndCounts(db: Schema, { text, time, truth, number }: Types): Promise<void> {
  await db.schema
    .createTable('spk_file')
    .addColumn('path', text, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('package_id', text, (c) => c.notNull().references('spk_package.id').onDelete('cascade'))
    .addColumn('version_id', text, (c) => c.references('spk_version.id').onDelete('cascade'))
    .addColumn('build_id', text, (c) => c.references('spk_build.id').onDelete('cascade'))
    .addColumn('position', number, (c) => c.notNull())
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('content_type', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('spk_file_digest').on('spk_file').columns(['sha256']).execute()
  await db.schema.createIndex('spk_file_package').on('spk_file').columns(['package_id', 'kind', 'position']).execute()
  await db.schema.createIndex('spk_file_version').on('spk_file').columns(['version_id', 'kind', 'position']).execute()
  await db.schema.createIndex('spk_file_build').on('spk_file').columns(['build_id']).execute()
  // '' and 0 stand for "not known", so that rows merge (T22 of the contract).
  await db.schema
    .createTable('spk_download')
    .addColumn('package_id', text, (c) => c.notNull().references('spk_package.id').onDelete('cascade'))
    .addColumn('day', number, (c) => c.notNull())
    .addColumn('build_id', text, (c) => c.notNull())
    .addColumn('architecture', text, (c) => c.notNull())
    .addColumn('firmware_build', number, (c) => c.notNull())
    .addColumn('target_firmware', number, (c) => c.notNull())
    .addColumn('target_noarch', truth, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('spk_download_key', ['package_id', 'day', 'build_id', 'architecture', 'firmware_build'])
    .execute()
}

const ARCHITECTURES = `
  noarch ppc824x ppc854x ppc853x 88f628x x86 bromolow cedarview qoriq armada370 armadaxp evansport comcerto2k avoton
  armada375 x86_64 apollolake braswell broadwell broadwellnk broadwellnkv2 broadwellntbap denverton dockerx64 epyc7002
  geminilake geminilakenk grantley purley kvmx64 r1000 r1000nk v1000 v1000nk alpine alpine4k armada38x monaco hi3535
  armv7 armada37xx rtd1296 rtd1619b aarch64 northstarplus ipq806x dakota hawkeye cypress powerpc`

const FIRMWARES = {
  dsm: `2.0-731 2.1-844 2.2-942 2.3-1139 3.0-1337 3.1-1594 3.2-1922 4.0-2198 4.1-2636 4.2-3202 4.3-3776 5.0-4458
    5.1-5004 5.2-5644 6.0-7321 6.0-8451 6.1-15047 6.2-22259 6.2-23739 6.2-25556 7.0-40000 7.0-41890 7.1-42661
    7.2-63134 7.2-64570 7.2-69057`,
  srm: '1.1-6931 1.2-7742 1.3-9193',
} as const

const LANGUAGES = `
  enu English, cht Traditional Chinese, chs Simplified Chinese, krn Korean, ger German, fre French, ita Italian,
  spn Spanish, jpn Japanese, dan Danish, nor Norwegian, sve Swedish, nld Dutch, rus Russian, plk Polish,
  ptb Brazilian Portuguese, ptg European Portuguese, hun Hungarian, trk Turkish, csy Czech`

const SERVICES = 'apache-web mysql php_disable_safe_exec_dir ssh'

const wordsOf = (text: string): string[] => text.trim().split(/\s+/)

/** The tables as recommended in section 2.2 of the contract. Tests that empty a database fill it with this again. */
export async function seedSynology(db: Schema): Promise<void> {
  const created_at = Date.now()
  await db.insertInto('spk_state').values({ id: 1, generation: 0, removals: 0 }).execute()
  await db
    .insertInto('spk_architecture')
    .values(wordsOf(ARCHITECTURES).map((code) => ({ code, created_at })))
    .execute()
  for (const [type, list] of Object.entries(FIRMWARES)) {
    const rows = wordsOf(list).map((entry) => {
      const [version, build] = entry.split('-')
      return { version, build: Number(build), type, created_at }
    })
    await db.insertInto('spk_firmware').values(rows).execute()
  }
  const languages = LANGUAGES.trim()
    .split(/,\s+/)
    .map((entry, position) => ({ code: entry.slice(0, 3), name: entry.slice(4), position }))
  await db.insertInto('spk_language').values(languages).execute()
  await db
    .insertInto('spk_service')
    .values(wordsOf(SERVICES).map((code) => ({ code, created_at })))
    .execute()
}
