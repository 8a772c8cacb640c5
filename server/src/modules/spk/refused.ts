/** How the server says that it does not take an archive. */
import { SpkRefusal } from '@slipway/spk'
import { Problem } from '../../platform/problem.ts'

/** A refusal as the problem `spk_invalid`; anything else as it is. */
export function refused(error: unknown): unknown {
  if (!(error instanceof SpkRefusal)) return error
  const { message, field } = error
  return new Problem('spk_invalid', {
    detail: message,
    cause: error,
    ...(field !== undefined && { errors: [{ field, message }] }),
  })
}
