/**
 * Ids under which older systems knew installers, for addresses that people have written down: each leads to a package of
 * this catalogue or to an address elsewhere.
 */
import type { Database, Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    permalink: { id: string; package_id: string | null; url: string | null }
  }
}

export type Permalink = { packageId: string | null; url: string | null }

export class Permalinks {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  async find(id: string): Promise<Permalink | undefined> {
    const row = await this.#db.read
      .selectFrom('permalink')
      .select(['package_id as packageId', 'url'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row
  }

  /** Makes ids lead somewhere, or somewhere else from now on. Answers how many were new. */
  add(links: readonly ({ id: string } & Permalink)[]): Promise<number> {
    return this.#db.write(async (tx) => {
      let added = 0
      for (const link of links) if ((await put(tx, link)) === 'added') added += 1
      return added
    })
  }
}

/** In somebody's transaction. */
export async function put(
  tx: Queryable,
  { id, packageId, url }: { id: string } & Permalink,
): Promise<'added' | 'changed' | 'same'> {
  const known = await tx.selectFrom('permalink').selectAll().where('id', '=', id).executeTakeFirst()
  const values = { package_id: packageId, url }
  if (known === undefined) {
    await tx
      .insertInto('permalink')
      .values({ id, ...values })
      .execute()
    return 'added'
  }
  if (known.package_id === packageId && known.url === url) return 'same'
  await tx.updateTable('permalink').set(values).where('id', '=', id).execute()
  return 'changed'
}
