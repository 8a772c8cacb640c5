/** Something an operator has to know and can act upon: shown as a sentence, without a stack. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
