/**
 * Two forms of one document: `raw` as the application routes print it, and the form of Girder's own routes, which says
 * what kind of thing it is and how far the caller may go.
 */
import type { AccessLevel } from '../levels.ts'

export type Form = { raw: true } | { raw: false; level: AccessLevel }
export const RAW: Form = { raw: true }
export const filtered = (level: AccessLevel): Form => ({ raw: false, level })

/** Lists of users and rights are nobody's business; the keys stay for those who look for them. */
export const NO_ACCESS = { groups: [], users: [] } as const

export const parseExtra = (extra: string | null): Record<string, unknown> =>
  extra === null ? {} : (JSON.parse(extra) as Record<string, unknown>)

/** Keys in the order in which Girder prints them. */
export const sortKeys = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, object[key]]),
  )
