/** What every method of every noun does with its call: unwrap the answer, take options, walk pages. */
import type { operations } from './generated/api.ts'

/** What every call takes as its last argument. */
export type CallOptions = {
  /** Stops the call, which then throws the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Fields may be given as `undefined`, which means the same as leaving them out. */
export type Given<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] }

/** What a list can be narrowed by, by the id of its operation: `Query<'listPackages'>`. */
export type Query<Operation extends keyof operations> = operations[Operation] extends {
  parameters: { query?: infer Q }
}
  ? NonNullable<Q>
  : never

/** JSON leaves out what is `undefined`. */
export const asSent = <T>(given: Given<T>): T => given as T

/** The options of a fetch: none stays none. */
export const init = ({ signal }: CallOptions = {}): { signal?: AbortSignal } => (signal === undefined ? {} : { signal })

/** The body of the answer. Failures were thrown before. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call
  return data as NonNullable<T>
}

/** For calls that answer nothing. */
export async function done(call: Promise<unknown>): Promise<void> {
  await call
}

/** Some of a list, and what to ask for to get those that follow. */
export type Page<T> = {
  items: T[]
  /** of the next page; `null` at the end */
  cursor: string | null
}

/** Every item of a list, page by page, fetched as they are asked for. */
export async function* everyItem<T>(page: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let cursor: string | undefined
  do {
    const { items, cursor: next } = await page(cursor)
    yield* items
    cursor = next ?? undefined
  } while (cursor !== undefined)
}
