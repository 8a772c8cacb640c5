/**
 * Small helpers over TypeBox, so that every noun is declared the same way: a named object that rejects unknown fields.
 */
import Type, { type Static, type TProperties, type TSchema } from 'typebox'

const registry = new Map<string, TSchema>()

/** Every schema declared with a name, by name: the components of the API document. */
export const namedSchemas: ReadonlyMap<string, TSchema> = registry

/** Declares an object schema under a name that also appears in the API document. Unknown fields are refused. */
export function named<P extends TProperties>(name: string, properties: P, description?: string) {
  const schema = Type.Object(properties, {
    $id: name,
    additionalProperties: false,
    ...(description && { description }),
  })
  registry.set(name, schema)
  return schema
}

/** `null` stands for "there is none": a reply always has all its keys. */
export const Nullable = <T extends TSchema>(schema: T, options: { description?: string } = {}) => {
  // Under its own name it would be taken for the schema that is never null.
  const { type, $id: _, ...rest } = schema as TSchema & { type?: string; $id?: string }
  if (typeof type !== 'string') return Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }], ...options })
  return Type.Unsafe<Static<T> | null>({ ...rest, type: [type, 'null'], ...options })
}

/** One page of a list: the items in the stated order, and the cursor of the next page (`null` at the end). */
export const PageOf = <T extends TSchema>(name: string, item: T) =>
  named(name, {
    items: Type.Array(item),
    cursor: Nullable(Type.String(), { description: 'Give it back as `cursor` to get the next page; null at the end.' }),
  })

const forms = new Map<string, string>()

/** A text of a form, and what it must be, in words for whoever sends another: `24 lower-case hex digits`. */
export function Formed(pattern: string, form: string, options: Parameters<typeof Type.String>[0] = {}) {
  forms.set(pattern, form)
  return Type.String({ ...options, pattern })
}

/** What texts of this pattern must be. */
export const formOf = (pattern: string): string | undefined => forms.get(pattern)

export const Id = Formed('^[0-9a-f]{24}$', '24 lower-case hex digits', { description: '24 lower-case hex digits.' })
export const Timestamp = Type.String({ format: 'date-time', description: 'UTC, RFC 3339.' })
export const Sha256 = Formed('^[0-9a-f]{64}$', '64 lower-case hex digits', {
  description: 'SHA-256, 64 lower-case hex digits.',
})
export const Sha512 = Formed('^[0-9a-f]{128}$', '128 lower-case hex digits', {
  description: 'SHA-512, 128 lower-case hex digits.',
})
export const ByteCount = Type.Integer({ minimum: 0, description: 'Bytes.' })

/** A line of text for people: no control characters, not blank, at most `max` characters. */
export const Line = (max: number, description?: string) =>
  Formed('^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$', 'one line of text that is not blank', {
    minLength: 1,
    maxLength: max,
    ...(description && { description }),
  })

/** Free text, at most `max` characters. */
export const Text = (max: number, description?: string) =>
  Type.String({ maxLength: max, ...(description && { description }) })

/** A name that also stands in URLs and file names: no slashes, no control characters, no white space at its ends. */
export const Name = (max: number, description?: string) =>
  Formed(
    '^(?!\\.{1,2}$)(?! )[^\\u0000-\\u001f\\u007f/\\\\]*(?<! )$',
    'a name on one line, without slashes and without spaces at its ends',
    { minLength: 1, maxLength: max, ...(description && { description }) },
  )

export const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50, description: 'Page size.' }))
export const Cursor = Type.Optional(Type.String({ maxLength: 512, description: 'The `cursor` of the page before.' }))
