import type { ApiKey, Slipway } from '@slipway/sdk'
import { NotFound, UsageError } from '../../failures.ts'

/** By id, or by name among those that open something. Throws `NotFound`, and `UsageError` for a name that several have. */
export async function findKey(slipway: Slipway, reference: string): Promise<Pick<ApiKey, 'id' | 'name' | 'prefix'>> {
  const found: ApiKey[] = []
  for await (const key of slipway.keys.iterate({ limit: 1000 })) {
    if (key.id === reference) return key
    if (key.name === reference && key.revokedAt === null) found.push(key)
  }
  const [first, second] = found
  if (second !== undefined)
    throw new UsageError(`Several keys are called ${reference}.`, 'Give the id: `slipway key list`.')
  // An administrator may mean somebody else's key, which is not in the list.
  if (first === undefined && /^[0-9a-f]{24}$/.test(reference)) return { id: reference, name: reference, prefix: '' }
  if (first === undefined) throw new NotFound(`There is no key ${reference}.`)
  return first
}
