/**
 * What an import did, thing by thing: the difference between the other server and this one, as it was found and as it
 * was settled. Each source says which nouns it has; the numbers are printed for all, the names for what needs a look.
 */

/**
 * `added`: was not here; `changed`: was here with other facts or bytes; `same`: nothing to do; `gone`: was imported once
 * and is no longer there (it stays here); `left`: is nothing here, and why; `refused`: could not be taken over, and why.
 */
export const outcomes = ['added', 'changed', 'same', 'gone', 'left', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

export type Difference = { noun: string; outcome: Exclude<Outcome, 'same'>; name: string; detail?: string }
export type Counts = Record<Outcome, number>

/** Names of what was refused are all kept; of the rest as many as somebody reads. */
const MOST_NAMES = 1000

export class Report {
  readonly #counts = new Map<string, Counts>()
  readonly #differences: Difference[] = []
  readonly #refusals: Difference[] = []

  /** Notes one thing. `noun` is plural (`packages`); `detail` says what differs, or why it was refused. */
  note(noun: string, outcome: Outcome, name: string, detail?: string): void {
    const counts = this.#counts.get(noun) ?? { added: 0, changed: 0, same: 0, gone: 0, left: 0, refused: 0 }
    counts[outcome] += 1
    this.#counts.set(noun, counts)
    if (outcome === 'same') return
    const difference: Difference = { noun, outcome, name, ...(detail !== undefined && { detail }) }
    if (outcome === 'refused') this.#refusals.push(difference)
    else if (this.#differences.length < MOST_NAMES) this.#differences.push(difference)
  }

  /** By noun, in the order in which the nouns were met. */
  get counts(): ReadonlyMap<string, Readonly<Counts>> {
    return this.#counts
  }

  get differences(): readonly Difference[] {
    return [...this.#differences, ...this.#refusals]
  }

  /** Whether everything there is here now. */
  get complete(): boolean {
    return this.#refusals.length === 0
  }
}
