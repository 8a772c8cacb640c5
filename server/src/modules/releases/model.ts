/** Pure rules of releases: how they are shown, what retention keeps. */
import type { Release, ReleaseRef, RetentionRules } from '@slipway/contract'
import type { ReleaseRow } from './store.ts'

const DAY_MS = 86_400_000

export const presentRef = (row: Pick<ReleaseRow, 'id' | 'name' | 'stage' | 'revision' | 'listed_at'>): ReleaseRef => ({
  id: row.id,
  name: row.name,
  stage: row.stage,
  revision: row.revision,
  at: new Date(row.listed_at).toISOString(),
})

export const presentRelease = (row: ReleaseRow, slug: string): Release => ({
  id: row.id,
  app: slug,
  stage: row.stage,
  name: row.name,
  revision: row.revision,
  description: row.description,
  public: row.public === 1,
  pinned: row.pinned === 1,
  createdAt: new Date(row.created_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
  releasedAt: row.released_at === null ? null : new Date(row.released_at).toISOString(),
  packages: row.packages,
  extensions: row.extensions,
  bytes: row.bytes,
})

export type Keep = 'pinned' | 'last' | 'young' | 'monthly' | 'no rule'
type Draft = { id: string; created_at: number; pinned: number }

/**
 * What the rules keep, and why; drafts that are not in the answer go. `drafts` newest first, `now` in milliseconds.
 * Months are those of UTC.
 */
export function keptDrafts(drafts: readonly Draft[], rules: RetentionRules, now: number): Map<string, Keep> {
  const kept = new Map<string, Keep>()
  const noRule = rules.keepLast === null && rules.keepDays === null && !rules.keepMonthly
  const months = new Set<string>()
  drafts.forEach((draft, index) => {
    const month = new Date(draft.created_at).toISOString().slice(0, 7)
    const firstOfMonth = !months.has(month)
    months.add(month)
    if (draft.pinned === 1) kept.set(draft.id, 'pinned')
    else if (noRule) kept.set(draft.id, 'no rule')
    else if (rules.keepLast !== null && index < rules.keepLast) kept.set(draft.id, 'last')
    else if (rules.keepDays !== null && draft.created_at > now - rules.keepDays * DAY_MS) kept.set(draft.id, 'young')
    else if (rules.keepMonthly && firstOfMonth) kept.set(draft.id, 'monthly')
  })
  return kept
}
