import type { ApiKey, Slipway } from '@slipway/sdk'
import { NotFound, UsageError } from '../../failures.ts'

/** By id, or by name among those that open something. Throws `NotFound`, and `UsageError` for a name that several have. */
export async function findKey(slipway: Slipway, reference: string): Promise<ApiKey> {
  // Administrators may mean somebody else's key, which is not in the list.
  if (/^[0-9a-f]{24}$/.test(reference)) return slipway.keys.get(reference)
  const found: ApiKey[] = []
  for await (const key of slipway.keys.iterate({ limit: 1000 })) {
    if (key.name === reference && key.revokedAt === null) found.push(key)
  }
  const [first, second] = found
  if (second !== undefined)
    throw new UsageError(`Several keys are called ${reference}.`, 'Give the id: `slipway key list`.')
  if (first === undefined) throw new NotFound(`There is no key ${reference}.`)
  return first
}
