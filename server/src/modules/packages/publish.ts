/**
 * Publishing: bytes are staged and checked before, then one short transaction makes package, file and bytes visible
 * together. Publishing the same again changes nothing, so that a build farm may repeat what it is unsure of.
 */
import type { Outcome } from '@slipway/contract'
import type { Static } from 'typebox'
import { newId } from '../../platform/crypto/ids.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, may, require } from '../access/index.ts'
import { type AppRow, guarded, loadApp, renderTemplate, requireNoId, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import type { Expected, Files, Staged } from '../files/index.ts'
import { type ReleaseRow, releaseOfRevision, targetOf, updateReleaseRow } from '../releases/index.ts'
import { contentTypeOf } from './content-type.ts'
import { releaseContents } from './contents.ts'
import { changedFacts, templateFacts } from './model.ts'
import { index } from './search.ts'
import { servedByName } from './served-store.ts'
import * as store from './store.ts'

export type Delivery = {
  fileName: string
  contentType?: string | undefined
  /** put other bytes in place of those of a stable release */
  replace?: boolean | undefined
  /** whether the uploader gave a build date, rather than it being now */
  dated?: boolean
}

type Done = { outcome: Static<typeof Outcome>; id: string }
/** `row` and `slug` as they were in the transaction: a moment later somebody may have deleted it again. */
export type Published = Done & { row: store.PublishedRow; slug: string }

export class Publisher {
  readonly #db: Database
  readonly #files: Files

  constructor(deps: { db: Database; files: Files }) {
    this.#db = deps.db
    this.#files = deps.files
  }

  /**
   * Asks before the bytes come whether they may come at all: a gigabyte that would be refused need not be sent. What
   * `expected` does not say, and what changes meanwhile, is found when they are published.
   */
  async requireAcceptable(
    actor: Actor,
    appReference: string,
    kind: store.Kind,
    facts: store.FactColumns,
    expected: Expected,
    delivery: Delivery,
  ): Promise<void> {
    const app = await loadApp(this.#db.read, actor, appReference)
    require(actor, 'package.publish', guarded(app))
    requireNames(facts, delivery)
    const release = await releaseOfRevision(this.#db.read, app.id, facts.app_revision)
    if (release === undefined) return
    const before = await store.findSlot(this.#db.read, release.id, kind, facts)
    const current = before?.file_id ? await store.findFile(this.#db.read, before.file_id) : undefined
    if (before !== undefined && current !== undefined) {
      if (expected.sha256 === undefined || expected.sha256 === current.sha256) return
      if (changesBytes(release, before, facts)) {
        requireReplace(actor, app, release, before, current, expected.sha256, delivery)
      }
    }
    await requireFreeFileName(this.#db.read, release, delivery.fileName, before?.id)
  }

  /** Throws `bytes_differ` when a stable release has other bytes; whatever happens, unused bytes do not stay. */
  async publish(
    actor: Actor,
    appReference: string,
    kind: store.Kind,
    facts: store.FactColumns,
    staged: Staged,
    delivery: Delivery,
  ): Promise<Published> {
    let published: Published
    try {
      requireNames(facts, delivery)
      published = await this.#db.write(async (tx) => {
        const app = await takeTurn(tx, actor, appReference, 'package.publish')
        const release = await targetOf(tx, actor, app, facts.app_revision)
        const before = await store.findSlot(tx, release.id, kind, facts)
        const done =
          before === undefined
            ? await this.#create(tx, actor, app, release, kind, facts, staged, delivery)
            : await this.#again(tx, actor, app, release, before, facts, staged, delivery)
        if (done.outcome !== 'unchanged') {
          await index(tx, app.id, kind, facts)
          await updateReleaseRow(tx, release.id, {
            ...(await releaseContents.count(tx, release.id)),
            updated_at: Date.now(),
          })
        }
        const row = await store.find(tx, done.id)
        if (row === undefined) throw new Error('what was published is not there')
        return { ...done, row, slug: app.slug }
      })
    } catch (error) {
      await this.#files.discard(staged)
      throw error
    }
    if (published.outcome === 'unchanged' || published.outcome === 'updated') await this.#files.discard(staged)
    return published
  }

  async #create(
    tx: Queryable,
    actor: Actor,
    app: AppRow,
    release: ReleaseRow,
    kind: store.Kind,
    facts: store.FactColumns,
    staged: Staged,
    delivery: Delivery,
  ): Promise<Done> {
    const now = Date.now()
    const name = nameOf(app, kind, facts)
    const row: store.PackageTable = {
      id: newId(),
      app_id: app.id,
      release_id: release.id,
      kind,
      name,
      name_key: name.toLowerCase(),
      ...facts,
      extra: null,
      file_id: null,
      created_at: now,
      updated_at: now,
      created_by: actor.account?.id ?? null,
      yanked_at: null,
      yank_reason: null,
      bytes_changed_at: null,
      deleted_at: null,
      deleted_by: null,
      deleted_with: null,
    }
    await requireFreeFileName(tx, release, delivery.fileName, undefined)
    await store.insert(tx, row)
    await this.#putFile(tx, actor, row, staged, delivery)
    await record(tx, actor, {
      action: `${kind}.publish`,
      app,
      target: { kind, id: row.id, name },
      after: { release: release.name, file: delivery.fileName, size: staged.size, sha256: staged.sha256 },
    })
    return { outcome: 'created', id: row.id }
  }

  async #again(
    tx: Queryable,
    actor: Actor,
    app: AppRow,
    release: ReleaseRow,
    before: store.PackageTable,
    facts: store.FactColumns,
    staged: Staged,
    delivery: Delivery,
  ): Promise<Done> {
    const { id, kind } = before
    const current = before.file_id === null ? undefined : await store.findFile(tx, before.file_id)
    const changed = changedFacts(before, facts, delivery.dated ?? false)
    if (current?.sha256 === staged.sha256) {
      await this.#files.heal(tx, staged)
      if (Object.keys(changed).length === 0) return { outcome: 'unchanged', id }
      await this.#setFacts(tx, app, before, changed)
      await record(tx, actor, {
        action: `${kind}.update`,
        app,
        target: { kind, id, name: before.name },
        before: Object.fromEntries(
          Object.keys(changed).map((column) => [column, before[column as keyof typeof changed]]),
        ),
        after: changed,
      })
      return { outcome: 'updated', id }
    }
    const sameBuild = before.revision === facts.revision
    const bytesChange = current !== undefined && changesBytes(release, before, facts)
    if (bytesChange) requireReplace(actor, app, release, before, current, staged.sha256, delivery)
    await requireFreeFileName(tx, release, delivery.fileName, id)
    const now = Date.now()
    await this.#setFacts(tx, app, before, { ...changed, build_date: facts.build_date })
    if (current !== undefined) await store.markReplaced(tx, current.id, now)
    await this.#putFile(tx, actor, before, staged, delivery)
    // A yank speaks of the bytes that were; a build of another revision is another thing.
    if (!sameBuild) await store.update(tx, id, { yanked_at: null, yank_reason: null, bytes_changed_at: null })
    if (bytesChange) await store.update(tx, id, { bytes_changed_at: now })
    await record(tx, actor, {
      action: current === undefined ? `${kind}.publish` : `${kind}.replace`,
      app,
      target: { kind, id, name: before.name },
      before:
        current === undefined
          ? null
          : { revision: before.revision, file: current.name, size: current.size, sha256: current.sha256 },
      after: { revision: facts.revision, file: delivery.fileName, size: staged.size, sha256: staged.sha256 },
    })
    return { outcome: current === undefined ? 'created' : 'replaced', id }
  }

  async #setFacts(
    tx: Queryable,
    app: AppRow,
    before: store.PackageTable,
    changed: Partial<store.FactColumns>,
  ): Promise<void> {
    const name = nameOf(app, before.kind, { ...before, ...changed })
    await store.update(tx, before.id, { ...changed, name, name_key: name.toLowerCase(), updated_at: Date.now() })
  }

  async #putFile(
    tx: Queryable,
    actor: Actor,
    row: store.PackageTable,
    staged: Staged,
    delivery: Delivery,
  ): Promise<void> {
    await this.#files.adopt(tx, staged)
    const id = newId()
    await store.insertFile(tx, {
      id,
      package_id: row.id,
      sha256: staged.sha256,
      sha512: staged.sha512,
      size: staged.size,
      name: delivery.fileName,
      content_type: delivery.contentType ?? contentTypeOf(delivery.fileName),
      created_at: Date.now(),
      created_by: actor.account?.id ?? null,
      replaced_at: null,
      renamed_at: null,
    })
    await store.update(tx, row.id, { file_id: id, updated_at: Date.now() })
  }
}

