import type { ApiKey, NewApiKey } from '@slipway/sdk'
import type { Context } from '../../context.ts'
import { time } from '../../output/format.ts'
import { appName } from './apps.ts'

/** Narrowest first. */
export const scopeNames = ['read', 'publish', 'manage', 'admin'] as const satisfies ApiKey['scopes']

const DAY = 86_400_000

export const inDays = (days: number | undefined): string | undefined =>
  days === undefined ? undefined : new Date(Date.now() + days * DAY).toISOString()

/** A key with its secret, which nobody sees again. */
export async function printMade({ out, slipway }: Context, made: NewApiKey): Promise<void> {
  const app = await appName(slipway, made.key.app)
  out.thing(made, [
    ['Key', made.secret],
    ['Name', made.key.name],
    ['Id', made.key.id],
    ['Scopes', made.key.scopes.join(', ')],
    ['Application', app],
    ['Ends', made.key.expiresAt === null ? 'never' : time(made.key.expiresAt)],
  ])
  out.warn('The key is shown this once.')
}
