/** Collections: where applications are kept together. */
import type { Collection, CollectionChange, CollectionInput } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { type Database, flag, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { difference, record } from '../audit/index.ts'
import { presentCollection, requireNoId } from './model.ts'
import * as store from './store.ts'

export class Collections {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** By name. Private ones are for administrators. */
  async list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<Collection>> {
    const after = readCursor(cursor, ['string'])?.[0] as string | undefined
    const rows = await store.listCollections(this.#db.read, !seesAll(actor), limit + 1, after)
    const used = await store.collectionsInUse(
      this.#db.read,
      rows.map(({ id }) => id),
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.name_key],
      (row) => presentCollection(row, used),
    )
  }

  async get(actor: Actor, reference: string): Promise<Collection> {
    return present(this.#db.read, await this.#load(this.#db.read, actor, reference))
  }

  async create(actor: Actor, input: CollectionInput): Promise<Collection> {
    require(actor, 'collection.manage')
    return this.#db.write(async (tx) => {
      if ((await store.findCollection(tx, input.name)) !== undefined) throw taken()
      return present(tx, await makeCollection(tx, actor, input))
    })
  }

  async update(actor: Actor, reference: string, change: CollectionChange): Promise<Collection> {
    require(actor, 'collection.manage')
    return this.#db.write(async (tx) => {
      const row = await this.#load(tx, actor, reference)
      const name = change.name ?? row.name
      requireNoId('name', name)
      const other = await store.findCollection(tx, name)
      if (other !== undefined && other.id !== row.id) throw taken()
      const next: store.CollectionRow = {
        ...row,
        name,
        name_key: name.toLowerCase(),
        description: change.description ?? row.description,
        public: change.public === undefined ? row.public : flag(change.public),
        updated_at: Date.now(),
      }
      const changed = difference({ name: row.name, description: row.description, public: row.public === 1 }, change)
      if (changed === undefined) return present(tx, row)
      await store.updateCollection(tx, row.id, next)
      await record(tx, actor, {
        action: 'collection.update',
        target: { kind: 'collection', id: row.id, name },
        ...changed,
      })
      return present(tx, next)
    })
  }

  /** Only an empty one can be deleted: applications in the trash count, they may come back. */
  async delete(actor: Actor, reference: string): Promise<void> {
    require(actor, 'collection.manage')
    await this.#db.write(async (tx) => {
      const row = await this.#load(tx, actor, reference)
      if ((await store.collectionsInUse(tx, [row.id])).size > 0) {
        throw new Problem('conflict', {
          detail: 'The collection still has applications; delete them first, in the trash as well.',
        })
      }
      await store.deleteCollection(tx, row.id)
      await record(tx, actor, {
        action: 'collection.delete',
        target: { kind: 'collection', id: row.id, name: row.name },
      })
    })
  }

  async #load(db: Queryable, actor: Actor, reference: string): Promise<store.CollectionRow> {
    const row = await store.findCollection(db, reference)
    if (row === undefined || (row.public === 0 && !seesAll(actor))) {
      throw new Problem('collection_not_found', { details: { collection: reference } })
    }
    return row
  }
}

const present = async (db: Queryable, row: store.CollectionRow): Promise<Collection> =>
  presentCollection(row, await store.collectionsInUse(db, [row.id]))

/** A key that is limited to an application sees no more of the site than everybody. */
const seesAll = (actor: Actor): boolean => actor.system || (actor.account?.admin === true && actor.key?.app == null)

const taken = (): Problem =>
  new Problem('name_taken', {
    detail: 'A collection with that name already exists.',
    errors: [{ field: 'name', message: 'must be new, whatever its case' }],
  })

/** Makes one within the transaction of something else. */
export async function makeCollection(
  tx: Queryable,
  actor: Actor,
  input: CollectionInput,
): Promise<store.CollectionRow> {
  requireNoId('name', input.name)
  const now = Date.now()
  const row: store.CollectionRow = {
    id: newId(),
    name: input.name,
    name_key: input.name.toLowerCase(),
    description: input.description ?? '',
    public: flag(input.public ?? true),
    created_at: now,
    updated_at: now,
    extra: null,
  }
  await store.insertCollection(tx, row)
  await record(tx, actor, {
    action: 'collection.create',
    target: { kind: 'collection', id: row.id, name: row.name },
    after: { name: row.name, public: row.public === 1 },
  })
  return row
}
