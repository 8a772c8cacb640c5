/** Looking things up by a key, for those who are asked for one thing at a time and often. */
import { Gathered } from '../gathered.ts'
import type { Database, Queryable } from './database.ts'

/**
 * Answers a function that finds the thing of a key. SQLite answers each within this process, by `one`; on PostgreSQL, to
 * which each question is a journey, those of one moment are asked together, by `each`.
 */
export function lookUpBy<T>(
  { kind, read }: Database,
  one: (db: Queryable, key: string) => Promise<T | undefined>,
  each: (db: Queryable, keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | undefined> {
  if (kind === 'sqlite') return (key) => one(read, key)
  const gathered = new Gathered<T>((keys) => each(read, keys))
  return (key) => gathered.get(key)
}
