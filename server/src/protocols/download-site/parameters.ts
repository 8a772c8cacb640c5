/** What a request asks for: parameters, defaults, the order of checks and the exact words of refusals. */
import type { Mode, Stability } from './matching.ts'
import { type Words, words } from './words/index.ts'

export const OSES = ['macosx', 'win', 'linux'] as const
export const STABILITIES = ['release', 'nightly', 'any'] as const
const MODES = ['revision', 'closest-revision', 'version', 'checkout-date', 'date'] as const

/** A refusal in the words of the old site. */
export class SiteError extends Error {
  readonly status: 400 | 404
  /** the same in the words of another language */
  readonly say: (words: Words) => string
  constructor(status: 400 | 404, say: (words: Words) => string) {
    super(say(words.en))
    this.status = status
    this.say = say
  }
}

export type Asked = { arch: string | undefined; offset: number; mode: Mode }
export type FindParameters = Asked & { os: string; stability: Stability }
export type FindAllParameters = Asked & { oses: readonly string[]; stabilities: readonly Stability[] }

/** Whether the application has a revision that is no number and reads like this. */
export type KnowsRevision = (text: string) => boolean

export function readFind(query: URLSearchParams, knows: KnowsRevision): FindParameters {
  const os = readOs(query.get('os'))
  const offset = readOffset(query)
  const name = readModeName(query)
  const stability = readStability(query.get('stability') ?? (name === 'revision' ? 'any' : 'release'))
  return { os, offset, stability, mode: readMode(query, name, knows), arch: readArch(query) }
}

export function readFindAll(query: URLSearchParams, knows: KnowsRevision): FindAllParameters {
  const offset = readOffset(query)
  const name = readModeName(query)
  const oses = query.has('os') ? [readOs(query.get('os'))] : OSES
  const stability = query.get('stability')
  const stabilities = stability === null ? (['release', 'nightly'] as const) : [readStability(stability)]
  return { oses, offset, stabilities, mode: readMode(query, name, knows), arch: readArch(query) }
}

/** Python's `int()`: a sign, white space around, single underscores between digits. */
export function readInteger(text: string): number | undefined {
  const match = /^\s*([+-]?)(\d+(?:_\d+)*)\s*$/.exec(text)
  if (match?.[2] === undefined) return undefined
  const value = Number(match[2].replaceAll('_', ''))
  return match[1] === '-' && value !== 0 ? -value : value
}

/** As Python prints a tuple of texts. */
const tuple = (values: readonly string[]): string => `(${values.map((value) => `'${value}'`).join(', ')})`

function readOs(os: string | null): string {
  if (os !== null && (OSES as readonly string[]).includes(os)) return os
  throw new SiteError(400, (words) => words.unknownOs(os ?? 'None', tuple(OSES)))
}

function readStability(stability: string): Stability {
  const known = STABILITIES.find((one) => one === stability)
  if (known !== undefined) return known
  throw new SiteError(400, (words) => words.badStability(stability, tuple(STABILITIES)))
}

function readOffset(query: URLSearchParams): number {
  return integerOf('offset', query.get('offset') ?? '0')
}

function integerOf(name: string, text: string): number {
  const value = readInteger(text)
  if (value !== undefined) return value
  throw new SiteError(400, (words) => words.badInteger(name, text))
}

function readModeName(query: URLSearchParams): (typeof MODES)[number] {
  const given = MODES.filter((mode) => query.has(mode))
  if (given.length > 1) throw new SiteError(400, (words) => words.ambiguousMode(tuple(MODES)))
  const [name = 'date'] = given
  if (name === 'checkout-date') {
    const known = "['closest-revision', 'date', 'revision', 'version']"
    throw new SiteError(400, (words) => words.unsupportedMode(known))
  }
  return name
}

function readMode(query: URLSearchParams, name: (typeof MODES)[number], knows: KnowsRevision): Mode {
  const value = query.get(name)
  if (value === null) return { by: 'latest' }
  switch (name) {
    case 'revision':
      if (readInteger(value) === undefined && value !== '' && knows(value)) return { by: name, revision: value }
      return { by: name, revision: integerOf(name, value) }
    case 'closest-revision':
      return { by: name, revision: integerOf(name, value) }
    case 'version':
      return { by: name, version: value }
    default:
      return { by: 'date', date: value }
  }
}

/** An empty one is what forms send when nothing was chosen. */
const readArch = (query: URLSearchParams): string | undefined => query.get('arch') || undefined
