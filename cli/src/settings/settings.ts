/** Which server, and as whom: flags win over variables, variables over the config file. */
import { UsageError } from '../failures.ts'
import { type ConfigFile, configFile, readConfig } from './profiles.ts'

export type SettingFlags = {
  url?: string | undefined
  apiKey?: string | undefined
  profile?: string | undefined
}

export type Settings = {
  url: string
  apiKey: string | undefined
  /** the profile the address or the key comes from */
  profile: string | undefined
}

type Variables = Partial<Record<string, string>>

export const DEFAULT_PROFILE = 'default'

/** The profile that is meant, whether or not there is one of this name. */
export const profileName = (flags: SettingFlags, variables: Variables, config: ConfigFile): string =>
  flags.profile ?? (variables.SLIPWAY_PROFILE || undefined) ?? config.default ?? DEFAULT_PROFILE

export async function loadSettings(flags: SettingFlags, variables: Variables = process.env): Promise<Settings> {
  return resolveSettings(flags, variables, await readConfig(configFile()))
}

/** `--profile` is a flag, so what it names wins over variables. */
export function resolveSettings(flags: SettingFlags, variables: Variables, config: ConfigFile): Settings {
  const name = profileName(flags, variables, config)
  const profile = config.profiles[name]
  if (profile === undefined && (flags.profile ?? variables.SLIPWAY_PROFILE)) {
    throw new UsageError(`There is no profile ${name}.`, `\`slipway login --profile ${name}\` makes one.`)
  }
  const named = flags.profile !== undefined
  const variableUrl = named ? undefined : variables.SLIPWAY_URL || undefined
  const url = flags.url ?? variableUrl ?? profile?.url
  if (url === undefined) {
    throw new UsageError('Which server?', 'Run `slipway login`, add --url, or set SLIPWAY_URL.')
  }
  const address = serverAddress(url)
  const variableKey = named ? undefined : variables.SLIPWAY_API_KEY || undefined
  // A key is for one server; it does not go to another one because of a stray variable.
  const ofProfile = profile !== undefined && serverAddress(profile.url) === address
  const apiKey = flags.apiKey ?? variableKey ?? (ofProfile ? profile.apiKey : undefined)
  return {
    url: address,
    apiKey: apiKey && sendableKey(apiKey),
    profile: ofProfile ? name : undefined,
  }
}

/** Without the white space around it. What cannot be sent is refused here, since others would repeat it in their complaint. */
export function sendableKey(text: string): string {
  const key = text.trim()
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new UsageError(
    'The API key is empty, or has spaces, line breaks or letters that no key has.',
    'Give it as it was shown: slipway_… See --api-key and SLIPWAY_API_KEY.',
  )
}

/** `releases.example.org` → `https://releases.example.org`; without a slash at its end. */
export function serverAddress(text: string): string {
  const bare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const local = /^(localhost|127\.|\[::1\])/.test(text)
  const address = bare ? `${local ? 'http' : 'https'}://${text}` : text
  if (!URL.canParse(address) || !/^https?:/i.test(address)) {
    throw new UsageError(
      `${text === '' ? 'Nothing' : text} is not the address of a server.`,
      'Give one such as https://releases.example.org.',
    )
  }
  const { origin, pathname } = new URL(address)
  return (origin + pathname).replace(/\/+$/, '')
}
