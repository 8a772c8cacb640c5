/** What a folder of extension packages says of itself: one manifest, or a JSON file beside each package. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { sha256OfFile } from '@slipway/sdk/node'
import { UsageError } from '../../failures.ts'
import { readText } from '../../files.ts'
import { systems } from '../../machine.ts'
import { type ExtensionFacts, extensionFacts, type FactName, requiredFacts } from '../extension/facts.ts'

export const MANIFEST = 'manifest.json'

export type Entry = {
  /** as the manifest names it */
  file: string
  path: string
  facts: Partial<ExtensionFacts>
  /** why it cannot be sent */
  wrong?: string
}

/** What an entry says beside the facts: which file it is of, and the digest it should have. */
const ASIDE = ['file', 'sha256']

type Raw = Record<string, unknown>

/** Throws a usage error when the manifest as a whole cannot be understood; what is wrong with one entry stays with it. */
export async function readFolder(
  folder: string,
  manifest: string | undefined,
  stopgaps: Partial<ExtensionFacts>,
): Promise<Entry[]> {
  const file = manifest ?? join(folder, MANIFEST)
  const entries = manifest !== undefined || (await exists(file)) ? await readManifest(file) : await readBeside(folder)
  if (entries.length === 0) {
    throw new UsageError(`${folder} has nothing to upload.`, `It needs a ${MANIFEST}, or <file>.json beside each file.`)
  }
  const taken = new Set<string>()
  return Promise.all(entries.map((raw) => checked(folder, raw, stopgaps, taken)))
}

/** Files in the folder that no entry names: what a build made and its manifest forgot. */
export async function forgotten(
  folder: string,
  manifest: string | undefined,
  entries: readonly Entry[],
): Promise<string[]> {
  const named = new Set([resolve(manifest ?? join(folder, MANIFEST)), ...entries.map(({ path }) => path)])
  const found = await readdir(folder, { withFileTypes: true })
  return found
    .filter((each) => each.isFile() && !/^\.|\.json$/.test(each.name) && !named.has(resolve(folder, each.name)))
    .map(({ name }) => name)
    .sort()
}

async function readManifest(file: string): Promise<Raw[]> {
  const content = await readJson(file)
  const whole = Array.isArray(content) ? { extensions: content } : content
  const { defaults = {}, extensions, ...others } = isObject(whole) ? whole : {}
  // Facts for all of them, written beside the list, would silently be lost.
  const misplaced = Object.keys(others).length > 0
  if (misplaced || !isObject(defaults) || !Array.isArray(extensions) || !extensions.every(isObject)) {
    throw new UsageError(`${file} must be a list of extensions, or {"defaults": {…}, "extensions": […]}.`)
  }
  const entries = extensions.map((entry) => ({ ...defaults, ...entry }))
  for (const entry of entries) requireKnown(file, entry)
  return entries
}

/** `SegmentTools.tar.gz.json` tells of `SegmentTools.tar.gz`, unless it names another file. */
async function readBeside(folder: string): Promise<Raw[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const entry = await readJson(path)
      if (!isObject(entry)) throw new UsageError(`${path} must be an object of facts.`)
      requireKnown(path, entry)
      return { file: basename(name, '.json'), ...entry }
    }),
  )
}

async function readJson(path: string): Promise<unknown> {
  const text = await readText(path)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`)
  }
}

/** A misspelt fact would silently be lost. */
function requireKnown(path: string, entry: Raw): void {
  const unknown = Object.keys(entry).filter((name) => !ASIDE.includes(name) && !(name in extensionFacts))
  if (unknown.length === 0) return
  throw new UsageError(
    `${path} has unknown fields: ${unknown.join(', ')}.`,
    `Known: ${[...ASIDE, ...Object.keys(extensionFacts)].join(', ')}.`,
  )
}

async function checked(
  folder: string,
  raw: Raw,
  stopgaps: Partial<ExtensionFacts>,
  taken: Set<string>,
): Promise<Entry> {
  const { file, sha256, ...rest } = raw
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== undefined))
  const facts = { ...stopgaps, ...given } as Partial<ExtensionFacts>
  if (typeof file !== 'string' || file === '') return { file: '?', path: '', facts, wrong: '`file` is missing' }
  const path = resolve(folder, file)
  const slot = JSON.stringify([facts.appRevision, facts.baseName, facts.os, facts.arch])
  const wrong =
    wrongFacts(facts) ?? (taken.has(slot) ? 'the manifest has this base name, os and arch twice' : undefined)
  taken.add(slot)
  const entry = { file: relative(folder, path) || file, path, facts }
  const why = wrong ?? (await wrongFile(path, sha256))
  return why === undefined ? entry : { ...entry, wrong: why }
}

async function wrongFile(path: string, sha256: unknown): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return 'there is no such file'
  if (!found.isFile()) return 'it is a folder, or something else that is no file'
  if (found.size === 0) return 'it is empty'
  if (sha256 === undefined || sha256 === null) return undefined
  const digest = await sha256OfFile(path)
  return digest === String(sha256).toLowerCase() ? undefined : `its sha256 is ${digest}, the manifest says ${sha256}`
}

function wrongFacts(facts: Partial<ExtensionFacts>): string | undefined {
  const missing = requiredFacts.filter((name) => facts[name] === undefined)
  if (missing.length > 0) return `${missing.map((name) => `\`${name}\``).join(', ')} missing`
  for (const [name, value] of Object.entries(facts)) {
    const { is } = extensionFacts[name as FactName]
    const wanted = is === 'text' ? 'string' : is === 'number' ? 'number' : 'boolean'
    if (typeof value !== wanted) return `\`${name}\` must be a ${wanted}`
  }
  // The server knows these, too, but a dry run does not ask it.
  const empty = requiredFacts.filter((name) => facts[name] === '')
  if (empty.length > 0) return `${empty.map((name) => `\`${name}\``).join(', ')} must not be empty`
  if (!systems.some((os) => os === facts.os)) return `\`os\` must be one of ${systems.join(', ')}`
  return undefined
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
