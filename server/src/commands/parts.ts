/** The long-lived parts a command works with, made from the configuration and closed in the right order. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppDeps } from '../app.ts'
import { type Config, withoutPassword } from '../config/index.ts'
import { migrations } from '../migrations/index.ts'
import { type BlobStore, createFolderStore, createHashers } from '../platform/blobs/index.ts'
import {
  type Database,
  migrate,
  type OpenOptions,
  openDatabase,
  pendingMigrations,
  ping,
} from '../platform/db/index.ts'
import { createLog, type Log } from '../platform/log/index.ts'
import { createMailer } from '../platform/mail/index.ts'
import { buildServices, type Services } from '../services.ts'
import { VERSION } from '../version.ts'
import { Failure } from './failure.ts'
import { countryFileOf, scheduledJobs } from './scheduled.ts'

export type Parts = { deps: AppDeps; services: Services; close(): Promise<void> }

export type PartsOptions = {
  /**
   * `migrate`: bring it up to date first; `current`: refuse to work on any other than today's, and make nothing where
   * there is no database yet; `trusted`: somebody else has looked.
   */
  schema: 'migrate' | 'current' | 'trusted'
  /** where the log goes */
  log?: 'stdout' | 'stderr'
  /** It writes much at once. */
  bulk?: boolean
}

/** Opens database and blob store. Throws `Failure`. */
export async function openParts(config: Config, options: PartsOptions): Promise<Parts> {
  const log = createLog(config.logLevel, options.log)
  if (options.schema === 'current') requireDatabase(config)
  const db = await openConfiguredDatabase(config, options)
  try {
    if (options.schema === 'migrate') await bringUpToDate(db, log)
    else if (options.schema === 'current') await requireCurrent(db)
  } catch (error) {
    await db.close()
    throw error
  }
  const blobs = await openBlobs(config)
  const deps: AppDeps = {
    db,
    blobs,
    log,
    limits: config,
    filesRedirect: config.filesRedirect,
    trustProxy: config.trustProxy,
    handOver: config.handOver === 'none' ? undefined : { by: config.handOver, counts: config.handOverCounts },
    downloadApp: config.downloadApp,
    countryFile: countryFileOf(config),
    moreJobs: scheduledJobs(config, { db, blobs, migrations, version: VERSION, keyring: ringFolder(config) }, log),
    accessLogs: config.accessLogs,
    downloadSite: downloadSiteOf(config),
    spk: {
      ...signingOf(config),
      maxUpload: config.spkMaxUpload,
      moderated: config.spkModeration,
      formerMembers: config.spkFormerMembers,
      deviceUrl: config.nasUrl ?? (config.publicUrl === null ? null : `${config.publicUrl}/nas`),
      cache: config.spkCache,
    },
    pictures: config.remotePictures
      ? { folder: join(config.data, 'pictures'), most: config.pictureCache, hosts: config.pictureHosts }
      : null,
    publicUrl: config.publicUrl,
    girder: {
      origins: config.girderOrigins,
      arches: config.girderArches,
      smallestChunk: config.girderSmallestChunk,
    },
    dsm: { publicUrl: config.publicUrl, nasUrl: config.nasUrl },
    mail: mailOf(config, log),
    web: join(dirname(fileURLToPath(import.meta.url)), '../../web/dist'),
  }
  return {
    deps,
    services: buildServices(deps),
    async close() {
      await blobs.close()
      await db.close()
    },
  }
}

export const signingOf = (config: Config) => ({
  keyring: config.spkKeyring,
  ownKeyring: ringFolder(config),
  key: config.spkKey,
  timestampUrl: config.spkTimestampUrl,
})

/** The folder with the keys that packages are signed with. */
export const ringFolder = (config: Config): string => config.spkKeyring ?? join(config.data, 'keyring')

const downloadSiteOf = (config: Config): AppDeps['downloadSite'] => ({
  defaultArch: config.downloadArch,
  extensionsUrl: config.extensionsUrl,
  templates: config.downloadTemplates,
  look: {
    title: config.downloadTitle,
    text: config.downloadText,
    logo: config.downloadLogo,
    color: config.downloadColor,
    previewColor: config.downloadPreviewColor,
    notice: config.downloadNotice,
  },
})

/** The database of the configuration, which answers. Throws `Failure`. */
export async function openConfiguredDatabase(config: Config, options: OpenOptions = {}): Promise<Database> {
  let db: Database | undefined
  try {
    mkdirSync(config.data, { recursive: true, mode: 0o750 })
    db = await openDatabase(config.database, options)
    await ping(db)
    return db
  } catch (error) {
    await db?.close()
    throw new Failure(`The database ${withoutPassword(config.database)} cannot be opened: ${reasonOf(error)}`, {
      cause: error,
    })
  }
}

/** The store of the configuration. Asks nobody yet. */
export async function openBlobs({ data, files, maxUpload }: Config): Promise<BlobStore> {
  const hashers = createHashers()
  if (files === null) return createFolderStore({ folder: join(data, 'blobs'), hashers })
  // The client of object stores is large, and few need it.
  const { createBucketStore } = await import('../platform/blobs/bucket.ts')
  return createBucketStore({ address: files, hashers, largest: maxUpload })
}

/** Without an address of its own, a server that prints its mails is at work on somebody's desk. */
const mailOf = ({ mail, mailFrom, publicUrl, port }: Config, log: Log) =>
  mail === null
    ? null
    : {
        mailer: createMailer(mail, mailFrom ?? 'slipway@localhost', log),
        publicUrl: publicUrl ?? `http://localhost:${port}`,
      }

/** Opens the parts, works with them, and closes them whatever comes. */
export async function withParts<T>(
  config: Config,
  work: (parts: Parts) => Promise<T>,
  options: Pick<PartsOptions, 'bulk'> = {},
): Promise<T> {
  const parts = await openParts(config, { schema: 'current', log: 'stderr', ...options })
  try {
    return await work(parts)
  } finally {
    await parts.close()
  }
}

/** A mistyped folder must not become an empty catalogue. */
export function requireDatabase({ database }: Config): void {
  const file = sqliteFile(database)
  if (file === undefined || existsSync(file)) return
  throw new Failure(`There is no database ${file}. Is --data right? The first start of the server makes one.`)
}

export const sqliteFile = (database: string): string | undefined =>
  database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : undefined

async function bringUpToDate(db: Database, log: Log): Promise<void> {
  const done = await migrate(db, migrations).catch((error: Error) => {
    // Kysely's words for steps that ran and that this version does not have.
    if (!/corrupted migrations/.test(String((error.cause as Error | undefined)?.message))) throw error
    throw new Failure('A newer version of Slipway has worked with this database. Start that one.', { cause: error })
  })
  if (done.length > 0) log.info({ steps: done }, 'database brought up to date')
}

async function requireCurrent(db: Database): Promise<void> {
  const pending = await pendingMigrations(db, migrations)
  if (pending.length === 0) return
  throw new Failure(
    `The database lacks ${pending.length} step${pending.length === 1 ? '' : 's'} (${pending.join(', ')}). Run "slipway-server migrate" first.`,
  )
}

/** Failures to connect come in bundles, one per address tried, with nothing said on the outside. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}
