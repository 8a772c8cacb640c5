/** Why an import cannot begin or go on, in a sentence for operators. What was imported so far is whole. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure'
}
