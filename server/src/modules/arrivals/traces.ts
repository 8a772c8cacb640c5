/** What each change by an import leaves: a mark of how a thing looked there, and the sums of its release. */
import type { Queryable } from '../../platform/db/index.ts'
import { releaseContents } from '../packages/index.ts'
import { updateReleaseRow } from '../releases/index.ts'
import type { Arrival } from './model.ts'
import * as store from './store.ts'

export const mark = (tx: Queryable, source: string, noun: string, { id, fingerprint }: Arrival, app: string | null) =>
  store.mark(tx, { source, noun, id, app_id: app, fingerprint })

export const recount = async (tx: Queryable, release: string): Promise<void> => {
  await updateReleaseRow(tx, release, await releaseContents.count(tx, release))
}

/** Answers the slug of the application. */
export async function turnOf(tx: Queryable, app: string): Promise<string> {
  await store.turnOf(tx, app)
  return (await store.appById(tx, app))?.slug ?? ''
}
