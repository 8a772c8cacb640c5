/** The config file: one table per server, so that a name stands for an address and a key. */
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { parse, stringify } from 'smol-toml'
import { UsageError } from '../failures.ts'

export type Profile = {
  url: string
  apiKey?: string
  /** who the key belongs to */
  account?: string
  /** the key was made by `login`, so `logout` revokes it */
  keyId?: string
}
export type ConfigFile = { default?: string; profiles: Record<string, Profile> }

const folders = envPaths('slipway', { suffix: '' })

export const configFile = (): string => process.env.SLIPWAY_CLI_CONFIG ?? join(folders.config, 'config.toml')

/** Where interrupted uploads are remembered. */
export const uploadsFolder = (): string => join(folders.cache, 'uploads')

/** The file as it is; an empty one when there is none. */
export async function readConfig(file: string): Promise<ConfigFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  try {
    return validated(parse(text))
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

/** Replaces the file in one step. Only its owner may read it: there are keys in it. */
export async function writeConfig(file: string, config: ConfigFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, stringify(config), { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
}

/** Whether others on this machine can read the keys. */
export async function isReadableByOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const { mode } = await stat(file).catch(() => ({ mode: 0 }))
  return (mode & 0o077) !== 0
}

function validated(raw: Record<string, unknown>): ConfigFile {
  const profiles: Record<string, Profile> = {}
  for (const [name, value] of Object.entries((raw.profiles ?? {}) as Record<string, Partial<Profile>>)) {
    if (typeof value !== 'object' || typeof value.url !== 'string') throw new Error(`profiles.${name} has no url`)
    profiles[name] = value as Profile
  }
  return { profiles, ...(typeof raw.default === 'string' && { default: raw.default }) }
}
