/** Values kept up to a total weight; what was not used for longest goes first. */
export class Kept<T> {
  readonly #most: number
  readonly #entries = new Map<string, { value: T; weight: number }>()
  #weight = 0

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    // A Map keeps the order of insertion, so this makes it the youngest.
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  *values(): Generator<T> {
    for (const { value } of this.#entries.values()) yield value
  }

  set(key: string, value: T, weight: number): void {
    this.#drop(key)
    if (weight > this.#most) return
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#weight -= entry.weight
  }
}
