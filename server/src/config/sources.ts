/**
 * Where settings come from: flags, then `SLIPWAY_…` variables, then a TOML file, then the default. Each concern has a
 * file of its own that names its settings; this one only knows how to find a value.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'

export type Sources = {
  flags: Readonly<Record<string, string | undefined>>
  env: Readonly<Record<string, string | undefined>>
  file: Readonly<Record<string, unknown>>
}

/** A setting that cannot be used; says which, where it came from and what would be right. */
export class ConfigError extends Error {}

/** Reads a TOML file; a missing one is empty unless somebody named it. */
export function readConfigFile(path: string, named: boolean): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!named && (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new ConfigError(`${path}: ${(error as Error).message}`)
  }
  try {
    return parse(text)
  } catch (error) {
    throw new ConfigError(`${path}: ${(error as Error).message}`)
  }
}

export type Setting<T> = {
  /** `camelCase`: `--camel-case`, `SLIPWAY_CAMEL_CASE`, `camelCase = …` in the file */
  name: string
  default: T
  /** reads the text of a flag or variable, or throws with what would be right */
  read: (text: string) => T
  secret?: boolean
  help: string
}

/** What a concern's file declares: settings by name. */
export type Settings<T> = { [K in keyof T]: Setting<T[K]> }

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
export const flagOf = (name: string): string => `--${kebab(name)}`
const variableOf = (name: string): string => `SLIPWAY_${kebab(name).replaceAll('-', '_').toUpperCase()}`

/** Finds all settings of a concern. Throws `ConfigError`. */
export function resolve<T>(settings: Settings<T>, sources: Sources): T {
  const values: Partial<T> = {}
  for (const key of Object.keys(settings) as (keyof T & string)[]) values[key] = find(settings[key], sources)
  return values as T
}

function find<T>(setting: Setting<T>, { flags, env, file }: Sources): T {
  const { name } = setting
  const places: [where: string, value: unknown][] = [
    [flagOf(name), flags[name]],
    [variableOf(name), env[variableOf(name)]],
    [`${name} in the configuration file`, file[name]],
  ]
  for (const [where, value] of places) {
    // An empty variable is how many tools spell "not set"; an empty flag is a slip.
    if (value === undefined || (value === '' && where !== flagOf(name))) continue
    if (value === '') throw new ConfigError(`${where}: expected a value`)
    const text = textOf(value, where, Array.isArray(setting.default))
    try {
      return setting.read(text)
    } catch (error) {
      const shown = setting.secret ? '' : `, got ${JSON.stringify(text)}`
      throw new ConfigError(`${where}: ${(error as Error).message}${shown}`)
    }
  }
  return setting.default
}

const bounded = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`expected a whole number from ${least} to ${most}`)
  }
  return value
}

const UNITS: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }
const SPANS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** How values are written. */
export const as = {
  text: (text: string) => text,
  integer: bounded,
  oneOf:
    <T extends string>(...values: T[]) =>
    (text: string) => {
      const value = values.find((known) => known === text)
      if (value === undefined) throw new Error(`expected one of ${values.join(', ')}`)
      return value
    },
  truth: (text: string) => {
    if (/^(1|true|yes|on)$/i.test(text)) return true
    if (/^(0|false|no|off)$/i.test(text)) return false
    throw new Error('expected true or false')
  },
  /** bytes: `500M`, `2G` */
  size: (text: string) => {
    const match = /^(\d+)\s*([kmgt]?)i?b?$/i.exec(text)
    const unit = UNITS[match?.[2]?.toLowerCase() ?? '']
    if (match === null || unit === undefined) throw new Error('expected a size such as 500M or 2G')
    return Number(match[1]) * unit
  },
  /** milliseconds: `90s`, `24h`, `30d` */
  span: (text: string) => {
    const match = /^(\d+)\s*(ms|s|m|h|d)$/i.exec(text)
    const unit = SPANS[match?.[2]?.toLowerCase() ?? '']
    if (match === null || unit === undefined) throw new Error('expected a time such as 90s, 24h or 30d')
    return Number(match[1]) * unit
  },
  url: (text: string) => {
    try {
      return new URL(text).toString().replace(/\/$/, '')
    } catch {
      throw new Error('expected an address such as https://packages.example.org')
    }
  },
}

/** As it would be written in a flag. Only a setting that is a list may be one in the file. */
function textOf(value: unknown, where: string, isList: boolean): string {
  if (isList && Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string' && item !== '' && !item.includes(','))) return value.join(',')
    throw new ConfigError(`${where}: expected a list of texts without commas`)
  }
  if (['string', 'number', 'boolean', 'bigint'].includes(typeof value)) return String(value)
  throw new ConfigError(`${where}: expected one value, not ${Array.isArray(value) ? 'a list' : 'a table'}`)
}
