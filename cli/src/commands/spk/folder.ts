/** A folder laid out like an SPK, as the description of one. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type IconSize, iconMembers, parseInfo, type SpkDescription } from '@slipway/spk'
import tar from 'tar-stream'
import { UsageError } from '../../failures.ts'

/** Members that are made otherwise, or have no place in a new package. */
const OTHERWISE = new Set(['INFO', 'package.tgz', 'package', 'syno_signature.asc'])
const LARGEST = 64 * 1024 ** 2

/**
 * Needs `INFO`, and `package.tgz` or a folder `package` to make it of, which goes to `scratch`. Everything else becomes
 * a member under its name. Throws `UsageError`.
 */
export async function describeFolder(
  folder: string,
  settings: Readonly<Record<string, string>>,
  scratch: string,
): Promise<SpkDescription> {
  const names = new Set(await readdir(folder))
  if (!names.has('INFO')) throw new UsageError(`${folder} has no file INFO.`, 'It holds lines such as package="git".')
  const { values } = parseInfo(await readFile(join(folder, 'INFO')), () => {})
  const payload = names.has('package.tgz') ? join(folder, 'package.tgz') : scratch
  if (payload === scratch) {
    if (!names.has('package')) throw new UsageError(`${folder} has neither package.tgz nor a folder package.`)
    await pipeline(tarOf(join(folder, 'package')), createGzip(), createWriteStream(scratch))
  }
  const files = await filesOf(folder, [...names].filter((name) => !OTHERWISE.has(name)).sort())
  const icons: Partial<Record<IconSize, Uint8Array>> = {}
  for (const [size, name] of Object.entries(iconMembers) as [IconSize, string][]) {
    const picture = files[name]
    if (picture !== undefined) icons[size] = picture
    delete files[name]
  }
  return {
    info: { ...Object.fromEntries(values), ...settings },
    payload: { size: (await stat(payload)).size, md5: await md5Of(payload), open: () => createReadStream(payload) },
    files,
    icons,
  }
}

/** Contents by name, folders walked through. */
async function filesOf(folder: string, names: readonly string[]): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {}
  for (const name of names) {
    const path = join(folder, name)
    const facts = await stat(path)
    if (facts.isDirectory()) {
      const inside = (await readdir(path)).sort().map((one) => `${name}/${one}`)
      Object.assign(files, await filesOf(folder, inside))
    } else if (facts.size > LARGEST) {
      throw new UsageError(`${path} is too large for a file beside package.tgz.`)
    } else {
      files[name] = await readFile(path)
    }
  }
  return files
}

/** With modes and links as they are, times and owners of nobody: the same folder gives the same bytes. */
function tarOf(folder: string): tar.Pack {
  const pack = tar.pack()
  const header = { mtime: new Date(0), uid: 0, gid: 0 }
  const add = async (name: string): Promise<void> => {
    const path = join(folder, name)
    const facts = await lstat(path)
    const mode = facts.mode & 0o777
    if (facts.isSymbolicLink()) {
      pack.entry({ ...header, name, mode, type: 'symlink', linkname: await readlink(path) })
    } else if (facts.isDirectory()) {
      if (name !== '') pack.entry({ ...header, name, mode, type: 'directory' })
      for (const one of (await readdir(path)).sort()) await add(name === '' ? one : `${name}/${one}`)
    } else {
      await pipeline(createReadStream(path), pack.entry({ ...header, name, mode, size: facts.size }))
    }
  }
  add('').then(
    () => pack.finalize(),
    (error: Error) => pack.destroy(error),
  )
  return pack
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
