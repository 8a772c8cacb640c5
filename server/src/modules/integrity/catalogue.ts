/** Questions to the database alone. */
import { type Database, type Migrations, pendingMigrations, ping } from '../../platform/db/index.ts'
import { type Check, none } from './finding.ts'
import * as store from './store.ts'

const HOUR_MS = 3_600_000
const MOST_DRIFT_MS = 5_000
const name = (row: { id: string; name: string }): string => `${row.id} ${row.name}`

/** `basis` must be right for the others to make sense. */
export function catalogueChecks(db: Database, migrations: Migrations): { basis: Check[]; contents: Check[] } {
  return {
    basis: [
      {
        name: 'database',
        async run() {
          await ping(db)
          const pending = await pendingMigrations(db, migrations)
          return none(pending, `${db.kind}, schema current`, 'fail', 'steps have not run: use "slipway-server migrate"')
        },
      },
    ],
    contents: [
      {
        name: 'database file',
        run: async () => none(await store.faultsOfFile(db), 'no faults', 'fail', 'faults: restore a backup'),
      },
      { name: 'clock', run: () => checkClock(db) },
      {
        name: 'administrators',
        async run() {
          const logins = (await store.administrators(db.read)).map((row) => row.login)
          return logins.length > 0
            ? { status: 'ok', detail: logins.join(', ') }
            : { status: 'fail', detail: 'nobody: use "slipway-server user create NAME --admin"' }
        },
      },
      {
        name: 'files',
        async run() {
          const lost = [...(await store.filesWithoutBlob(db.read)), ...(await store.packagesWithWrongFile(db.read))]
          return none(lost.map(name), 'all refer to stored bytes', 'fail', 'refer to nothing')
        },
      },
      {
        name: 'unfinished packages',
        async run() {
          const rows = await store.packagesWithoutFile(db.read, Date.now() - 24 * HOUR_MS)
          return none(rows.map(name), 'none', 'warn', 'were announced more than a day ago and have no file')
        },
      },
      {
        name: 'counters',
        async run() {
          const releases = (await store.releasesWithWrongCounters(db.read)).map(name)
          const counters = (await store.countersBelowZero(db.read)).map((row) => `${row.base_name} ${row.downloads}`)
          return none([...releases, ...counters], 'right', 'warn', 'releases or downloads are counted wrong')
        },
      },
      {
        name: 'jobs',
        async run() {
          const rows = await store.failedJobs(db.read, Date.now() - 7 * 24 * HOUR_MS)
          const failed = rows.map((row) => `${row.kind}: ${row.last_error}`)
          return none(failed, 'none failed this week', 'warn', 'failed this week')
        },
      },
    ],
  }
}

async function checkClock(db: Database): ReturnType<Check['run']> {
  const now = Date.now()
  const theirs = await store.clockOf(db)
  const drift = theirs === undefined ? 0 : Math.abs(now - theirs)
  if (drift > MOST_DRIFT_MS) {
    return { status: 'warn', detail: `${Math.round(drift / 1000)} s away from the clock of the database` }
  }
  const last = await store.lastChange(db.read)
  if (last !== undefined && last > now + MOST_DRIFT_MS) {
    return { status: 'fail', detail: `it is before the last change, made at ${new Date(last).toISOString()}` }
  }
  return { status: 'ok', detail: new Date(now).toISOString() }
}
