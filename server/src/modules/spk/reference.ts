/**
 * The tables of architectures, firmwares, languages and services: read on every upload and every device request, so
 * they are kept as long as the database says that nothing of them changed.
 */
import { firmwareString } from '@slipway/spk'
import type { Database } from '../../platform/db/index.ts'
import * as store from './store/index.ts'

/** Highest build first: what a device without `major` runs is inferred from it. */
export type KnownTables = {
  /** canonical codes */
  architectures: ReadonlySet<string>
  firmwares: ReadonlyMap<number, store.FirmwareRow>
  languages: ReadonlySet<string>
  services: ReadonlySet<string>
  dsm: readonly store.FirmwareRow[]
}

/** What a device runs, by its firmware build: `DSM 7.2-64570`; the number alone when it is not in the table. */
export function systemOf({ firmwares }: KnownTables, build: number | string): string {
  const known = firmwares.get(Number(build))
  return known === undefined ? String(build) : `${known.type.toUpperCase()} ${firmwareString(known)}`
}

export class ReferenceTables {
  readonly #db: Database
  #known: { removals: number; tables: KnownTables } | undefined

  constructor(db: Database) {
    this.#db = db
  }

  /** As they are now; `removals` of the state changes with each of them. */
  async all(removals?: number): Promise<KnownTables> {
    const present = removals ?? (await store.state(this.#db.read)).removals
    if (this.#known?.removals !== present) this.#known = { removals: present, tables: await this.#read() }
    return this.#known.tables
  }

  async #read(): Promise<KnownTables> {
    const db = this.#db.read
    const firmwares = await store.firmwares(db)
    return {
      architectures: new Set(await store.architectures(db)),
      firmwares: new Map(firmwares.map((row) => [row.build, row])),
      languages: new Set((await store.languages(db)).map((row) => row.code)),
      services: new Set(await store.services(db)),
      dsm: firmwares.filter((row) => row.type === 'dsm').reverse(),
    }
  }
}
