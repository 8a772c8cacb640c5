import { leaf } from '../command.ts'
import { online } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { PartialFailure } from '../failures.ts'
import { time } from '../output/format.ts'
import { appName } from './key/apps.ts'

export const whoami = leaf('whoami', 'who you are to the server, and what you may do', [
  'whoami',
  'whoami --json',
]).action(
  online(async ({ slipway, out, settings }) => {
    const session = await slipway.session.get()
    const { account, key } = session
    out.thing({ server: settings.url, profile: settings.profile ?? null, ...session }, [
      ['Server', settings.url],
      ['Profile', settings.profile],
      ['Account', account === null ? 'nobody: not signed in' : `${account.login} (${account.name})`],
      ['Administrator', account?.admin ? 'yes' : undefined],
      ['Key', key === null ? undefined : `${key.name} (${key.prefix}…)`],
      ['Scopes', key?.scopes.join(', ')],
      ['Only for', out.json ? key?.app : await appName(slipway, key?.app ?? null)],
      ['Ends', key?.expiresAt == null ? undefined : time(key.expiresAt)],
    ])
    if (account === null) throw new PartialFailure(exitCodes.notAllowed)
  }),
)
