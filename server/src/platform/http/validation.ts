/**
 * One schema per part of a request or reply. Compiled at first use, because compiling all of them would be most of the
 * start time. Bodies are taken as they are; paths and queries are text, so numbers and truths are read from it.
 */
import type { FieldError } from '@slipway/contract'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Problem } from '../problem.ts'
import { components } from './schemas.ts'

function makeAjv(coerceTypes: boolean | 'array'): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, coerceTypes, useDefaults: true, strict: false })
  addFormats.default(ajv)
  for (const schema of components.values()) ajv.addSchema(schema)
  return ajv
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
    let validate: ValidateFunction | undefined
    return (data: unknown) => {
      validate ??= httpPart === 'body' ? strictly(schema) : coercing(schema)
      if (validate(data)) return { value: data }
      const errors = fieldErrors(validate.errors ?? [], httpPart ?? 'body')
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

function fieldErrors(errors: ErrorObject[], part: string): FieldError[] {
  const seen = new Map<string, FieldError>()
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'if') continue
    const path = error.instancePath.slice(1).replaceAll('/', '.')
    const extra = missingOrUnknown(error)
    const name = [path, extra].filter(Boolean).join('.')
    const field = part === 'body' ? name || 'body' : `${part === 'querystring' ? 'query' : part}.${name}`
    if (!seen.has(field)) seen.set(field, { field, message: sentence(error) })
  }
  return [...seen.values()]
}

function missingOrUnknown({ keyword, params }: ErrorObject): string | undefined {
  if (keyword === 'required') return params.missingProperty as string
  if (keyword === 'additionalProperties') return params.additionalProperty as string
  return undefined
}

function sentence({ keyword, params, message, parentSchema }: ErrorObject): string {
  const description = (parentSchema as { description?: string } | undefined)?.description
  switch (keyword) {
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return 'is not known here'
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`
    case 'pattern':
      return description === undefined ? 'has characters that are not allowed here' : `must be: ${description}`
    case 'format':
      return `must be a ${params.format}`
    default:
      return message ?? 'is wrong'
  }
}
