/** Values in the order of the columns. */
export type Values = readonly (string | number)[]

/** Stands for the parameters of a statement that is run once for each row; see `sqlite.ts`. */
export class EachRow {
  readonly rows: readonly Values[]
  /** Whether the statement changed anything, row by row. */
  readonly changed: boolean[] = []
  constructor(rows: readonly Values[]) {
    this.rows = rows
  }
}
