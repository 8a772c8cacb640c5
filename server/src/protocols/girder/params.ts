/**
 * The parameters of a call: query and form fields in one, as Girder reads them. Text is taken as it is; absence and
 * the empty text are different things.
 */
import { badRequest, type GirderError, invalid } from './problems.ts'

/** As far as PostgreSQL's `integer` goes. */
const LARGEST = 2_147_483_647
const TRUE = new Set(['true', 'on', '1', 'yes'])
const ID = /^[0-9a-f]{24}$/i

/** What a text means as a truth: everything else is false. */
export const isTrue = (text: string): boolean => TRUE.has(text.trim().toLowerCase())

export class Params {
  readonly #values: ReadonlyMap<string, readonly string[]>
  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  optional(name: string): string | undefined {
    const values = this.#values.get(name)
    if (values === undefined) return undefined
    if (values.length > 1) throw badRequest(`Parameter "${name}" must not be specified multiple times.`)
    const [value] = values
    if (value?.includes('\0')) throw badRequest(`Parameter "${name}" must not contain null characters.`)
    return value
  }

  required(name: string): string {
    const value = this.optional(name)
    if (value === undefined) throw badRequest(`Parameter "${name}" is required.`)
    return value
  }

  /** Empty counts as absent. */
  filled(name: string): string | undefined {
    const value = this.optional(name)
    return value === '' ? undefined : value
  }

  /** A name or revision that is to be stored: in one line, not endless. */
  name(name: string): string {
    return checkName(name, this.required(name))
  }

  flag(name: string): boolean | undefined {
    const value = this.optional(name)
    return value === undefined ? undefined : isTrue(value)
  }

  integer(name: string): number | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    const number = /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : Number.NaN
    if (!Number.isSafeInteger(number)) throw wrongInteger(name, value)
    return number
  }

  /** One that is stored or compared with what is. */
  smallInteger(name: string): number | undefined {
    const number = this.integer(name)
    if (number !== undefined && Math.abs(number) > LARGEST) throw wrongInteger(name, String(number))
    return number
  }

  number(name: string): number | undefined {
    const value = this.filled(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (!Number.isFinite(number)) throw badRequest(`Invalid value for numeric parameter ${name}: ${value}.`)
    return number
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    if (!allowed.includes(value as T)) {
      throw badRequest(`Invalid value for ${name}: "${value}". Allowed values: ${allowed.join(', ')}.`)
    }
    return value as T
  }

  requiredOneOf<T extends string>(name: string, allowed: readonly T[]): T {
    this.required(name)
    return this.oneOf(name, allowed) as T
  }

  /** An id that must be one, if it is there. */
  id(name: string): string | undefined {
    const value = this.filled(name)
    return value === undefined ? undefined : requireId(value)
  }

  json(name: string): unknown {
    const value = this.filled(name)
    if (value === undefined) return undefined
    try {
      return JSON.parse(value)
    } catch {
      throw badRequest(`Parameter ${name} must be valid JSON.`)
    }
  }

  object(name: string): Record<string, unknown> | undefined {
    const value = this.json(name)
    if (value === undefined) return undefined
    if (!isObject(value)) throw badRequest(`Parameter ${name} must be a JSON object.`)
    return value
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The id, in the form the catalogue keeps; nothing if it is none. */
export const asId = (value: string): string | undefined => (ID.test(value) ? value.toLowerCase() : undefined)

export function requireId(value: string): string {
  const id = asId(value)
  if (id === undefined) throw invalid(`Invalid ObjectId: ${value}`, 'id')
  return id
}

const LONGEST_NAME = 250

/** Names stand in addresses and indexes: they are one line of a sensible length. */
export function checkName(parameter: string, value: string): string {
  if (value.trim() === '') throw badRequest(`Parameter "${parameter}" must not be empty.`)
  if (value.length > LONGEST_NAME) {
    throw badRequest(`Parameter "${parameter}" must not have more than ${LONGEST_NAME} characters.`)
  }
  if (/\p{Cc}/u.test(value)) throw badRequest(`Parameter "${parameter}" must not contain control characters.`)
  if (value === '.' || value === '..') throw badRequest(`Parameter "${parameter}" must not be "${value}".`)
  return value
}

const wrongInteger = (name: string, value: string): GirderError =>
  badRequest(`Invalid value for integer parameter ${name}: ${value}.`)
