import { as, type Settings } from './sources.ts'

export type AccountsConfig = {
  adminLogin: string
  adminPassword: string | null
  adminApiKey: string | null
  sessionLifetime: number
}

const secretOf = (least: number) => (text: string) => {
  if (text.length < least) throw new Error(`expected at least ${least} characters`)
  return text
}

export const accounts: Settings<AccountsConfig> = {
  adminLogin: { name: 'adminLogin', default: 'admin', read: as.text, help: 'login of the first administrator' },
  adminPassword: {
    name: 'adminPassword',
    default: null,
    read: secretOf(10),
    secret: true,
    help: 'password of the first administrator; default: a random one, printed once',
  },
  adminApiKey: {
    name: 'adminApiKey',
    default: null,
    read: secretOf(24),
    secret: true,
    help: 'API key of the first administrator; default: a random one, printed once',
  },
  sessionLifetime: {
    name: 'sessionLifetime',
    default: 30 * 86_400_000,
    read: as.span,
    help: 'how long an unused session lasts, e.g. 30d',
  },
}
