/**
 * Moves what was made a moment ago into the past, its audit entries included. Only the demo does this: a catalogue of
 * which everything is a minute old shows little. What really happened is never dated otherwise.
 */
import type { Database } from '../../platform/db/index.ts'
import * as store from './store.ts'

export type Backdated = {
  accounts?: readonly { id: string; at: number }[]
  apps?: readonly { id: string; at: number }[]
  releases?: readonly { id: string; created: number; released: number | null }[]
  packages?: readonly { id: string; at: number }[]
  /** by build; a version is as old as its first build */
  spkBuilds?: readonly { id: string; at: number }[]
  /** for how many days it is known what was stored then */
  storageDays?: number
}

/** Sets the times; audit entries about these things get the same. Milliseconds since 1970. */
export async function backdate(db: Database, things: Backdated): Promise<void> {
  await db.write(async (tx) => {
    for (const { id, at } of things.accounts ?? []) await store.dateAccount(tx, id, at)
    for (const { id, at } of things.apps ?? []) await store.dateApp(tx, id, at)
    for (const { id, created, released } of things.releases ?? []) await store.dateRelease(tx, id, created, released)
    for (const { id, at } of things.packages ?? []) await store.datePackage(tx, id, at)
    for (const { id, at } of things.spkBuilds ?? []) await store.dateSpkBuild(tx, id, at)
    if (things.storageDays !== undefined) await store.noteStorage(tx, things.storageDays, Date.now())
  })
}
