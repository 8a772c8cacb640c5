/**
 * One schema per part of a request or reply. Compiled at first use, because compiling all of them would be most of the
 * start time. Bodies are taken as they are; paths and queries are text, so numbers and truths are read from it.
 */
import { type FieldError, formOf } from '@slipway/contract'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Problem } from '../problem.ts'
import { BYTES, components } from './schemas.ts'

/** A hostile body has more faults than anybody would read. */
const MOST_ERRORS = 50

function makeAjv(coerceTypes: boolean | 'array'): Ajv2020 {
  // The schemas are our own, and looked at by a test: to look at them here would be most of the time of the first request.
  const own = { meta: false, validateSchema: false }
  const ajv = new Ajv2020({ allErrors: true, coerceTypes, useDefaults: true, strict: false, ...own })
  addFormats.default(ajv)
  ajv.addFormat('date-time', isDateTime)
  for (const schema of components.values()) ajv.addSchema(schema)
  return ajv
}

/** RFC 3339, as far as it is a time that can be reckoned with: leap seconds and the 30th of February are not. */
function isDateTime(text: string): boolean {
  const [, date] = /^(\d{4}-\d\d-\d\d)[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (date === undefined || Number.isNaN(Date.parse(text))) return false
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
}

/** Many routes have the same schema, and it is compiled once for all of them. */
function compiler<F>(compile: (schema: TSchema) => F): (schema: TSchema) => F {
  const compiled = new Map<string, F>()
  return (schema) => {
    const key = JSON.stringify(schema)
    let known = compiled.get(key)
    if (known === undefined) compiled.set(key, (known = compile(schema)))
    return known
  }
}

const validatorOf = (coerceTypes: boolean | 'array') => {
  let ajv: Ajv2020 | undefined
  return compiler((schema): ValidateFunction => (ajv ??= makeAjv(coerceTypes)).compile(schema))
}
const strictly = validatorOf(false)
const coercing = validatorOf('array')
const printerOf = compiler((schema) => fastJson(schema as never, { schema: Object.fromEntries(components) as never }))

/** Answers a compiler whose functions throw nothing: a wrong part becomes `invalid_input` that names each field. */
export function requestValidator(): FastifySchemaCompiler<TSchema> {
  return ({ schema, httpPart }) => {
    if ((schema as { format?: string }).format === BYTES) return (data: unknown) => ({ value: data })
    let validate: ValidateFunction | undefined
    return (data: unknown) => {
      validate ??= httpPart === 'body' ? strictly(schema) : coercing(schema)
      const errors = validate(data)
        ? nulErrors(data, httpPart ?? 'body')
        : fieldErrors(validate.errors ?? [], httpPart ?? 'body')
      if (errors.length === 0) return { value: data }
      const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ')
      return { error: new Problem('invalid_input', { detail, errors }) }
    }
  }
}

/** Prints replies by their schema, so that nothing undeclared leaves the server. */
export function replySerializer(options: { check: boolean }): FastifySerializerCompiler<TSchema> {
  return ({ schema, method, url }) => {
    let print: ((data: unknown) => string) | undefined
    return (data: unknown) => {
      if (options.check) {
        const validate = strictly(schema)
        if (!validate(data)) {
          throw new Error(`${method} ${url} answers what it does not declare: ${JSON.stringify(validate.errors)}`)
        }
      }
      print ??= printerOf(schema)
      return print(data)
    }
  }
}

/** PostgreSQL stores no text with a NUL in it, so nowhere may there be one. */
function nulErrors(data: unknown, part: string): FieldError[] {
  const errors: FieldError[] = []
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') {
      if (value.includes('\0')) errors.push({ field: nameOf(part, path), message: 'must not have NUL characters' })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
    }
  }
  walk(data, [])
  return errors
}

/** `baseName`, `query.os`, `params.app`; the body as a whole is `body`. */
function nameOf(part: string, path: readonly string[]): string {
  const name = path.join('.')
  return part === 'body' ? name || 'body' : `${part === 'querystring' ? 'query' : part}.${name}`
}

function fieldErrors(errors: ErrorObject[], part: string): FieldError[] {
  const seen = new Map<string, FieldError>()
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'if') continue
    const field = nameOf(part, [...error.instancePath.split('/').slice(1), ...missingOrUnknown(error)])
    if (!seen.has(field)) seen.set(field, { field, message: sentence(error) })
    if (seen.size >= MOST_ERRORS) break
  }
  return [...seen.values()]
}

function missingOrUnknown({ keyword, params }: ErrorObject): string[] {
  if (keyword === 'required') return [params.missingProperty as string]
  if (keyword === 'additionalProperties') return [(params.additionalProperty as string).slice(0, 100)]
  return []
}

function sentence({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return 'is not known here'
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`
    case 'pattern':
      return `must be ${formOf(params.pattern as string) ?? `of the form ${params.pattern}`}`
    case 'format':
      return `must be ${FORMATS[params.format as string] ?? `a ${params.format}`}`
    case 'type':
      return `must be ${TYPES[params.type as string] ?? `of the type ${params.type}`}`
    case 'minLength':
    case 'minItems':
      return params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} ${countedBy(keyword)}`
    case 'maxLength':
    case 'maxItems':
      return `must have at most ${params.limit} ${countedBy(keyword)}`
    case 'minimum':
      return `must be at least ${params.limit}`
    case 'maximum':
      return `must be at most ${params.limit}`
    default:
      return message ?? 'is wrong'
  }
}

const countedBy = (keyword: string): string => (keyword.endsWith('Length') ? 'characters' : 'entries')

const FORMATS: Record<string, string> = {
  email: 'an e-mail address',
  uri: 'an address such as https://example.org',
  'date-time': 'a time such as 2026-01-31T12:00:00Z',
  date: 'a day such as 2026-01-31',
}
const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}
