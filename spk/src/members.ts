/**
 * Walks through a tar archive once, from a stream. What is wanted is kept in memory up to its limit; everything else
 * flows by. Nothing is ever written to a path of the archive, nothing is unpacked, and no number in a header makes
 * this allocate more than has really come.
 */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import tar from 'tar-stream'
import { SpkRefusal } from './refusal.ts'

export type Member = {
  /** as stored, without the slash at the end of a folder */
  name: string
  kind: 'file' | 'folder' | 'other'
  /** where its header begins (with the long headers before it) and where its padded contents end, in bytes */
  start: number
  end: number
  /** where its contents begin */
  offset: number
  size: number
}

export type Contents = {
  members: readonly Member[]
  /** where the last member ends: whatever is appended goes here */
  end: number
  /** contents of wanted files by name */
  files: ReadonlyMap<string, Buffer>
  /** lower-case md5 of `package.tgz` */
  payloadMd5: string | undefined
}

/** How many bytes of a file are wanted at most: `undefined` when it is not wanted at all. */
export type Wanted = (name: string) => number | undefined

type Bytes = AsyncIterable<Uint8Array>

const BLOCK = 512
const MOST_MEMBERS = 20_000
const LONGEST_NAME = 1024
const PAYLOAD = 'package.tgz'

/** Reads to the end, whatever is found: a broken archive is refused as a whole. Throws refusals. */
export async function readMembers(source: Readable, wanted: Wanted): Promise<Contents> {
  const members: Member[] = []
  const names = new Set<string>()
  const files = new Map<string, Buffer>()
  let payloadMd5: string | undefined
  let end = 0
  // Old archives have no format mark; their headers are still checked by their sums.
  const extract = tar.extract({ allowUnknownFormat: true } as object)
  let received = 0
  source.on('data', ({ length }: Uint8Array) => {
    received += length
  })
  source.on('error', (error) => extract.destroy(error))
  source.pipe(extract)
  try {
    for await (const entry of extract) {
      const member = describe(entry.header, end)
      end = member.end
      requireHarmless(member, members.length)
      if (names.has(member.name) && member.kind !== 'folder') throw new SpkRefusal('Invalid SPK', member.name)
      names.add(member.name)
      members.push(member)
      const most = member.kind === 'file' ? wanted(member.name) : undefined
      if (member.name === PAYLOAD && member.kind === 'file') payloadMd5 = await md5Of(entry as Bytes)
      else if (most !== undefined) files.set(member.name, await contentsOf(entry as Bytes, member, most))
      else entry.resume()
    }
  } catch (error) {
    source.destroy()
    if (error instanceof SpkRefusal) throw error
    if (source.errored) throw source.errored
    throw new SpkRefusal('Invalid SPK')
  }
  if (received === 0) throw new SpkRefusal('No data to process')
  return { members, end, files, payloadMd5 }
}

function describe(header: tar.Header & { byteOffset?: number }, start: number): Member {
  const size = header.size ?? 0
  const offset = header.byteOffset ?? start + BLOCK
  const kind = header.type === 'directory' ? 'folder' : isFile(header.type) ? 'file' : 'other'
  const length = kind === 'folder' ? 0 : Math.ceil(size / BLOCK) * BLOCK
  return { name: header.name.replace(/\/+$/, ''), kind, start, offset, size, end: offset + length }
}

const isFile = (type: string | null | undefined): boolean => type === 'file' || type === 'contiguous-file'

/** A name that would lead out of the folder one unpacks into is no accident. */
function requireHarmless({ name, size }: Member, before: number): void {
  const parts = name.split('/')
  const harmless =
    before < MOST_MEMBERS &&
    name.length <= LONGEST_NAME &&
    name !== '' &&
    Number.isSafeInteger(size) &&
    !name.startsWith('/') &&
    !name.includes('\0') &&
    !parts.includes('..')
  if (!harmless) throw new SpkRefusal('Invalid SPK', name.slice(0, 100))
}

async function md5Of(entry: Bytes): Promise<string> {
  const hash = createHash('md5')
  for await (const piece of entry) hash.update(piece)
  return hash.digest('hex')
}

async function contentsOf(entry: Bytes, { name, size }: Member, most: number): Promise<Buffer> {
  if (size > most) throw new SpkRefusal(name === 'INFO' ? 'Invalid INFO' : 'Invalid SPK', name)
  const pieces: Uint8Array[] = []
  for await (const piece of entry) pieces.push(piece)
  return Buffer.concat(pieces)
}
