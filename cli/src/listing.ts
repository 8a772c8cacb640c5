/** Lists: as many as were asked for, and a word about the rest. */
import type { Output } from './output/output.ts'

export type ListFlags = { limit: number; all?: true | undefined }

export const DEFAULT_LIMIT = 100
const LARGEST_PAGE = 1000

/** Page size that gets what is wanted in the fewest requests. */
export const pageSize = ({ limit, all }: ListFlags): number => (all ? LARGEST_PAGE : Math.min(limit + 1, LARGEST_PAGE))

/** The first `limit` of them. */
export async function take<T>(items: AsyncIterable<T>, { limit, all }: ListFlags, out: Output): Promise<T[]> {
  const rows: T[] = []
  for await (const item of items) {
    if (!all && rows.length === limit) {
      out.warn(`There are more than ${limit}. Add --all, or a higher --limit.`)
      break
    }
    rows.push(item)
  }
  return rows
}
