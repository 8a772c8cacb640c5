/** SPKs made by tests: a good one to start from, and the parts to spoil it with. */
import { createHash } from 'node:crypto'
import tar from 'tar-stream'

/** A one-pixel PNG: what is in a picture never matters. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const PAYLOAD = Buffer.from('not really a tgz; only its md5 is ever looked at')

export const md5 = (bytes: Uint8Array | string): string => createHash('md5').update(bytes).digest('hex')

export type Entry = {
  name: string
  bytes?: string | Uint8Array
  type?: 'file' | 'directory' | 'symlink' | 'link' | 'fifo'
  linkname?: string
}

/** An archive of exactly these members. */
export async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const pack = tar.pack()
  for (const { name, bytes = '', type = 'file', linkname } of entries) {
    const header = { name, type, mtime: new Date(0), ...(linkname !== undefined && { linkname }) }
    if (type === 'file') pack.entry(header, Buffer.from(bytes))
    else pack.entry({ ...header, size: 0 }, '')
  }
  pack.finalize()
  const pieces: Buffer[] = []
  for await (const piece of pack) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

export const goodInfo = {
  package: 'btsync',
  version: '1.4.103-10',
  arch: '88f6281',
  firmware: '3.1-1594',
  displayname: 'BitTorrent Sync',
  description: 'Keeps folders alike',
} as const

export const infoText = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}="${value}"\n`)
    .join('')

export type Parts = {
  /** added to or, with `undefined`, taken from the good INFO */
  info?: Record<string, string | undefined>
  /** instead of an INFO made of `info` */
  rawInfo?: string | Uint8Array
  /** added members; a name that is there already is replaced */
  add?: readonly Entry[]
  without?: readonly string[]
}

/** The members of a good package, spoiled as told. */
export function entriesOf({ info = {}, rawInfo, add = [], without = [] }: Parts = {}): Entry[] {
  const base: Entry[] = [
    { name: 'package.tgz', bytes: PAYLOAD },
    { name: 'INFO', bytes: rawInfo ?? infoText({ ...goodInfo, ...info }) },
    { name: 'scripts', type: 'directory' },
    { name: 'scripts/postinst', bytes: '#!/bin/sh\nexit 0\n' },
    { name: 'PACKAGE_ICON.PNG', bytes: PIXEL },
  ]
  const added = new Set(add.map((entry) => entry.name))
  return [...base.filter((entry) => !added.has(entry.name)), ...add].filter((entry) => !without.includes(entry.name))
}

export const spkOf = (parts: Parts = {}): Promise<Buffer> => tarOf(entriesOf(parts))
