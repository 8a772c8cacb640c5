/** What new rules change about programs that were told before, for whoever applies them. Pure. */
import type { AgentColumns, AgentRow } from './store.ts'

export type ClientColumns = Pick<AgentColumns, 'client' | 'family' | 'os'>

/** `changes`: most downloads first. */
export type Retold = { looked: number; changed: number; changes: Change[] }
export type Change = {
  /** kind before and after; the same when only the name of the program or its system is another */
  from: string
  to: string
  /** how many user agents, and downloads by them */
  programs: number
  downloads: number
  /** texts of those with most downloads */
  examples: string[]
}

const EXAMPLES = 3

/** Whether it counts elsewhere in the sums than before. */
export const isOther = (was: ClientColumns, is: ClientColumns): boolean =>
  was.client !== is.client || was.family !== is.family || was.os !== is.os

/** `downloads`: by the number of the text. */
export function changesOf(
  retold: readonly { was: AgentRow; is: ClientColumns }[],
  downloads: ReadonlyMap<number, number>,
): Change[] {
  const of = ({ was }: { was: AgentRow }) => downloads.get(was.id) ?? 0
  const byKinds = new Map<string, Change>()
  for (const one of retold.toSorted((a, b) => of(b) - of(a))) {
    const [from, to] = [one.was.client, one.is.client]
    const key = `${from} ${to}`
    const change = byKinds.get(key) ?? { from, to, programs: 0, downloads: 0, examples: [] }
    byKinds.set(key, change)
    change.programs += 1
    change.downloads += of(one)
    if (change.examples.length < EXAMPLES) change.examples.push(one.was.text)
  }
  return [...byKinds.values()].sort((a, b) => b.downloads - a.downloads)
}
