/** What arrived and is no longer there. */
import type { Database, Queryable } from '../../platform/db/index.ts'
import { type Actor, require } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { releaseContents } from '../packages/index.ts'
import { updateReleaseRow } from '../releases/index.ts'
import { BY_IMPORT } from './model.ts'
import * as store from './store.ts'
import { recount, turnOf } from './traces.ts'

export class Departures {
  readonly #db: Database

  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Whether something that arrived has nothing in it that did not come from there as well. */
  async isAllFromThere(source: string, noun: string, id: string): Promise<boolean> {
    return isAllFromThere(this.#db.read, source, noun, id)
  }

  /**
   * Puts into the trash what came from there and is no longer there, unless something is in it that did not: then it
   * stays. An empty collection, which has no trash, is deleted. It comes back if it is there again. Answers whether it is
   * gone.
   */
  async remove(actor: Actor, source: string, app: string | undefined, noun: string, id: string): Promise<boolean> {
    require(actor, 'app.create')
    return this.#db.write(async (tx) => {
      const slug = app === undefined ? undefined : await turnOf(tx, app)
      const before = await store.nameOf(tx, noun, id)
      if (before !== undefined && !(await isAllFromThere(tx, source, noun, id))) return false
      await store.forget(tx, source, noun, id)
      if (before === undefined) return true
      await takeAway(tx, source, noun, id)
      const kind =
        noun === 'releases' || noun === 'drafts' ? 'release' : noun === 'applications' ? 'app' : singular(noun)
      await record(tx, actor, {
        action: `${noun === 'applications' ? 'app' : singular(noun)}.delete`,
        ...(app !== undefined && slug !== undefined && { app: { id: app, slug } }),
        target: { kind, id, name: before.name },
        before: { source },
      })
      return true
    })
  }
}

const singular = (noun: string): string => noun.slice(0, -1)

async function isAllFromThere(db: Queryable, source: string, noun: string, id: string): Promise<boolean> {
  // An application in the trash may come back, and needs its collection then.
  if (noun === 'collections') return !(await store.hasApps(db, id))
  if (noun === 'applications') return !(await store.hasOthers(db, source, { app: id }))
  if (noun === 'releases' || noun === 'drafts') return !(await store.hasOthers(db, source, { release: id }))
  return true
}

async function takeAway(tx: Queryable, source: string, noun: string, id: string): Promise<void> {
  const gone = { deleted_at: Date.now(), deleted_by: BY_IMPORT }
  if (noun === 'collections') await store.deleteCollection(tx, id)
  else if (noun === 'applications') {
    await store.forgetApp(tx, source, id)
    await store.updateApp(tx, id, gone)
  } else if (noun === 'releases' || noun === 'drafts') {
    await store.forgetContents(tx, source, id)
    await releaseContents.trash(tx, id, gone.deleted_at, BY_IMPORT)
    await updateReleaseRow(tx, id, gone)
  } else {
    const row = await store.packageById(tx, id)
    await store.updatePackage(tx, id, gone)
    if (row !== undefined) await recount(tx, row.release_id)
  }
}
