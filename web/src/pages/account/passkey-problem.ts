import { SlipwayProblem } from '@slipway/sdk'
import { ti } from '../../inside/texts/index.ts'

/** What the browser says when no passkey came of it, in words: nobody touched it, or it is known already. */
export function passkeyProblem(error: unknown): never {
  const known = (error as Error)?.name === 'InvalidStateError'
  throw new SlipwayProblem('invalid_input', ti(known ? 'factors.passkeyKnown' : 'factors.passkeyNothing'), {
    cause: error,
  })
}
