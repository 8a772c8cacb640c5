/** Background work that the configuration asks for: backups, and a newer table of countries. */
import { join } from 'node:path'
import type { Config } from '../config/index.ts'
import { makeBackup } from '../modules/backup/index.ts'
import { updateCountryFile } from '../modules/statistics/index.ts'
import type { JobKind } from '../platform/jobs/index.ts'
import type { Log } from '../platform/log/index.ts'

type UpkeepConfig = Pick<
  Config,
  'data' | 'backupTo' | 'backupEvery' | 'backupKeep' | 'countryFile' | 'countryFileUrl' | 'countryFileEvery'
>

/** Both kinds are always known: what was asked for before must not be a failure now. */
export function scheduledJobs(config: UpkeepConfig, storage: Parameters<typeof makeBackup>[0], log: Log): JobKind[] {
  const { backupTo, backupEvery, backupKeep, countryFileUrl, countryFileEvery } = config
  const countryFile = countryFileOf(config)
  return [
    {
      kind: 'backup.make',
      // Letters and signatures need not wait for gigabytes.
      beside: true,
      ...(backupTo !== null && { every: backupEvery }),
      async run() {
        if (backupTo === null) return
        const { missing, ...report } = await makeBackup(storage, backupTo, { keep: backupKeep })
        log.info(report, 'backed up')
        if (missing.length > 0)
          throw new Error(`The backup lacks the bytes of ${missing.length} files: ${missing[0]} …`)
      },
    },
    {
      kind: 'countries.update',
      beside: true,
      ...(countryFileUrl !== null && { every: countryFileEvery, atStart: true }),
      async run() {
        if (countryFileUrl === null || countryFile === null) return
        if (await updateCountryFile(countryFileUrl, countryFile)) log.info({ file: countryFile }, 'countries updated')
      },
    },
  ]
}

/** Where the table of countries is; null: the one that comes along. */
export const countryFileOf = ({ countryFile, countryFileUrl, data }: UpkeepConfig): string | null =>
  countryFile ?? (countryFileUrl === null ? null : join(data, 'countries.mmdb'))
