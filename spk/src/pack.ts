/**
 * Making an SPK from a description: members in the order in which build systems write them, and the checksum of the
 * payload in INFO. The opposite of `read.ts`.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import tar from 'tar-stream'
import type { IconSize } from './info.ts'
import { iconMembers } from './read.ts'

/** A payload that is too large for memory. */
export type StreamedPayload = { size: number; md5: string; open: () => Readable }

export type SpkDescription = {
  /** keys and values of INFO, in this order; booleans as `yes` and `no` */
  info: Readonly<Record<string, string>>
  /** the bytes of package.tgz */
  payload: Uint8Array | StreamedPayload
  /** further members by name: `LICENSE`, `conf/PKG_DEPS`, `WIZARD_UIFILES/install_uifile`, `scripts/postinst`, … */
  files?: Readonly<Record<string, string | Uint8Array>>
  /** pictures by size */
  icons?: Readonly<Partial<Record<IconSize, Uint8Array>>>
  /** whether INFO names the md5 of the payload; default true */
  checksum?: boolean
  /** seconds since 1970 of all members; default 0, so that the same description gives the same bytes */
  time?: number
}

/** The text of INFO. Throws on a value with a line break, which the format cannot hold. */
function printInfo(info: Readonly<Record<string, string>>): string {
  return Object.entries(info)
    .map(([key, value]) => {
      if (/[\r\n]/.test(value)) throw new RangeError(`${key}: a value in INFO has one line`)
      return `${key}="${value}"\n`
    })
    .join('')
}

/** The bytes of the archive. */
export async function packSpk(description: SpkDescription): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of spkStream(description)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** The archive, made while it is read. */
export function spkStream({
  info,
  payload,
  files = {},
  icons = {},
  checksum = true,
  time = 0,
}: SpkDescription): Readable {
  const content = payload instanceof Uint8Array ? inMemory(payload) : payload
  const text = printInfo(checksum ? { ...info, checksum: content.md5 } : info)
  const pack = tar.pack()
  const mtime = new Date(time * 1000)
  const folders = new Set<string>()
  const add = (name: string, contents: string | Uint8Array) => {
    for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      const folder = name.slice(0, slash)
      if (!folders.has(folder)) pack.entry({ name: folder, type: 'directory', mode: 0o755, mtime })
      folders.add(folder)
    }
    pack.entry({ name, mode: name.startsWith('scripts/') ? 0o755 : 0o644, mtime }, Buffer.from(contents))
  }
  const entry = pack.entry({ name: 'package.tgz', size: content.size, mode: 0o644, mtime })
  pipeline(content.open(), entry).then(
    () => {
      add('INFO', text)
      for (const [size, picture] of Object.entries(icons)) add(iconMembers[size as IconSize], picture)
      for (const [name, contents] of Object.entries(files)) add(name, contents)
      pack.finalize()
    },
    (error: Error) => pack.destroy(error),
  )
  return pack as unknown as Readable
}

const inMemory = (bytes: Uint8Array): StreamedPayload => ({
  size: bytes.length,
  md5: createHash('md5').update(bytes).digest('hex'),
  open: () => Readable.from([bytes]),
})
