/** `backup` and `restore`: the whole server as a folder, and back. */
import type { Command } from 'commander'
import { type Config, ConfigError } from '../config/index.ts'
import { migrations } from '../migrations/index.ts'
import { BackupError, makeBackup, restoreBackup, verifyBackup } from '../modules/backup/index.ts'
import { VERSION } from '../version.ts'
import { Failure } from './failure.ts'
import { configOf, withSettings } from './options.ts'
import { openBlobs, openConfiguredDatabase, requireDatabase, ringFolder } from './parts.ts'
import { bytesInWords, count, note, printJson, say } from './print.ts'

type BackupOptions = { keep?: string; json?: boolean }
type RestoreOptions = {
  snapshot?: string
  force?: boolean
  acceptMissing?: boolean
  verify?: boolean
  json?: boolean
}

export function registerBackup(program: Command): void {
  withSettings(
    program
      .command('backup <place>')
      .description('add a snapshot of everything to a backup, in a folder or s3://bucket/prefix; the server may go on'),
  )
    .option('--keep <number>', 'keep only so many snapshots, the newest ones')
    .option('--json', 'for programs')
    .action((folder: string, options: BackupOptions, command: Command) =>
      inWords(() => backup(folder, options, configOf(command))),
    )

  withSettings(
    program.command('restore <place>').description('restore a backup into an empty database; stop the server first'),
  )
    .option('--snapshot <name>', 'which one; default: the newest')
    .option('--force', 'replace everything the database holds')
    .option('--accept-missing', 'restore although bytes of some files are missing or damaged in the backup')
    .option('--verify', 'only read the backup and compare all digests')
    .option('--json', 'for programs')
    .action((folder: string, options: RestoreOptions, command: Command) =>
      inWords(() => (options.verify ? verify(folder, options) : restore(folder, options, configOf(command)))),
    )
}

async function backup(folder: string, { keep, json = false }: BackupOptions, config: Config): Promise<void> {
  requireDatabase(config)
  const report = await withStorage(config, (storage) =>
    makeBackup(storage, folder, { say: note, ...(keep !== undefined && { keep: wholeNumber('--keep', keep) }) }),
  )
  if (json) printJson(report)
  else {
    const { blobs, pruned } = report
    say(
      `The snapshot ${report.snapshot} is complete: ${count(report.rows, 'row')} and ${count(blobs.count, 'file')} ` +
        `(${bytesInWords(blobs.bytes)}), of which ${blobs.copied} (${bytesInWords(blobs.copiedBytes)}) were new.`,
    )
    if (report.keyring) say('The secret keys that sign packages are in it: keep it as you keep those.')
    if (pruned.snapshots.length > 0) {
      say(`Removed ${count(pruned.snapshots.length, 'old snapshot')} and ${count(pruned.blobs, 'file')} only they had.`)
    }
  }
  complain(report.missing, 'The server has lost or damaged', 'Run "slipway-server doctor" to see which they are.')
}

async function restore(folder: string, options: RestoreOptions, config: Config): Promise<void> {
  const { snapshot, force = false, acceptMissing = false, json = false } = options
  const report = await withStorage(config, (storage) =>
    restoreBackup(storage, folder, { snapshot, force, acceptMissing, say: note }),
  )
  if (json) printJson(report)
  else {
    say(
      `Restored the snapshot of ${report.createdAt}: ${count(report.rows, 'row')} and ` +
        `${count(report.blobs.count, 'file')} (${bytesInWords(report.blobs.bytes)}), all digests compared.`,
    )
    const { restored, before } = report.keyring
    if (restored) say(`The key ring is in ${ringFolder(config)} again.`)
    if (before !== undefined) say(`The one that was there is in ${before} now.`)
  }
  complain(report.missing, 'The backup lacks', 'Their files are listed but cannot be downloaded.')
}

async function verify(folder: string, { snapshot, json = false }: RestoreOptions): Promise<void> {
  const report = await verifyBackup(folder, snapshot)
  if (json) printJson(report)
  else {
    const { count: files, bytes } = report.blobs
    say(`The snapshot ${report.snapshot} has ${count(files, 'whole file')} (${bytesInWords(bytes)}).`)
  }
  complain(report.missing, 'Missing or damaged are', 'The next backup copies what the server still has.')
}

function complain(missing: readonly string[], what: string, advice: string): void {
  if (missing.length === 0) return
  note(`${what} the bytes of ${count(missing.length, 'file')}: ${missing.join(', ')}. ${advice}`)
  process.exitCode = 1
}

async function withStorage<T>(config: Config, work: (storage: Parameters<typeof makeBackup>[0]) => Promise<T>) {
  const db = await openConfiguredDatabase(config)
  const blobs = await openBlobs(config)
  try {
    return await work({ db, blobs, migrations, version: VERSION, keyring: ringFolder(config) })
  } finally {
    await blobs.close()
    await db.close()
  }
}

function wholeNumber(flag: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new ConfigError(`${flag}: expected a whole number from 1, got ${text}`)
  return Number(text)
}

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof BackupError ? new Failure(error.message, { cause: error }) : error
  }
}
