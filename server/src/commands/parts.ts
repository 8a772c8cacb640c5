/** The long-lived parts a command works with, made from the configuration and closed in the right order. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppDeps } from '../app.ts'
import type { Config } from '../config/index.ts'
import { migrations } from '../migrations/index.ts'
import { createFolderStore, createHashers } from '../platform/blobs/index.ts'
import { migrate, openDatabase } from '../platform/db/index.ts'
import { createLog } from '../platform/log/index.ts'
import { buildServices, type Services } from '../services.ts'

export type Parts = { deps: AppDeps; services: Services; close(): Promise<void> }

/** Opens database and blob store; `migrates` brings the schema up to date first. */
export async function openParts(config: Config, options: { migrates: boolean } = { migrates: true }): Promise<Parts> {
  mkdirSync(config.data, { recursive: true, mode: 0o750 })
  const log = createLog(config.logLevel)
  const db = await openDatabase(config.database)
  if (options.migrates) {
    const done = await migrate(db, migrations)
    if (done.length > 0) log.info({ steps: done }, 'database brought up to date')
  }
  const hashers = createHashers()
  const blobs = createFolderStore({ folder: join(config.data, 'blobs'), hashers })
  const deps: AppDeps = {
    db,
    blobs,
    log,
    limits: config,
    trustProxy: config.trustProxy,
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
