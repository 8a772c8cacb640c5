import { confirm } from '../../ask.ts'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { findKey } from './find.ts'

export const revokeKey = leaf('revoke', 'revoke an API key: from then on it opens nothing', [
  'key revoke "nightly builds"',
  'key revoke 65f0c0ffee65f0c0ffee65f0 --yes',
])
  .argument('<key>', 'id, or name')
  .option('--dry-run', 'only show which one')
  .option('-y, --yes', 'do not ask')
  .action(
    online(async ({ slipway, out }, reference, { dryRun, yes }) => {
      const key = await findKey(slipway, reference)
      if (dryRun) return out.result(key, `Would revoke ${key.name} (${key.prefix}…).`)
      if (!(await confirm(out, `Revoke ${key.name} (${key.prefix}…)?`, yes))) return
      await slipway.keys.revoke(key.id)
      out.result(key, `Revoked ${key.name}.`)
    }),
  )
