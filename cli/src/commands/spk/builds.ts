import { leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { size, time, yesNo } from '../../output/format.ts'

export const listSpkBuilds = leaf('builds', 'list builds of all packages one looks after, newest first', [
  'spk builds --inactive',
  'spk builds --unsigned --active --json',
  'spk builds --search git --arch apollolake --firmware 7.1',
])
  .option('--search <words>', 'in the name of the package')
  .option('--arch <code>', 'for this architecture')
  .option('--firmware <version>', 'made for this version: 7 or 7.1')
  .option('--publisher <login>', 'uploaded by')
  .option('--active', 'only those that devices are offered')
  .option('--inactive', 'only those that they are not')
  .option('--signed', 'only signed ones')
  .option('--unsigned', 'only those without signature')
  .option('--beta', 'only beta versions')
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, { limit, all, search, active, inactive, signed, unsigned, ...query }) => {
      const wanted = {
        ...query,
        q: search,
        ...((active || inactive) && { active: active === true }),
        ...((signed || unsigned) && { signed: signed === true }),
        limit: pageSize({ limit, all }),
      }
      out.table(
        await take(slipway.spk.iterateBuilds(wanted), { limit, all }, out),
        [
          { head: 'build', value: ({ id }) => id },
          { head: 'package', value: (build) => build.package },
          { head: 'version', value: ({ version, beta }) => `${version}${beta ? ' (beta)' : ''}` },
          {
            head: 'firmware',
            value: ({ firmware, firmwareMax }) => firmware + (firmwareMax ? `–${firmwareMax}` : ''),
          },
          { head: 'for', value: ({ architectures }) => architectures.join(' '), gives: true },
          { head: 'size', value: (build) => size(build.size), right: true },
          { head: 'active', value: (build) => yesNo(build.active) },
          { head: 'signed', value: (build) => yesNo(build.signed) },
          { head: 'uploaded', value: ({ createdAt }) => time(createdAt) },
        ],
        'No builds found.',
      )
    }),
  )
