/**
 * Files by path, as devices and people fetch them. Downloads of SPKs are counted by day: what the counters say is what
 * the book of facts says, without bots.
 */
import { canonicalArchitecture, NOARCH } from '@slipway/spk'
import { type Database, flag, type Queryable } from '../../platform/db/index.ts'
import type { Download, Visitor } from '../../platform/http/send-bytes.ts'
import { Problem } from '../../platform/problem.ts'
import { type Asker, type Delivery, type FactBook, SPK_SUBJECTS, type Subject } from '../downloads/index.ts'
import type { Files } from '../files/index.ts'
import type { ReferenceTables } from './reference.ts'
import * as store from './store/index.ts'

/** What the link of a catalogue says of the device; without both it is somebody downloading by hand. */
export type From = { arch: string | undefined; build: string | undefined }

/** The counter of a download, and what statistics say of the same download. `size`: bytes of the file. */
export type SpkDownload = { counter: Omit<store.DownloadRow, 'count'>; subject: Subject; size: number }

/** `unfit`: the build is not for that architecture, or needs newer firmware. */
export type FormerLink =
  | { outcome: 'found'; path: string; arch: string }
  | { outcome: 'unknown' | 'inactive' | 'unfit' }

export class SpkFiles {
  readonly #db: Database
  readonly #files: Files
  readonly #facts: FactBook
  readonly #reference: ReferenceTables

  constructor(deps: { db: Database; files: Files; facts: FactBook; reference: ReferenceTables }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#facts = deps.facts
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
      place: () => this.#files.place(row.sha256),
      ...(row.kind === 'build' && { delivered: (visitor?: Visitor) => this.#count(row, from, visitor) }),
    }
  }

  /**
   * The path behind an address of the first generation, which is made of numbers of that server. It counts when the file is
   * fetched.
   */
  async byFormerIds(ids: { architecture: number; firmware: number; build: number }): Promise<FormerLink> {
    const code = await store.formerArchitecture(this.#db.read, ids.architecture)
    const build = await store.formerBuild(this.#db.read, ids.build)
    if (code === undefined || build === undefined) return { outcome: 'unknown' }
    if (build.active === 0) return { outcome: 'inactive' }
    const codes = (await store.architecturesOf(this.#db.read, [build.id])).map((row) => row.architecture)
    const fits = codes.includes(code) || codes.includes(NOARCH)
    if (!fits || ids.firmware < build.firmware_min) return { outcome: 'unfit' }
    return { outcome: 'found', path: build.path, arch: code }
  }

  /** What a download of the SPK at this path counts as, at `at` (ms); nothing when no build is there. */
  async counted(path: string, from: From, at: number): Promise<SpkDownload | undefined> {
    const row = await store.findFile(this.#db.read, path)
    return row?.kind === 'build' ? this.#counted(row, from, at) : undefined
  }

  /** The same of a build that is not here; nothing when its package is not here either. */
  async countedWithout(packageName: string, from: From, at: number): Promise<SpkDownload | undefined> {
    const owner = await store.findPackage(this.#db.read, packageName)
    if (owner === undefined) return undefined
    const counted = await this.#counted({ package_id: owner.id, build_id: null, path: '', size: 0 }, from, at)
    return { ...counted, subject: { ...counted.subject, baseName: owner.name } }
  }

  /** Adds downloads that are new in the book to the counters, in one order for all processes. */
  async addToCounters(
    tx: Queryable,
    downloads: readonly { counter: SpkDownload['counter']; asker: Asker }[],
  ): Promise<void> {
    const sums = new Map<string, { counter: SpkDownload['counter']; by: number }>()
    for (const { counter, asker } of downloads) {
      if (this.#facts.isBot(asker)) continue
      const key = JSON.stringify(Object.values(counter))
      const sum = sums.get(key) ?? { counter, by: 0 }
      sum.by += 1
      sums.set(key, sum)
    }
    for (const [, { counter, by }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await store.addDownloads(tx, counter, by)
    }
  }

  /** Makes the counters anew from the book, where series of older systems or other rules have changed it. */
  recount = (tx: Queryable) => store.recount(tx)

  async #count(file: store.FileRow, from: From, visitor: Visitor | undefined): Promise<() => Promise<void>> {
    const at = Date.now()
    const { counter, subject } = await this.#counted(file, from, at)
    const delivery: Delivery = { at, subject, asker: await this.#facts.describe(visitor) }
    const counts = !this.#facts.isBot(delivery.asker)
    const count = (by: 1 | -1) =>
      this.#db.write(async (tx) => {
        const [changed] = await this.#facts.write(tx, [{ delivery, by }])
        if (changed && counts) await store.addDownloads(tx, counter, by)
      })
    await count(1)
    return () => count(-1)
  }

  async #counted(
    file: Pick<store.FileRow, 'package_id' | 'build_id' | 'path' | 'size'>,
    { arch, build }: From,
    at: number,
  ): Promise<SpkDownload> {
    const { architectures } = await this.#reference.all()
    const code = canonicalArchitecture(arch ?? '')
    const firmware = /^\d{1,9}$/.test(build ?? '') ? Number(build) : 0
    const byDevice = code !== '' && firmware > 0
    const [facts] = await store.buildsWithOwners(this.#db.read, [file.build_id ?? ''])
    const codes = facts === undefined ? [] : await store.architecturesOf(this.#db.read, [facts.id])
    const noarch = codes.some((row) => row.architecture === NOARCH)
    const architecture = byDevice && architectures.has(code) ? code : ''
    return {
      size: file.size,
      counter: {
        package_id: file.package_id,
        day: store.dayOf(at),
        build_id: file.build_id ?? '',
        architecture,
        firmware_build: byDevice ? firmware : 0,
        target_firmware: noarch ? 0 : (facts?.firmware_min ?? 0),
        target_noarch: flag(noarch),
        source: byDevice ? 'catalog' : 'manual',
      },
      subject: {
        app: SPK_SUBJECTS,
        kind: 'spk',
        packageId: file.package_id,
        fileId: file.build_id ?? '',
        fileName: file.path.slice(file.path.lastIndexOf('/') + 1),
        baseName: facts?.package_name ?? '',
        appRevision: byDevice ? String(firmware) : '',
        release: '',
        stage: facts?.beta === 1 ? 'draft' : 'stable',
        version: facts === undefined ? '' : `${facts.upstream_version}-${facts.number}`,
        os: 'dsm',
        arch: architecture,
      },
    }
  }
}
