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

/** Callers choose filters as they like; beyond this many forms of a query it begins to keep them anew. */
const MOST_SHAPES = 200

/** Lists are for PostgreSQL, which takes one as an array. */
type Values = Record<string, string | number | null | readonly string[]>

/**
 * Answers a function that runs the query with the values of the day. `build` is called once for each database; the
 * values it gets only mark their places, so it may hand them to the query but not look at them.
 */
export function kept<V extends Values, Row>(
  build: (db: Queryable, values: V) => Compilable<Row>,
): (db: Queryable, values: V) => Promise<Row[]> {
  const run = keptByShape<null, V, Row>((db, _shape, values) => build(db, values))
  return (db, values) => run(db, null, values)
}

/**
 * The same for a query of several forms. `shape`, printed as JSON, says which it is: all that `build` may look at. It is
 * called once for each.
 */
export function keptByShape<Shape, V extends Values, Row>(
  build: (db: Queryable, shape: Shape, values: V) => Compilable<Row>,
): (db: Queryable, shape: Shape, values: V) => Promise<Row[]> {
  const compiled = new WeakMap<object, Map<string, CompiledQuery<Row>>>()
  const places = new Proxy({} as V, {
    get: (_none, name) => new Place(String(name)),
    // What is spread would be nothing, and nobody would notice.
    ownKeys: () => {
      throw new Error('name each value of a kept query')
    },
  })
  return async (db, shape, values) => {
    // The database and its transactions have their adapter in common.
    const { adapter } = db.getExecutor()
    let forms = compiled.get(adapter)
    if (forms === undefined) compiled.set(adapter, (forms = new Map()))
    const form = JSON.stringify(shape)
    let query = forms.get(form)
    if (query === undefined) {
      if (forms.size >= MOST_SHAPES) forms.clear()
      forms.set(form, (query = build(db, shape, places).compile()))
    }
    const parameters = query.parameters.map((value) => (value instanceof Place ? values[value.name] : value))
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
