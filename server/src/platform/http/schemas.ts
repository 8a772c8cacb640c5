/**
 * Named schemas are written inside each other, for their types; on the wire of the API document and in the compilers
 * each is there once, and the others refer to it.
 */
import { namedSchemas } from '@slipway/contract'
import type { TSchema } from 'typebox'

/** The format of a body that is a stream of bytes. */
export const BYTES = 'binary'

/** A reference to a named schema; any other with the named ones inside it referred to. */
export function referred(schema: TSchema): TSchema {
  return refer(schema) as TSchema
}

/** All named schemas by name, each with the others referred to. */
export const components: ReadonlyMap<string, TSchema> = new Map(
  [...namedSchemas].map(([name, schema]) => [name, within(schema) as TSchema]),
)

function within(schema: object): unknown {
  if (Array.isArray(schema)) return schema.map(refer)
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, refer(value)]))
}

function refer(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const id = (value as { $id?: unknown }).$id
  return typeof id === 'string' ? { $ref: `${id}#` } : within(value)
}
