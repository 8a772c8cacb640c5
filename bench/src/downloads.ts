/**
 * Ten million downloads over a thousand days, written into an empty database: few files that everybody has, many that
 * few have, most visitors from few countries, growing over time. Everything follows from fixed numbers.
 */
import { migrations } from '../../server/src/migrations/index.ts'
import { RollUp } from '../../server/src/modules/statistics/index.ts'
import {
  type Database,
  gatherStatistics,
  migrate,
  openDatabase,
  rowsAsJson,
} from '../../server/src/platform/db/index.ts'
import { TARGETS } from './catalogue.ts'

export const FACTS = 10_000_000
export const FACTS_QUICK = 200_000
export const FIRST_DAY = Date.UTC(2024, 1, 1) / 86_400_000
export const DAYS = 1000

const DAY_MS = 86_400_000
const EXTENSIONS = 300
const RELEASES = 12
const MONTHS = 33
const COUNTRIES = 150
const AGENTS = 300
const AT_ONCE = 20_000
const SUMMED_AT_ONCE = 200_000

/** Fills a new database. */
export async function fillDownloads(url: string, quick: boolean): Promise<void> {
  const db = await openDatabase(url)
  try {
    await migrate(db, migrations)
    const app = await makeApp(db)
    await fill(db, app, quick ? FACTS_QUICK : FACTS)
    await gatherStatistics(db)
    await new RollUp({ db }).run('command', SUMMED_AT_ONCE)
    await gatherStatistics(db)
  } finally {
    await db.close()
  }
}

async function makeApp(db: Database): Promise<string> {
  const [collection, app] = ['c'.repeat(24), 'a'.repeat(24)]
  const shared = { description: '', public: 1 as const, created_at: 0, updated_at: 0 }
  await db.write(async (tx) => {
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
        version: 1,
      })
      .execute()
  })
  return app
}

/** Numbers from 0 to 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const SUBJECT = {
  id: 'bigint',
  key: 'text',
  kind: 'text',
  package_id: 'text',
  base_name: 'text',
  release: 'text',
  stage: 'text',
  os: 'text',
  arch: 'text',
} as const
const FACT = { at: 'bigint', subject_id: 'bigint', agent_id: 'bigint', country: 'text' } as const

async function fill(db: Database, app: string, facts: number): Promise<void> {
  const { rows, installer, extension } = subjects()
  const given = db.kind === 'postgres' ? 'overriding system value' : ''
  const { sql } = await import('kysely')
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await db.write(async (tx) => {
      const some = rowsAsJson(tx, SUBJECT, rows.slice(from, from + AT_ONCE)).as('given')
      await sql`insert into download_subject (id, key, app_id, kind, package_id, file_id, file_name, base_name,
          app_revision, release, stage, version, os, arch) ${sql.raw(given)}
        select id, key, ${app}, kind, package_id, package_id, base_name || '-' || key || '.zip', base_name,
          release, release, stage, release, os, arch from ${some}`.execute(tx)
    })
  }
  await db.write(async (tx) => {
    const clients = ['browser', 'extension-manager', 'script', 'bot', 'application'] as const
    const agents = Array.from({ length: AGENTS }, (_none, at) => ({ id: at + 1, client: clients[at % 5] as string }))
    const some = rowsAsJson(tx, { id: 'bigint', client: 'text' }, agents).as('given')
    await sql`insert into user_agent (id, text, client, family, os, mobile, rules) ${sql.raw(given)}
      select id, 'agent ' || id, client, 'family ' || (id % 20), 'os ' || (id % 6), 0, 2 from ${some}`.execute(tx)
  })
  const random = dice(42)
  /** One of `many`, the first ones far more often. */
  const favourite = (many: number) => Math.floor(random() ** 3 * many)
  for (let done = 0; done < facts; ) {
    const batch = Array.from({ length: Math.min(AT_ONCE, facts - done) }, (_none, at) => {
      const day = Math.floor(Math.sqrt((done + at) / facts) * DAYS)
      const [subject_id, kinds] =
        random() < 0.3
          ? [installer(day, random), [0, 0, 0, 2, 3]]
          : [extension(day, random, favourite), [1, 1, 1, 1, 3]]
      const client = kinds[Math.floor(random() * 5)] as number
      return {
        at: (FIRST_DAY + day) * DAY_MS + Math.floor(random() * DAY_MS),
        subject_id,
        agent_id: favourite(AGENTS / 5) * 5 + client + 1,
        country: countryName(favourite(COUNTRIES)),
      }
    })
    await db.write(
      async (tx) => {
        const some = rowsAsJson(tx, FACT, batch).as('given')
        await sql`insert into download_fact (at, subject_id, agent_id, country, source, downloads)
        select at, subject_id, agent_id, country, 'live', 1 from ${some}`.execute(tx)
      },
      { survives: 'kill' },
    )
    done += batch.length
  }
}

export const countryName = (number: number): string =>
  String.fromCharCode(65 + Math.floor(number / 26)) + String.fromCharCode(65 + (number % 26))

/** All files there are, and which of them a download on a day is about. */
function subjects() {
  type Subject = { [Name in keyof typeof SUBJECT]: (typeof SUBJECT)[Name] extends 'text' ? string : number }
  const rows: Subject[] = []
  const add = (kind: string, baseName: string, release: string, stage: string, target: number) => {
    const id = rows.length + 1
    const [os, arch] = TARGETS[target] as readonly [string, string]
    rows.push({ id, key: String(id), kind, package_id: String(id), base_name: baseName, release, stage, os, arch })
  }
  const each = (task: (target: number) => void) => {
    for (let target = 0; target < TARGETS.length; target++) task(target)
  }
  for (let release = 0; release < RELEASES; release++)
    each((target) => add('package', 'Viewer', `5.${release}`, 'stable', target))
  const nights = rows.length
  for (let night = 0; night < DAYS; night++)
    each((target) => add('package', 'Viewer', String(30_000 + night), 'draft', target))
  const stableExtensions = rows.length
  for (let release = 0; release < RELEASES; release++) {
    for (let name = 0; name < EXTENSIONS; name++)
      each((target) => add('extension', `Extension${name}`, `5.${release}`, 'stable', target))
  }
  const draftExtensions = rows.length
  for (let month = 0; month < MONTHS; month++) {
    for (let name = 0; name < EXTENSIONS; name++) {
      each((target) => add('extension', `Extension${name}`, String(30_000 + month * 30), 'draft', target))
    }
  }
  const release = (day: number, random: () => number) =>
    Math.max(0, Math.floor((day / DAYS) * RELEASES) - Math.floor(random() ** 4 * 3))
  const target = (random: () => number) => Math.floor(random() ** 2 * TARGETS.length)
  return {
    rows,
    installer: (day: number, random: () => number) =>
      1 + (random() < 0.8 ? release(day, random) * 4 : nights + day * 4) + target(random),
    extension: (day: number, random: () => number, favourite: (many: number) => number) => {
      const name = favourite(EXTENSIONS) * 4 + target(random)
      const stable = random() < 0.85
      const first = stable
        ? stableExtensions + release(day, random) * EXTENSIONS * 4
        : draftExtensions + Math.floor((day / DAYS) * MONTHS) * EXTENSIONS * 4
      return 1 + first + name
    },
  }
}
