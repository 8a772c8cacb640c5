/** Metadata as clients set it: a JSON object merged into what is there; null takes a key away. */
import type { Readable } from 'node:stream'
import type { FactColumns, Kind } from '../../modules/packages/index.ts'
import { cleanDescription, EXTENSION_TEXTS } from '../../modules/packages/index.ts'
import type { Call } from './call.ts'
import { readDate } from './dates.ts'
import { parseExtra } from './documents/index.ts'
import { readText } from './form.ts'
import { checkName, isObject, isTrue } from './params.ts'
import { badRequest } from './problems.ts'

export type Metadata = Record<string, unknown>

const LIMIT = 1024 * 1024

/** From the body, or the parameter `metadata`. */
export async function readMetadata({ request, params }: Call): Promise<Metadata> {
  const given = params.object('metadata')
  if (given !== undefined) return checkKeys(given)
  const body = request.body as Readable | undefined
  const text = body === undefined || body === null || body.readableEnded ? '' : await readText(body, LIMIT)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('Invalid JSON passed in request body.')
  }
  if (!isObject(value)) throw badRequest('Parameter metadata must be a JSON object.')
  return checkKeys(value)
}

function checkKeys(metadata: Metadata): Metadata {
  for (const key of Object.keys(metadata)) {
    if (key === '') throw badRequest('Key names must not be empty.')
    if (key.includes('.')) throw badRequest(`Invalid key ${key}: keys must not contain the "." character.`)
    if (key.startsWith('$')) throw badRequest(`Invalid key ${key}: keys must not start with the "$" character.`)
  }
  return metadata
}

/** Merges what has no column of its own. Answers JSON. */
export function mergeExtra(before: string | null, change: Metadata, allowNull: boolean): string {
  const merged = new Map(Object.entries(parseExtra(before)))
  for (const [key, value] of Object.entries(change)) {
    if (value === null && !allowNull) merged.delete(key)
    else merged.set(key, value)
  }
  return JSON.stringify(Object.fromEntries(merged))
}

type TextColumn = 'version' | 'repository_type' | 'repository_url' | (typeof EXTENSION_TEXTS)[number]
const SHARED: readonly TextColumn[] = ['repository_type', 'repository_url']
/** The server's own; what clients say of them is passed over. */
const MANAGED = new Set(['app_id', 'sha512', 'release'])

/** Splits metadata of an item into columns and what only this protocol knows. */
export function factsOf(kind: Kind, metadata: Metadata): { facts: Partial<FactColumns>; extra: Metadata } {
  const facts: Partial<FactColumns> = {}
  const extra: Metadata = {}
  for (const [key, value] of Object.entries(metadata)) {
    if (MANAGED.has(key)) continue
    if (!setFact(kind, facts, key, value)) {
      Object.defineProperty(extra, key, { value, enumerable: true, configurable: true, writable: true })
    }
  }
  return { facts, extra }
}

function setFact(kind: Kind, facts: Partial<FactColumns>, key: string, value: unknown): boolean {
  if (key === 'baseName') facts.base_name = nameIn(key, value)
  else if (key === 'os' || key === 'arch') facts[key] = value === null ? '' : nameIn(key, value)
  else if (key === 'revision') {
    facts.revision = nameIn(key, value)
    if (kind === 'package') facts.app_revision = facts.revision
  } else if (SHARED.includes(key as TextColumn)) facts[key as 'repository_type'] = textIn(key, value) ?? ''
  else return kind === 'package' ? setPackageFact(facts, key, value) : setExtensionFact(facts, key, value)
  return true
}

function setPackageFact(facts: Partial<FactColumns>, key: string, value: unknown): boolean {
  if (key === 'version') facts.version = textIn(key, value) ?? ''
  else if (key === 'pre_release') facts.pre_release = truthIn(key, value)
  else if (key === 'build_date') {
    const ms = value === null ? null : readDate(textIn(key, value) ?? '')
    if (ms === undefined) throw badRequest('Parameter "build_date" is incorrectly formatted.')
    facts.build_date = ms
  } else return false
  return true
}

function setExtensionFact(facts: Partial<FactColumns>, key: string, value: unknown): boolean {
  if (key === 'app_revision') facts.app_revision = nameIn(key, value)
  else if (key === 'description') facts.description = cleanDescription(textIn(key, value) ?? '')
  else if (key === 'enabled') facts.enabled = truthIn(key, value)
  else if (key === 'tier') {
    if (value !== null && !(Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647)) {
      throw badRequest(`Invalid value for integer parameter tier: ${String(value)}.`)
    }
    facts.tier = value as number | null
  } else if (EXTENSION_TEXTS.includes(key as (typeof EXTENSION_TEXTS)[number])) {
    facts[key as (typeof EXTENSION_TEXTS)[number]] = textIn(key, value)
  } else return false
  return true
}

function textIn(key: string, value: unknown): string | null {
  if (value === null) return null
  if (typeof value === 'object') throw badRequest(`Metadata "${key}" must be a string.`)
  const text = String(value)
  if (text.includes('\0')) throw badRequest(`Metadata "${key}" must not contain null characters.`)
  return text
}

const nameIn = (key: string, value: unknown): string => checkName(key, textIn(key, value) ?? '')

function truthIn(key: string, value: unknown): 0 | 1 | null {
  if (value === null) return null
  // People edit it by hand, which makes it a text.
  if (typeof value === 'string') return isTrue(value) ? 1 : 0
  if (typeof value !== 'boolean') throw badRequest(`Metadata "${key}" must be a boolean.`)
  return value ? 1 : 0
}
