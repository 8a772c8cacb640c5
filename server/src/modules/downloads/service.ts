import type { DownloadCount, FileMatch } from '@slipway/contract'
import type { Database, Page, Queryable } from '../../platform/db/index.ts'
import { lookUpBy, pageOf, readCursor } from '../../platform/db/index.ts'
import type { Download } from '../../platform/http/send-bytes.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, may, seesPrivate, theServer } from '../access/index.ts'
import { type AppRow, guarded, loadApp } from '../apps/index.ts'
import type { Files } from '../files/index.ts'
import { digestsOf, type ServedRow, servedByDigest, servedById, servedByIds, servedByName } from '../packages/index.ts'
import { loadRelease, releasesOfRevision, releaseVisible } from '../releases/index.ts'
import { Counting, counterSums } from './counting.ts'
import { type CatalogueDelivery, type FactBook, noFacts } from './facts.ts'
import * as store from './store.ts'

export type FileReference =
  | { by: 'id'; id: string }
  | { by: 'name'; app: string; release: string; file: string }
  | { by: 'digest'; algorithm: 'sha256' | 'sha512'; digest: string }

/** A file as it is counted. `size`: bytes. */
export type CatalogueFile = { subject: CatalogueDelivery['subject']; size: number }

export class Downloads {
  readonly #db: Database
  readonly #files: Files
  readonly #facts: FactBook
  readonly #counting: Counting
  readonly #servedById: (id: string) => Promise<ServedRow | undefined>

  constructor(deps: { db: Database; files: Files; facts?: FactBook }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#facts = deps.facts ?? noFacts
    this.#counting = new Counting(deps.db, this.#facts)
    this.#servedById = lookUpBy(deps.db, servedById, servedByIds)
  }

  /** By the id of a file, or of a package or extension, whose current file it then is. */
  async byId(actor: Actor, id: string): Promise<Download> {
    const row = await this.#servedById(id)
    if (row === undefined || !visible(actor, row)) throw new Problem('file_not_found', { details: { id } })
    return this.#download(row, row.current === row.id ? 'changing' : 'fixed')
  }

  /** Whether `byId` would find it. */
  async has(actor: Actor, id: string): Promise<boolean> {
    const row = await this.#servedById(id)
    return row !== undefined && visible(actor, row)
  }

