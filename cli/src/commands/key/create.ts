import { Option } from '@commander-js/extra-typings'
import { collect, leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { UsageError } from '../../failures.ts'
import { inDays, printMade, scopeNames } from './shared.ts'

export const createKey = leaf('create', 'make an API key; it is shown this once', [
  'key create "nightly builds" --scope publish --app slicer --expires-in 365',
  'key create reporting --json',
])
  .argument('<name>', 'what it is for')
  .addOption(
    new Option(
      '--scope <scope>',
      'read, publish, manage or admin; may be given more than once (default: read)',
    ).argParser(collect),
  )
  .option('--app <app>', 'limit it to this application')
  .option('--expires-in <days>', 'it ends after so many days', positiveNumber)
  .option('--account <account>', 'administrators: make it for somebody else, by login or id')
  .action(
    online(async (context, name, { scope = ['read'], app, expiresIn, account }) => {
      const scopes = scopeNames.filter((known) => scope.includes(known))
      const unknown = scope.find((each) => !scopeNames.some((known) => known === each))
      if (unknown !== undefined) throw new UsageError(`${unknown} is no scope.`, `Scopes: ${scopeNames.join(', ')}.`)
      const wanted = { name, scopes, app, account, expiresAt: inDays(expiresIn) }
      await printMade(context, await context.slipway.keys.create(wanted))
    }),
  )
