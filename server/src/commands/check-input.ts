/** Input of a command, held to the same schemas as that of the API. */
import type { Static, TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { Failure } from './failure.ts'

/** Answers `value` as what the schema says it is. Throws `Failure`, naming the field. */
export function checkInput<T extends TSchema>(schema: T, value: unknown): Static<T> {
  const [error] = Errors(schema, value)
  if (error === undefined) return value as Static<T>
  const field = error.instancePath.replace(/^\//, '').replaceAll('/', '.')
  throw new Failure(`${field === '' ? 'input' : field}: ${error.message}`)
}
