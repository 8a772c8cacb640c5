import type { ApiKey, Slipway } from '@slipway/sdk'
import { confirm } from '../../ask.ts'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { NotFound, UsageError } from '../../failures.ts'

export const revokeKey = leaf('revoke', 'revoke an API key: from then on it opens nothing', [
  'key revoke "nightly builds"',
  'key revoke 65f0c0ffee65f0c0ffee65f0 --yes',
])
  .argument('<key>', 'id, or name')
  .option('--dry-run', 'only show which one')
  .option('-y, --yes', 'do not ask')
  .action(
    online(async ({ slipway, out }, reference, { dryRun, yes }) => {
      const key = await find(slipway, reference)
      if (dryRun) return out.result(key, `Would revoke ${key.name} (${key.prefix}…).`)
      if (!(await confirm(out, `Revoke ${key.name} (${key.prefix}…)?`, yes))) return
      await slipway.keys.revoke(key.id)
      out.result(key, `Revoked ${key.name}.`)
    }),
  )

async function find(slipway: Slipway, reference: string): Promise<Pick<ApiKey, 'id' | 'name' | 'prefix'>> {
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
