/** An empty server gets its first administrator, whose secrets are shown once. */
import type { Config } from '../config/index.ts'
import { theServer } from '../modules/access/index.ts'
import { randomText } from '../platform/crypto/secrets.ts'
import type { Services } from '../services.ts'

/** Answers what to show once, or nothing when there are accounts already. Preset secrets are not shown. */
export async function makeFirstAdministrator({ people, keys }: Services, config: Config): Promise<string | undefined> {
  if (!(await people.isEmpty())) return undefined
  const password = config.adminPassword ?? randomText(16)
  const account = await people.createFirst(theServer, {
    login: config.adminLogin,
    name: 'Administrator',
    password,
    admin: true,
  })
  if (account === undefined) return undefined
  const { secret } = await keys.create(
    theServer,
    { name: 'first key', scopes: ['admin'], account: account.id },
    config.adminApiKey ?? undefined,
  )
  return [
    '',
    '  The first administrator was made. This is shown once:',
    '',
    `    login     ${account.login}`,
    `    password  ${config.adminPassword === null ? password : '(as preset)'}`,
    `    API key   ${config.adminApiKey === null ? secret : '(as preset)'}`,
    '',
    '',
  ].join('\n')
}
