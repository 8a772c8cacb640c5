/**
 * The key ring that packages are signed with, as one file of a snapshot: without it a server that was restored elsewhere
 * could not go on signing. It is kept as gpg has it on disk; secret keys are in it, so everything here is for its owner only.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { BackupError } from './failure.ts'
import type { ManifestTable } from './manifest.ts'
import { readTable, writeTable } from './table-file.ts'

type File = { path: string; bytes: Buffer }

/** What gpg makes anew: locks, files of its agent, copies of what was before. */
const PASSING = /(?:^|\/)(?:\.#|S\.|random_seed$)|(?:\.lock|\.tmp|~)$/

/** Writes the ring into the folder of a snapshot; nothing when there is none. */
export async function writeKeyRing(folder: string, ring: string | undefined): Promise<ManifestTable | undefined> {
  if (ring === undefined || !existsSync(ring)) return undefined
  const files: File[] = []
  for (const path of await pathsIn(ring)) files.push({ path, bytes: await readFile(join(ring, path)) })
  if (files.length === 0) return undefined
  return writeTable(
    folder,
    { name: 'keyring', columns: ['path', 'bytes'] },
    (async function* () {
      yield files
    })(),
  )
}

/** A ring that is ready beside the place where it belongs. */
export type PreparedRing = {
  /** Puts it there. What was there before, if it was another, is kept: answers where. */
  use(): Promise<string | undefined>
  discard(): Promise<void>
}

/** Throws `BackupError` when it is damaged. */
export async function prepareKeyRing(folder: string, table: ManifestTable, ring: string): Promise<PreparedRing> {
  await mkdir(dirname(ring), { recursive: true, mode: 0o750 })
  const ready = await mkdtemp(`${ring}.restored-`)
  const discard = () => rm(ready, { recursive: true, force: true })
  try {
    for await (const rows of readTable(folder, table)) {
      for (const { path, bytes } of rows as unknown as File[]) {
        const inside = normalize(path)
        if (inside.startsWith('..') || inside.startsWith(sep)) throw new BackupError(`The key ring has a file ${path}.`)
        await mkdir(dirname(join(ready, inside)), { recursive: true, mode: 0o700 })
        await writeFile(join(ready, inside), bytes, { mode: 0o600, flush: true })
      }
    }
  } catch (error) {
    await discard()
    throw error
  }
  return {
    discard,
    async use() {
      const before = existsSync(ring) && (await pathsIn(ring)).length > 0
      if (before && (await areSame(ring, ready))) {
        await discard()
        return undefined
      }
      const aside = `${ring}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
      try {
        if (existsSync(ring)) await rename(ring, aside)
        await rename(ready, ring)
      } catch (error) {
        // It may be a volume of its own.
        const why = (error as Error).message
        const instead = `It is in ${ready}: move what is in there, for its owner only.`
        throw new BackupError(
          `All but the key ring is restored, which cannot be put into ${ring} (${why}). ${instead}`,
          {
            cause: error,
          },
        )
      }
      if (before) return aside
      await rm(aside, { recursive: true, force: true })
      return undefined
    },
  }
}

/** Paths of what a ring consists of, below it. */
async function pathsIn(ring: string): Promise<string[]> {
  const entries = await readdir(ring, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ring, join(entry.parentPath, entry.name)))
    .filter((path) => !PASSING.test(path))
    .sort()
}

async function areSame(one: string, other: string): Promise<boolean> {
  const [paths, others] = [await pathsIn(one), await pathsIn(other)]
  if (paths.join('\n') !== others.join('\n')) return false
  for (const path of paths) {
    if (!(await readFile(join(one, path))).equals(await readFile(join(other, path)))) return false
  }
  return true
}
