/**
 * Queries that are asked all the time, built and compiled once. Building and printing a query costs several times what
 * SQLite takes to answer a look-up by key; on PostgreSQL it saves the same work beside the round trip.
 */
import type { Compilable, CompiledQuery } from 'kysely'
import type { Queryable } from './database.ts'

/** Stands for a value while the query is built. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * Answers a function that runs the query with the values of the day. `build` is called once for each database; the
 * values it gets only mark their places, so it may hand them to the query but not look at them.
 */
export function kept<Values extends Record<string, string | number | null>, Row>(
  build: (db: Queryable, values: Values) => Compilable<Row>,
): (db: Queryable, values: Values) => Promise<Row[]> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  const places = new Proxy({} as Values, {
    get: (_none, name) => new Place(String(name)),
    // What is spread would be nothing, and nobody would notice.
    ownKeys: () => {
      throw new Error('name each value of a kept query')
    },
  })
  return async (db, values) => {
    // The database and its transactions have their adapter in common.
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (query === undefined) compiled.set(adapter, (query = build(db, places).compile()))
    const parameters = query.parameters.map((value) => (value instanceof Place ? values[value.name] : value))
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
