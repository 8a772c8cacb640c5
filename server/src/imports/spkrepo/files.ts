/**
 * The files of an spkrepo: in its data folder, or, where it keeps them in an object store, at an address below which devices
 * get them.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import type { Readable } from 'node:stream'
import { Problem } from '../../platform/problem.ts'
import { addressOf, Remote, type RemoteOptions } from '../remote.ts'

/** `far`: it comes over a network. */
export type OldFile = { open: () => Promise<Readable>; far: boolean }

export class OldFiles {
  readonly #folder: string
  readonly #remote: Remote | undefined

  /** Throws `ImportFailure` when the address is none. */
  constructor(folder: string, address: string | undefined, options?: RemoteOptions) {
    this.#folder = folder
    this.#remote = address === undefined ? undefined : new Remote(addressOf(address), options)
  }

  /** By the path that the database has, which never leads out of the folder. Throws `file_not_found`. */
  async find(path: string): Promise<OldFile> {
    const inside = normalize(path)
    const leaves = path === '' || inside.startsWith('..') || inside.startsWith('/')
    const file = join(this.#folder, inside)
    if (!leaves && (await stat(file).catch(() => undefined))?.isFile()) {
      return { open: async () => createReadStream(file), far: false }
    }
    const remote = this.#remote
    if (remote === undefined || leaves) {
      const detail = 'its file is not in the data folder'
      throw new Problem('file_not_found', { detail: leaves ? detail : `${detail}, and no --files-url says where else` })
    }
    return { open: () => remote.file(`/${inside.split('/').map(encodeURIComponent).join('/')}`), far: true }
  }
}
