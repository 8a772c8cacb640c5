/** The registry of background work: what runs, and how often. */
import { followLogs, type LogServices } from './imports/access-log/index.ts'
import { theServer } from './modules/access/index.ts'
import type { Factors, Letters, Sessions } from './modules/accounts/index.ts'
import type { Apps } from './modules/apps/index.ts'
import { COPYING, type Files, type Uploads } from './modules/files/index.ts'
import type { Intake } from './modules/packages/index.ts'
import type { Retention, Trash } from './modules/releases/index.ts'
import type { Settings, StorageLedger } from './modules/site/index.ts'
import type { RollUp } from './modules/statistics/index.ts'
import { type Database, tightenIndexes } from './platform/db/index.ts'
import type { JobKind } from './platform/jobs/index.ts'
import type { Log } from './platform/log/index.ts'

const HOUR = 3_600_000
/** Signs one build of a Synology package. */
export const SIGNING = 'spk.sign'
/** Sends one letter. */
export const LETTER = 'mail.send'

export type JobServices = LogServices & {
  files: Files
  uploads: Uploads
  intake: Intake
  trash: Trash
  sessions: Sessions
  letters: Letters
  factors: Factors
  settings: Settings
  storageLedger: StorageLedger
  retention: Retention
  apps: Apps
  rollUp: RollUp
}

export type JobOptions = {
  orphanGrace: number
  declaredGrace: number
  db: Database
  log: Log
  accessLogs: readonly string[]
}

export function jobKinds(services: JobServices, options: JobOptions): JobKind[] {
  /** What would delete something that people see waits until the site is not read-only any more. */
  const unlessReadOnly = (run: () => Promise<unknown>) => async () => {
    if (!(await services.settings.read()).readOnly) await run()
  }
  return [
    {
      kind: 'files.sweep',
      every: HOUR,
      async run() {
        await services.files.sweep(options.orphanGrace)
      },
    },
    // The backup command does it itself; here only the rows of those that died are put away.
    { kind: COPYING, run: async () => {} },
    {
      kind: 'trash.empty',
      every: HOUR,
      run: unlessReadOnly(() => services.trash.empty()),
    },
    {
      kind: 'packages.sweep_declared',
      every: HOUR / 4,
      async run() {
        await services.intake.sweep(options.declaredGrace, (id) => services.uploads.speakOf(id))
      },
    },
    { kind: SIGNING, run: (payload) => services.spk.signing.sign((payload as { build: string }).build) },
    { kind: LETTER, run: (payload) => services.letters.send((payload as { letter: string }).letter) },
    { kind: 'storage.note', every: HOUR, run: () => services.storageLedger.note() },
    {
      kind: 'statistics.roll_up',
      every: HOUR / 60,
      async run() {
        await services.rollUp.run()
      },
    },
    {
      kind: 'statistics.follow_logs',
      ...(options.accessLogs.length > 0 && { every: HOUR / 20 }),
      async run() {
        await followLogs(options.db, services, options.log, options.accessLogs)
      },
    },
    {
      kind: 'statistics.forget_visits',
      every: 24 * HOUR,
      async run() {
        await services.visits.tidy()
      },
    },
    {
      kind: 'database.tighten',
      ...(options.db.kind === 'postgres' && { every: 24 * HOUR }),
      // Minutes, where there is much.
      beside: true,
      async run() {
        const indexes = await tightenIndexes(options.db)
        if (indexes.length > 0) options.log.info({ indexes }, 'indexes that had grown loose were made anew')
      },
    },
    {
      kind: 'sessions.tidy',
      every: HOUR,
      async run() {
        await services.sessions.tidy()
        await services.letters.tidy()
        await services.factors.tidy()
      },
    },
    {
      kind: 'retention.run',
      every: 24 * HOUR,
      run: unlessReadOnly(async () => {
        for (const app of (await services.apps.list(theServer, {}, 1000, undefined)).items) {
          const rules = await services.retention.rules(theServer, app.id)
          if (rules.enabled) await services.retention.run(theServer, app.id)
        }
      }),
    },
  ]
}
