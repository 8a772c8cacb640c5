/**
 * How an archive is refused: with exactly the words that uploaders of spkrepo know and grep for (sections 3.5 and 4.3
 * of the contract).
 */
import { Problem } from '../../../platform/problem.ts'

/** A package that cannot be taken; `field`: the INFO key or member that is wrong, where it is one. */
export const refusal = (message: string, field?: string): Problem =>
  new Problem('spk_invalid', {
    detail: message,
    ...(field !== undefined && { errors: [{ field, message }] }),
  })
