/**
 * How an archive is refused: with exactly the words that uploaders of spkrepo know and grep for.
 */

/** A package that cannot be taken. */
export class SpkRefusal extends Error {
  /** the INFO key or member that is wrong, where it is one */
  readonly field: string | undefined

  constructor(message: string, field?: string) {
    super(message)
    this.name = 'SpkRefusal'
    this.field = field
  }
}

/** What happens with a refusal: a server throws the first, a check collects all. */
export type Report = (refusal: SpkRefusal) => void

/** Throws it. */
export const refuse: Report = (refusal) => {
  throw refusal
}
