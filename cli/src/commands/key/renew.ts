import { confirm } from '../../ask.ts'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { findKey } from './find.ts'
import { printMade } from './shared.ts'

export const renewKey = leaf('renew', 'put a new API key in the place of another, which opens nothing from then on', [
  'key renew "nightly builds"',
  'key renew 65f0c0ffee65f0c0ffee65f0 --yes --json',
])
  .argument('<key>', 'id, or name')
  .option('-y, --yes', 'do not ask')
  .action(
    online(async (context, reference, { yes }) => {
      const { slipway, out } = context
      const key = await findKey(slipway, reference)
      if (!(await confirm(out, `Renew ${key.name} (${key.prefix}…)? Programs with the old key are refused.`, yes)))
        return
      await printMade(context, await slipway.keys.renew(key.id))
    }),
  )
