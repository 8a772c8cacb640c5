/** How much each application stores, and how that grew. */
import type { AppStorage, StorageUse } from '@slipway/contract'
import type { BlobStore } from '../../platform/blobs/index.ts'
import type { Database } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { guarded, loadApp } from '../apps/index.ts'
import * as store from './store.ts'

const DAY_MS = 86_400_000
/** Days that are shown; older ones are forgotten. */
const KEPT_DAYS = 90

const today = () => Math.floor(Date.now() / DAY_MS)

export class StorageLedger {
  readonly #db: Database
  readonly #blobs: BlobStore
  constructor(deps: { db: Database; blobs: BlobStore }) {
    this.#db = deps.db
    this.#blobs = deps.blobs
  }

  async use(actor: Actor): Promise<StorageUse> {
    require(actor, 'site.manage')
    const { read } = this.#db
    const [apps, days, blobs, uploads, disk] = await Promise.all([
      store.storedByApp(read),
      store.storageDays(read, today() - KEPT_DAYS),
      store.storedBlobs(read),
      store.unfinishedUploads(read),
      this.#blobs.check().catch(() => ({ freeBytes: undefined })),
    ])
    return {
      apps: apps.map((app) => storageOf(app, days)).sort((a, b) => b.bytes - a.bytes || (a.slug < b.slug ? -1 : 1)),
      storedBytes: Number(blobs.bytes),
      storedFiles: Number(blobs.files),
      uploadBytes: Number(uploads.bytes),
      freeBytes: disk.freeBytes ?? null,
    }
  }

  /** Of one application, for those who look after its retention. Throws `app_not_found`. */
  async useOf(actor: Actor, reference: string): Promise<AppStorage> {
    const { read } = this.#db
    const found = await loadApp(read, actor, reference)
    require(actor, 'retention.read', guarded(found))
    const { id } = found
    const [[app], days] = await Promise.all([
      store.storedByApp(read, id),
      store.storageDays(read, today() - KEPT_DAYS, id),
    ])
    if (app === undefined) throw new Problem('app_not_found', { details: { app: reference } })
    return storageOf(app, days)
  }

  /** Notes what each application stores today; the last note of a day stays. */
  async note(): Promise<void> {
    const apps = await store.storedByApp(this.#db.read)
    await this.#db.write(async (tx) => {
      for (const app of apps) {
        await store.setStorageDay(tx, {
          app_id: app.id,
          day: today(),
          bytes: Number(app.bytes),
          files: Number(app.files),
        })
      }
      await store.forgetStorageDays(tx, today() - KEPT_DAYS)
    })
  }
}

type Stored = Awaited<ReturnType<typeof store.storedByApp>>[number]
type StorageDay = Awaited<ReturnType<typeof store.storageDays>>[number]

/** `days`: also those of others. */
const storageOf = (app: Stored, days: readonly StorageDay[]): AppStorage => ({
  app: app.id,
  slug: app.slug,
  name: app.name,
  bytes: Number(app.bytes),
  files: Number(app.files),
  trashBytes: Number(app.trash_bytes),
  days: days
    .filter((row) => row.app_id === app.id)
    .map((row) => ({ day: new Date(row.day * DAY_MS).toISOString().slice(0, 10), bytes: Number(row.bytes) })),
})
