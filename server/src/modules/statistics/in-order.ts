/** Downloads by value in the order of an answer, and a part of them. */
import type { Counted } from './wide.ts'

export type Item = { value: string; downloads: number }
/** The last item of the page before. */
type After = readonly [downloads: number, value: string]

/**
 * By time: the first first. Else those with the most downloads, and of as many by their values. `items`: the first
 * `most` behind `after`; `total` and `values` count all. Tens of thousands of values are numbers here: only those of the
 * answer become objects.
 */
export function inOrder(
  { values, downloads }: Counted,
  order: 'time' | 'downloads',
  most: number,
  after: After | undefined,
): { total: number; values: number; items: Item[] } {
  const itemAt = (at: number): Item => ({ value: values[at] as string, downloads: downloads[at] as number })
  const last = after && { downloads: after[0], value: after[1] }
  const behind = new Int32Array(downloads.length)
  let [total, different, found] = [0, 0, 0]
  for (let at = 0; at < downloads.length; at++) {
    const count = downloads[at] as number
    if (count <= 0) continue
    total += count
    different += 1
    if (last === undefined || compare[order](itemAt(at), last) > 0) behind[found++] = at
  }
  const places = behind.subarray(0, found)
  const least = order === 'time' || found <= most ? 0 : leastOf(downloads, places, most)
  const items: Item[] = []
  for (const at of places) if ((downloads[at] as number) >= least) items.push(itemAt(at))
  return { total, values: different, items: items.sort(compare[order]).slice(0, most) }
}

const byValue = (a: Item, b: Item): number => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
const compare = {
  time: byValue,
  downloads: (a: Item, b: Item): number => b.downloads - a.downloads || byValue(a, b),
}

/** How many downloads the last has of the `most` that have most. */
function leastOf(downloads: Counted['downloads'], places: Int32Array, most: number): number {
  const counts = new Float64Array(places.length)
  for (let at = 0; at < counts.length; at++) counts[at] = downloads[places[at] as number] as number
  return counts.sort()[counts.length - most] as number
}
