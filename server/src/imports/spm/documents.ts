/** Documents of the other server, read as far as they are needed. What is not as expected is a `Malformed`. */
import { createHash } from 'node:crypto'
import type { Kind } from '../../modules/packages/index.ts'
import { EXTENSION_TEXTS, type FactColumns } from '../../modules/packages/index.ts'
import { isId } from '../../platform/crypto/ids.ts'

export type Meta = Record<string, unknown>
/** A collection, folder, item or file. */
export type Document = {
  id: string
  name: string
  description: string
  public: boolean
  creator: string | null
  createdAt: number
  updatedAt: number
  size: number
  meta: Meta
}
/** `link`: it is elsewhere, and only its address is there. */
export type FileDocument = Document & { mimeType: string; sha512: string | undefined; link: boolean }

export class Malformed extends Error {}

/** Names stand in addresses and indexes. */
const LONGEST_NAME = 250

/** Throws `Malformed` for a name that is none here. */
export function checkName(what: string, name: string): void {
  if (name.length > LONGEST_NAME) throw new Malformed(`its ${what} has more than ${LONGEST_NAME} characters`)
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function readList<T>(value: unknown, read: (one: unknown) => T): T[] {
  if (!Array.isArray(value)) throw new Malformed('a list was expected')
  return value.map(read)
}

export function readDocument(value: unknown): Document {
  if (!isObject(value) || typeof value._id !== 'string' || !isId(value._id)) {
    throw new Malformed('a document with an id was expected')
  }
  const createdAt = timeOf(value.created) ?? 0
  return {
    id: value._id,
    name: typeof value.name === 'string' ? value.name : '',
    description: typeof value.description === 'string' ? value.description : '',
    public: value.public !== false,
    creator: typeof value.creatorId === 'string' ? value.creatorId : null,
    createdAt,
    updatedAt: timeOf(value.updated) ?? createdAt,
    size: typeof value.size === 'number' ? value.size : 0,
    meta: isObject(value.meta) ? value.meta : {},
  }
}

export function readFile(value: unknown): FileDocument {
  const { mimeType, sha512, linkUrl } = isObject(value) ? value : {}
  return {
    ...readDocument(value),
    mimeType: typeof mimeType === 'string' && mimeType !== '' ? mimeType : 'application/octet-stream',
    sha512: typeof sha512 === 'string' && /^[0-9a-f]{128}$/i.test(sha512) ? sha512.toLowerCase() : undefined,
    link: typeof linkUrl === 'string',
  }
}

/** Milliseconds since 1970. */
export function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** How something looks there. Counters and sizes change without it. */
export function fingerprintOf(document: Document, more: unknown = null): string {
  const { downloadStats: _counters, ...meta } = document.meta
  const { name, description, public: isPublic, createdAt, updatedAt } = document
  const facts = [name, description, isPublic, createdAt, updatedAt, sortedKeys(meta), more]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

const sortedKeys = (object: Meta): [string, unknown][] => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))

/** Metadata that has no column here, as JSON; null when there is none. */
export function extraOf(meta: Meta, known: Iterable<string>): string | null {
  const names = new Set(known)
  const extra = Object.entries(meta).filter(([name]) => !names.has(name))
  return extra.length === 0 ? null : JSON.stringify(Object.fromEntries(extra))
}

const SHARED = ['app_id', 'sha512', 'baseName', 'os', 'arch', 'repository_type', 'repository_url', 'revision']
const KNOWN: Record<Kind, readonly string[]> = {
  package: [...SHARED, 'version', 'build_date', 'pre_release', 'release'],
  extension: [...SHARED, 'app_revision', 'description', 'tier', 'enabled', ...EXTENSION_TEXTS],
}

/** The facts of an item. `revision`: of the release it is in, where the item does not say. */
export function factsOf(kind: Kind, item: Document, revision: string): { facts: FactColumns; extra: string | null } {
  const { meta } = item
  const own = textOf(meta.revision)
  const appRevision = kind === 'package' ? (own ?? revision) : (textOf(meta.app_revision) ?? revision)
  const isPackage = kind === 'package'
  const texts = Object.fromEntries(EXTENSION_TEXTS.map((key) => [key, isPackage ? null : (textOf(meta[key]) ?? null)]))
  const facts: FactColumns = {
    base_name: textOf(meta.baseName) || item.name,
    os: textOf(meta.os) ?? '',
    arch: textOf(meta.arch) ?? '',
    revision: isPackage ? appRevision : (own ?? ''),
    app_revision: appRevision,
    version: isPackage ? (textOf(meta.version) ?? '') : '',
    repository_type: textOf(meta.repository_type) ?? '',
    repository_url: textOf(meta.repository_url) ?? '',
    description: isPackage ? item.description : (textOf(meta.description) ?? item.description),
    pre_release: isPackage ? truthOf(meta.pre_release) : null,
    build_date: isPackage ? (timeOf(meta.build_date) ?? null) : null,
    tier: isPackage ? null : tierOf(meta.tier),
    enabled: isPackage ? null : truthOf(meta.enabled),
    ...(texts as Record<(typeof EXTENSION_TEXTS)[number], string | null>),
  }
  for (const column of ['base_name', 'os', 'arch', 'revision', 'app_revision'] as const)
    checkName(column, facts[column])
  return { facts, extra: extraOf(meta, KNOWN[kind]) }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\0', '')
}

function truthOf(value: unknown): 0 | 1 | null {
  const text = String(value).trim()
  if (/^(?:true|1|yes|on)$/i.test(text)) return 1
  return /^(?:false|0|no|off)$/i.test(text) ? 0 : null
}

function tierOf(value: unknown): number | null {
  const tier = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return Number.isInteger(tier) && Math.abs(tier as number) <= 2_147_483_647 ? (tier as number) : null
}