function requireNames(facts: store.FactColumns, { fileName }: Delivery): void {
  requireNoId('baseName', facts.base_name)
  if (fileName === 'SHA256SUMS' || fileName === 'SHA512SUMS') {
    throw wrongField('fileName', `must not be ${fileName}, where the digests of the release are`)
  }
}

export const nameOf = (app: AppRow, kind: store.Kind, facts: store.FactColumns): string =>
  kind === 'package'
    ? renderTemplate('applicationPackageNameTemplate', app.package_template, templateFacts(app.id, facts))
    : renderTemplate('extensionPackageNameTemplate', app.extension_template, templateFacts(app.id, facts))

/** People get a file by its name, so a release has each name once. */
async function requireFreeFileName(
  tx: Queryable,
  release: ReleaseRow,
  fileName: string,
  except: string | undefined,
): Promise<void> {
  const other = await servedByName(tx, [release.id], fileName)
  if (other === undefined || other.package_id === except) return
  throw new Problem('name_taken', {
    detail: `${release.name} has another file ${fileName}: ${other.base_name} for ${other.os}-${other.arch}.`,
    errors: [{ field: 'fileName', message: 'must be new within the release' }],
    details: { id: other.package_id },
  })
}

/** Whether other bytes would change what people trust to stay: a build of an extension that has become stable, or an installer. */
const changesBytes = (release: ReleaseRow, before: store.PackageTable, facts: store.FactColumns): boolean =>
  release.stage === 'stable' && (before.kind === 'package' || before.revision === facts.revision)

function requireReplace(
  actor: Actor,
  app: AppRow,
  release: ReleaseRow,
  before: store.PackageTable,
  current: store.FileRow,
  received: string,
  delivery: Delivery,
): void {
  const details = {
    id: before.id,
    release: release.name,
    sha256: current.sha256,
    sha512: current.sha512,
    received,
  }
  if (!delivery.replace) {
    const hint = may(actor, 'package.replace', guarded(app)) ? ' Say `replace` to put these in their place.' : ''
    throw new Problem('bytes_differ', {
      detail: `${release.name} has ${before.name} with other bytes (sha256 ${current.sha256}).${hint}`,
      details,
    })
  }
  require(actor, 'package.replace', guarded(app))
}
