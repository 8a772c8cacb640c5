import type { ApiKey } from '@slipway/sdk'

/** Narrowest first. */
export const scopeNames = ['read', 'publish', 'manage', 'admin'] as const satisfies ApiKey['scopes']

const DAY = 86_400_000

export const inDays = (days: number | undefined): string | undefined =>
  days === undefined ? undefined : new Date(Date.now() + days * DAY).toISOString()
