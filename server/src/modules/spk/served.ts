/** Files by path, as devices and people fetch them: section 6 of the contract. Downloads of SPKs are counted by day. */
import { canonicalArchitecture, NOARCH } from '@slipway/spk'
import { type Database, flag } from '../../platform/db/index.ts'
import type { Download } from '../../platform/http/send-bytes.ts'
import { Problem } from '../../platform/problem.ts'
import type { Files } from '../files/index.ts'
import type { ReferenceTables } from './reference.ts'
import * as store from './store/index.ts'

/** What the link of a catalogue says of the device; without both it is somebody downloading by hand. */
export type From = { arch: string | undefined; build: string | undefined }

export class SpkFiles {
  readonly #db: Database
  readonly #files: Files
  readonly #reference: ReferenceTables

  constructor(deps: { db: Database; files: Files; reference: ReferenceTables }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#reference = deps.reference
  }

  /** Only what a build, icon or screenshot owns can be fetched. Throws `file_not_found`. */
  async byPath(path: string, from: From): Promise<Download> {
    const row = await store.findFile(this.#db.read, path)
    if (row === undefined) throw new Problem('file_not_found', { details: { path } })
    return {
      size: row.size,
      name: path.slice(path.lastIndexOf('/') + 1),
      contentType: row.content_type,
      etag: `"${row.sha256}"`,
      lastModified: row.created_at,
      digest: { sha256: row.sha256 },
      // Signing changes the bytes of a package under the same path.
      cacheControl: row.kind === 'build' ? 'public, no-cache' : 'public, max-age=300',
      open: (range) => this.#files.open(row.sha256, range),
      ...(row.kind === 'build' && { delivered: () => this.#count(row, from) }),
    }
  }

  async #count(file: store.FileRow, from: From): Promise<() => Promise<void>> {
    const row = await this.#countRow(file, from)
    const count = (by: number) => this.#db.write((tx) => store.addDownloads(tx, row, by)).then(() => undefined)
    await count(1)
    return () => count(-1)
  }

  async #countRow(file: store.FileRow, { arch, build }: From): Promise<Omit<store.DownloadRow, 'count'>> {
    const { architectures } = await this.#reference.all()
    const code = canonicalArchitecture(arch ?? '')
    const firmware = /^\d{1,9}$/.test(build ?? '') ? Number(build) : 0
    const byDevice = code !== '' && firmware > 0
    const facts = await store.findBuild(this.#db.read, file.build_id ?? '')
    const codes = facts === undefined ? [] : await store.architecturesOf(this.#db.read, [facts.id])
    const noarch = codes.some((row) => row.architecture === NOARCH)
    return {
      package_id: file.package_id,
      day: store.dayOf(Date.now()),
      build_id: file.build_id ?? '',
      architecture: byDevice && architectures.has(code) ? code : '',
      firmware_build: byDevice ? firmware : 0,
      target_firmware: noarch ? 0 : (facts?.firmware_min ?? 0),
      target_noarch: flag(noarch),
      source: byDevice ? 'catalog' : 'manual',
    }
  }
}
