/** How figures are taken: product and baseline in turn, so that whatever else the machine does hits both. */

export const MIB = 1024 ** 2
export const GIB = 1024 ** 3

/** Runs the contestants one after the other, `rounds` times over; answers the results of each, in the order of rounds. */
export async function inTurn<T>(rounds: number, contestants: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const results: T[][] = contestants.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) results[index]?.push(await contestant())
  }
  return results
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? Number.NaN
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** The value that `share` (0 to 1) of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** What a task answers, and how many seconds it took. */
export async function timed<T>(task: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now()
  const result = await task()
  return { seconds: (performance.now() - began) / 1000, result }
}