  /** By the names people see: application, release (or revision) and file name. */
  async byName(actor: Actor, appReference: string, release: string, fileName: string): Promise<Download> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const { id } = await loadRelease(this.#db.read, actor, app, release)
    const row =
      (await servedByName(this.#db.read, [id], fileName)) ?? (await this.#beside(actor, app, release, fileName))
    if (row === undefined) {
      throw new Problem('file_not_found', {
        detail: `${release} has no file ${fileName}.`,
        details: { app: app.slug, release, file: fileName },
      })
    }
    return this.#download(row, 'changing')
  }

  /** In the rest of a draft of which a part was promoted: its revision means the release from then on. */
  async #beside(actor: Actor, app: AppRow, revision: string, fileName: string): Promise<ServedRow | undefined> {
    const releases = await releasesOfRevision(this.#db.read, app.id, revision)
    const seen = releases.filter((release) => releaseVisible(actor, app, release)).map(({ id }) => id)
    return seen.length === 0 ? undefined : servedByName(this.#db.read, seen, fileName)
  }

  /** By its digest: current files and, until retention forgets them, replaced ones. */
  async byDigest(actor: Actor, algorithm: 'sha256' | 'sha512', digest: string): Promise<Download> {
    for (const row of await servedByDigest(this.#db.read, algorithm, digest.toLowerCase())) {
      if (visible(actor, row)) return this.#download(row, 'fixed')
    }
    throw new Problem('file_not_found', { details: { [algorithm]: digest } })
  }

  /** Who has or had these bytes, newest first, as far as the actor may know. */
  async matches(actor: Actor, sha256: string): Promise<FileMatch[]> {
    const matches: FileMatch[] = []
    for (const row of await servedByDigest(this.#db.read, 'sha256', sha256)) {
      if (!visible(actor, row)) continue
      const { slug } = await loadApp(this.#db.read, actor, row.app_id)
      matches.push({
        kind: row.kind,
        id: row.package_id,
        app: slug,
        appRevision: row.app_revision,
        baseName: row.base_name,
        os: row.os,
        arch: row.arch,
        fileName: row.name,
        size: row.size,
        current: row.current === row.id,
        createdAt: new Date(row.created_at).toISOString(),
      })
    }
    return matches
  }

  /** `<digest>  <file name>` lines of all files of a release, as `sha256sum -c` reads them. */
  async sums(actor: Actor, appReference: string, release: string, algorithm: 'sha256' | 'sha512'): Promise<string> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const { id } = await loadRelease(this.#db.read, actor, app, release)
    const rows = await digestsOf(this.#db.read, id)
    return rows.map((row) => `${row[algorithm]}  ${row.name}\n`).join('')
  }

  /** Counts by revision, kind, base name, os and arch; in that order. */
  async counts(
    actor: Actor,
    appReference: string,
    filter: store.CounterFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<DownloadCount>> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const after = readCursor(
      cursor,
      Array.from({ length: 5 }, () => 'string' as const),
    ) as string[] | undefined
    const onlyPublic = !seesPrivate(actor, guarded(app))
    const rows = await store.list(this.#db.read, app.id, { ...filter, onlyPublic }, limit + 1, after)
    return pageOf(
      rows,
      limit,
      (row) => [row.app_revision, row.kind, row.base_name, row.os, row.arch],
      (row) => ({
        revision: row.app_revision,
        kind: row.kind,
        baseName: row.base_name,
        os: row.os,
        arch: row.arch,
        downloads: row.downloads,
      }),
    )
  }

  /** A file by one of its addresses, for those who count what others delivered. Nothing when it is not here. */
  async find(reference: FileReference): Promise<CatalogueFile | undefined> {
    const row = await this.#row(reference)
    return row && { subject: subjectOf(row), size: row.size }
  }

  /** Adds deliveries that are in the book already to the counters. */
  async addToCounters(tx: Queryable, deliveries: readonly CatalogueDelivery[]): Promise<void> {
    await store.addAll(tx, counterSums(deliveries.map((delivery) => ({ delivery, by: 1 }))))
  }

  async #row(reference: FileReference): Promise<ServedRow | undefined> {
    if (reference.by === 'id') return this.#servedById(reference.id)
    if (reference.by === 'digest') {
      const [newest] = await servedByDigest(this.#db.read, reference.algorithm, reference.digest)
      return newest
    }
    try {
      const app = await loadApp(this.#db.read, theServer, reference.app)
      const { id } = await loadRelease(this.#db.read, theServer, app, reference.release)
      return await servedByName(this.#db.read, [id], reference.file)
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }

  /** Waits until all that was counted is written. */
  settle(): Promise<void> {
    return this.#counting.settle()
  }

  /** `fixed`: the address means these bytes for ever; `changing`: it may mean others tomorrow. */
  #download(row: ServedRow, address: 'fixed' | 'changing'): Download {
    const subject = subjectOf(row)
    return {
      size: row.size,
      name: row.name,
      contentType: row.content_type,
      etag: `"${row.sha256}"`,
      lastModified: row.created_at,
      digest: { sha256: row.sha256 },
      // Who may have it is asked each time, so nobody between here and there keeps it without asking.
      cacheControl: address === 'fixed' ? 'private, max-age=31536000, immutable' : 'no-cache',
      open: (range) => this.#files.open(row.sha256, range),
      place: () => this.#files.place(row.sha256),
      link: (headers) => this.#files.link(row.sha256, headers),
      delivered: async (visitor) => {
        const asker = await this.#facts.describe(visitor)
        const delivery = { at: Date.now(), subject, asker }
        await this.#counting.count(delivery, 1)
        return () => this.#counting.count(delivery, -1)
      },
    }
  }
}

function visible(actor: Actor, row: ServedRow): boolean {
  const app = guarded({ id: row.app_id, public: row.app_public })
  return may(actor, 'app.read', app) && (row.release_public === 1 || seesPrivate(actor, app))
}

const subjectOf = (row: ServedRow): CatalogueDelivery['subject'] => ({
  app: row.app_id,
  kind: row.kind,
  packageId: row.package_id,
  fileId: row.id,
  fileName: row.name,
  baseName: row.base_name,
  appRevision: row.app_revision,
  release: row.release_name,
  stage: row.release_stage,
  version: row.version,
  os: row.os,
  arch: row.arch,
})
