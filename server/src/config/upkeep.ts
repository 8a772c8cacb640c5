import { as, type Settings } from './sources.ts'

export type UpkeepConfig = {
  backupTo: string | null
  backupEvery: number
  backupKeep: number
  countryFileUrl: string | null
  countryFileEvery: number
}

const DAY = 86_400_000

/** Shorter than that is a slip of the unit. */
const pause = (text: string): number => {
  const span = as.span(text)
  if (span < 60_000) throw new Error('expected a time from 1m on, such as 24h')
  return span
}

export const upkeep: Settings<UpkeepConfig> = {
  backupTo: {
    name: 'backupTo',
    default: null,
    read: as.text,
    help: 'where the server backs itself up to: a folder, or s3://bucket/prefix; default: it does not',
  },
  backupEvery: { name: 'backupEvery', default: DAY, read: pause, help: 'how often it does, e.g. 24h' },
  backupKeep: {
    name: 'backupKeep',
    default: 14,
    read: as.integer(1, 100_000),
    help: 'how many snapshots of the backup are kept, the newest ones',
  },
  countryFileUrl: {
    name: 'countryFileUrl',
    default: null,
    read: as.url,
    secret: true,
    help: 'address of an MMDB file (also as .gz or .tar.gz) that is fetched into countryFile; may hold user:password',
  },
  countryFileEvery: {
    name: 'countryFileEvery',
    default: 7 * DAY,
    read: pause,
    help: 'how often a newer table of countries is fetched, e.g. 7d',
  },
}
