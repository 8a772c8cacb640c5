/** Of a page's address what a list understands: an old link shows too much rather than nothing. */
import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'

export function understood<Query extends TObject, Name extends keyof Static<Query> & string>(
  schema: Query,
  query: Record<string, string | undefined>,
  names: readonly Name[],
): Partial<Pick<Static<Query>, Name>> {
  const entries = names.flatMap((name) => {
    const field = schema.properties[name]
    if (query[name] === undefined || field === undefined) return []
    const value = Value.Convert(field, query[name])
    return Value.Check(field, value) ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}
