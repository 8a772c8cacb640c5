/**
 * Fetching a newer table of countries: plain, compressed, or in an archive as MaxMind hands it out. It takes the place of
 * the old one in one step, and only when it can be read.
 */
import { rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { open, type Reader } from 'maxmind'
import { extract } from 'tar-stream'
import { countryIn, type Entry } from './countries.ts'

const unzip = promisify(gunzip)
const MOST_BYTES = 512 * 1024 ** 2
const PATIENCE_MS = 600_000

/** Throws a sentence for operators; then the old file is still there. Answers whether there was a newer one. */
export async function updateCountryFile(url: string, file: string): Promise<boolean> {
  const { address, headers } = requestOf(url)
  const known = await stat(file).catch(() => undefined)
  if (known !== undefined) headers['if-modified-since'] = known.mtime.toUTCString()
  const reply = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: Error) => {
    throw new Error(`${withoutQuery(address)} cannot be reached: ${(error.cause as Error)?.message ?? error.message}`)
  })
  if (reply.status === 304) return false
  if (!reply.ok) throw new Error(`${withoutQuery(address)} answered ${reply.status}`)
  const table = await unpacked(Buffer.from(await reply.arrayBuffer()))
  const passing = `${file}.incoming`
  try {
    await writeFile(passing, table, { flush: true })
    const reader = await open<Entry>(passing).catch((error: Error) => {
      throw new Error(`what ${withoutQuery(address)} answered is no MMDB file: ${error.message}`)
    })
    if (!hasCountries(reader)) {
      const type = reader.metadata.databaseType
      throw new Error(`what ${withoutQuery(address)} answered (${type}) has no countries, or is damaged`)
    }
    const modified = new Date(reply.headers.get('last-modified') ?? Number.NaN)
    // It is asked for again by this time.
    if (!Number.isNaN(modified.getTime())) await utimes(passing, modified, modified)
    await rename(passing, file)
  } finally {
    await rm(passing, { force: true })
  }
  return true
}

/** Of each registry of addresses, one that has had its country for decades. */
const KNOWN = ['8.8.8.8', '193.0.0.1', '202.12.29.1', '200.160.2.3', '196.216.2.1']

/** Tables of networks or cities without codes are MMDB files as well; one whose middle was lost answers anything. */
function hasCountries(table: Reader<Entry>): boolean {
  try {
    return KNOWN.filter((address) => countryIn(table, address) !== '').length > KNOWN.length / 2
  } catch {
    return false
  }
}

/** `fetch` takes no password in an address. */
function requestOf(url: string): { address: URL; headers: Record<string, string> } {
  const address = new URL(url)
  const { username, password } = address
  address.username = ''
  address.password = ''
  if (username === '') return { address, headers: {} }
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { address, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } }
}

/** Keys are often in the query. */
const withoutQuery = ({ origin, pathname }: URL): string => `${origin}${pathname}`

async function unpacked(bytes: Buffer): Promise<Buffer> {
  const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (isCompressed) return unpacked(await unzip(bytes, { maxOutputLength: MOST_BYTES }))
  const isArchive = bytes.subarray(257, 262).toString('latin1') === 'ustar'
  return isArchive ? tableOf(bytes) : bytes
}

async function tableOf(archive: Buffer): Promise<Buffer> {
  const entries = extract()
  entries.end(archive)
  for await (const entry of entries) {
    if (!entry.header.name.endsWith('.mmdb')) {
      entry.resume()
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of entry) pieces.push(piece as Buffer)
    return Buffer.concat(pieces)
  }
  throw new Error('the archive has no .mmdb file in it')
}
