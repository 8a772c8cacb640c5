/** Downloads by value in the order of an answer, and a part of them. */
import type { Counted } from './wide.ts'

export type Item = { value: string; downloads: number }
/** The last item of the page before. */
type After = readonly [downloads: number, value: string]

/**
 * By time: the first first. Else those with the most downloads, and of as many by their values. `items`: the first
 * `most` behind `after`; `total` and `values` count all.
 */
export function inOrder(
  { values, downloads }: Counted,
  order: 'time' | 'downloads',
  most: number,
  after: After | undefined,
): { total: number; values: number; items: Item[] } {
  let [total, different] = [0, 0]
  const behind: Item[] = []
  const last = after && { downloads: after[0], value: after[1] }
  for (const [at, count] of downloads.entries()) {
    if (count <= 0) continue
    total += count
    different += 1
    const item = { value: values[at] as string, downloads: count }
    if (last === undefined || compare[order](item, last) > 0) behind.push(item)
  }
  const few = order === 'time' ? behind : mostOf(behind, most)
  return { total, values: different, items: few.sort(compare[order]).slice(0, most) }
}

const byValue = (a: Item, b: Item): number => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
const compare = {
  time: byValue,
  downloads: (a: Item, b: Item): number => b.downloads - a.downloads || byValue(a, b),
}

/** Those that can be among the first `most`, with all that have as many downloads as the last: sorting few is quick. */
function mostOf(items: Item[], most: number): Item[] {
  if (items.length <= most) return items
  const counts = Float64Array.from(items, ({ downloads }) => downloads).sort()
  const least = counts[counts.length - most] as number
  return items.filter(({ downloads }) => downloads >= least)
}
