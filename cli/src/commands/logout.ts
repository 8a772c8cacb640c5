import { isProblem, Slipway } from '@slipway/sdk/node'
import { leaf } from '../command.ts'
import { local } from '../context.ts'
import { NotFound } from '../failures.ts'
import { configFile, readConfig, writeConfig } from '../settings/profiles.ts'
import { profileName } from '../settings/settings.ts'

export const logout = leaf('logout', 'forget a profile; the key that `login` made for it is revoked', [
  'logout',
  'logout --profile work',
]).action(
  local(async ({ out, flags }) => {
    const file = configFile()
    const config = await readConfig(file)
    const name = profileName(flags, process.env, config)
    const profile = config.profiles[name]
    if (profile === undefined) throw new NotFound(`There is no profile ${name}.`)
    let revoked = false
    if (profile.apiKey !== undefined && profile.keyId !== undefined) {
      try {
        await new Slipway({ url: profile.url, key: profile.apiKey, retry: { retries: 0 } }).keys.revoke(profile.keyId)
        revoked = true
      } catch (error) {
        if (!isProblem(error)) throw error
        out.warn(`The key is not revoked: ${error.detail}`)
      }
    }
    const { [name]: _gone, ...profiles } = config.profiles
    const { default: preferred, ...rest } = config
    await writeConfig(file, {
      ...rest,
      profiles,
      ...(preferred !== undefined && preferred !== name && { default: preferred }),
    })
    out.result({ profile: name, url: profile.url, revoked }, `Signed out of ${profile.url}.`)
  }),
)
