import { hostname } from 'node:os'
import { Option } from '@commander-js/extra-typings'
import { isProblem, Slipway, signInForKey } from '@slipway/sdk/node'
import { askSecret, askText, readStandardInput } from '../ask.ts'
import { leaf, positiveNumber } from '../command.ts'
import { local } from '../context.ts'
import { configFile, type Profile, readConfig, writeConfig } from '../settings/profiles.ts'
import { profileName, sendableKey, serverAddress } from '../settings/settings.ts'
import { inDays, scopeNames } from './key/shared.ts'

export const login = leaf('login', 'sign in: makes an API key for this machine and keeps it in a profile', [
  'login',
  'login --url https://releases.example.org --login anna',
  'login --url https://releases.example.org --api-key slipway_… --profile work',
  'login --login anna --password-stdin < password.txt',
])
  .option('--login <login>', 'login or e-mail')
  .option('--password-stdin', 'read the password from standard input')
  .option('--code <code>', 'second factor: a code of the authenticator app, or a recovery code')
  .addOption(
    new Option('--scope <scope>', 'what the key may be used for').choices(scopeNames).default('manage' as const),
  )
  .option('--key-name <name>', 'name of the key', hostname())
  .option('--expires-in <days>', 'the key ends after so many days', positiveNumber)
  .addHelpText('after', '\nWith --api-key that key is kept, and no other one is made.')
  .action(
    local(async ({ out, flags }, options) => {
      const file = configFile()
      const config = await readConfig(file)
      const name = profileName(flags, process.env, config)
      const earlier = config.profiles[name]
      const preset = flags.url ?? (process.env.SLIPWAY_URL || undefined)
      const url = serverAddress(preset ?? (await ask('Server:', '--url', earlier?.url)))
      const { profile, secret } =
        flags.apiKey === undefined ? await byPassword() : await byKey(sendableKey(flags.apiKey))
      config.profiles[name] = profile
      await writeConfig(file, { default: name, ...config })
      if (earlier?.keyId !== undefined && earlier.url === url) await revoke(earlier)
      out.result(
        { url, profile: name, account: profile.account, ...(secret !== undefined && { key: secret }) },
        `Signed in to ${url} as ${profile.account}. The key is in profile ${name}.`,
      )

      /** What the profile says already need not be asked for where nobody could answer. */
      async function ask(message: string, flag: string, known: string | undefined): Promise<string> {
        return known !== undefined && !out.interactive ? known : askText(out, message, flag, known)
      }

      async function byPassword(): Promise<{ profile: Profile; secret: { id: string; name: string } }> {
        const who = options.login ?? (await ask('Login:', '--login', earlier?.account))
        const password = options.passwordStdin
          ? await readStandardInput()
          : await askSecret(out, 'Password:', '--password-stdin')
        const signIn = (code: string | undefined) =>
          signInForKey(
            { url },
            { login: who, password, ...(code !== undefined && { code }) },
            { name: options.keyName, scopes: [options.scope], expiresAt: inDays(options.expiresIn) },
          )
        const { key, secret } = await signIn(options.code).catch(async (error: unknown) => {
          if (!isProblem(error, 'second_factor_required')) throw error
          return signIn(await askText(out, 'Code of the authenticator app, or recovery code:', '--code'))
        })
        const account = (await new Slipway({ url, key: secret }).session.get()).account?.login ?? who
        return { profile: { url, apiKey: secret, account, keyId: key.id }, secret: { id: key.id, name: key.name } }
      }

      async function byKey(apiKey: string): Promise<{ profile: Profile; secret: undefined }> {
        const { account } = await new Slipway({ url, key: apiKey }).session.get()
        return { profile: { url, apiKey, ...(account !== null && { account: account.login }) }, secret: undefined }
      }
    }),
  )

/** The key that the new one takes the place of. It may be gone already. */
async function revoke({ url, apiKey, keyId }: Profile): Promise<void> {
  if (apiKey === undefined || keyId === undefined) return
  await new Slipway({ url, key: apiKey, retry: { retries: 0 } }).keys.revoke(keyId).catch(() => undefined)
}
