/** All settings of the server: one file per concern, each typed, with its default and a sentence of help. */
import { join, resolve as resolvePath } from 'node:path'
import { type AccountsConfig, accounts } from './accounts.ts'
import { type DownloadSiteConfig, downloadSite } from './download-site.ts'
import { type GirderConfig, girder } from './girder.ts'
import { type HttpConfig, http } from './http.ts'
import { type LogConfig, log } from './log.ts'
import { type MailConfig, mail } from './mail.ts'
import { type PicturesConfig, pictures } from './pictures.ts'
import { ConfigError, readConfigFile, resolve, type Setting, type Settings, type Sources } from './sources.ts'
import { type StatisticsConfig, statistics } from './statistics.ts'
import { type StorageConfig, storage } from './storage.ts'
import { type SynologyConfig, synology } from './synology.ts'
import { type UpkeepConfig, upkeep } from './upkeep.ts'

export type Config = HttpConfig &
  Omit<StorageConfig, 'database'> &
  AccountsConfig &
  LogConfig &
  DownloadSiteConfig &
  GirderConfig &
  StatisticsConfig &
  MailConfig &
  SynologyConfig &
  UpkeepConfig &
  PicturesConfig & { database: string }

const concerns = {
  ...http,
  ...storage,
  ...accounts,
  ...log,
  ...downloadSite,
  ...girder,
  ...statistics,
  ...mail,
  ...synology,
  ...upkeep,
  ...pictures,
}

/** Every setting with its help, for the commands that take them as flags. */
export const settings: readonly Setting<unknown>[] = Object.values(concerns) as Setting<unknown>[]

/** Unknown keys of the file are errors: a misspelt setting must not be a default in silence. */
function requireKnown(file: Record<string, unknown>): void {
  const known = new Set(settings.map((setting) => setting.name))
  const strange = Object.keys(file).filter((key) => !known.has(key))
  if (strange.length > 0) throw new ConfigError(`configuration file: unknown setting ${strange.join(', ')}`)
}

/**
 * The effective configuration: flag > variable > file > default. The file is `--config`, `SLIPWAY_CONFIG` or
 * `slipway.toml` in the working folder. Throws `ConfigError`.
 */
export function loadConfig(flags: Sources['flags'], env: Sources['env']): Config {
  const named = flags.config ?? env.SLIPWAY_CONFIG
  const file = readConfigFile(named ?? 'slipway.toml', named !== undefined)
  requireKnown(file)
  const found = resolve(
    concerns as unknown as Settings<
      HttpConfig &
        StorageConfig &
        AccountsConfig &
        LogConfig &
        DownloadSiteConfig &
        GirderConfig &
        StatisticsConfig &
        MailConfig &
        SynologyConfig &
        UpkeepConfig &
        PicturesConfig
    >,
    {
      flags,
      env,
      file,
    },
  )
  if (found.mail !== null && found.mail !== 'log') requireForMail(found)
  const data = resolvePath(found.data)
  return { ...found, data, database: found.database ?? `sqlite:${join(data, 'slipway.db')}` }
}

/** A link in a mail must lead here, whatever address the request that caused it pretended to be for. */
function requireForMail({ publicUrl, mailFrom }: HttpConfig & MailConfig): void {
  if (publicUrl === null) throw new ConfigError('publicUrl: is needed to send mail, for the links in it')
  if (mailFrom === null) throw new ConfigError('mailFrom: is needed to send mail')
}

/** The configuration as it may be shown: without secrets. */
export function printableConfig(config: Config): Record<string, unknown> {
  const secrets = new Set(settings.filter((setting) => setting.secret).map((setting) => setting.name))
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (name === 'database') return [name, withoutPassword(String(value))]
      return [name, secrets.has(name) && value !== null ? '***' : value]
    }),
  )
}

/** The address of a database as it may be shown: a password may be before the `@` or among the parameters. */
export const withoutPassword = (url: string): string =>
  url.replace(/(:\/\/[^:/@]*):[^@/]*@/, '$1:***@').replaceAll(/([?&]\w*password=)[^&]*/gi, '$1***')

export { as, ConfigError } from './sources.ts'
