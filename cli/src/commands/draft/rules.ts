import type { RetentionRules } from '@slipway/sdk'
import { appArgument, given, leaf, wholeNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { yesNo } from '../../output/format.ts'
import type { Facts } from '../../output/output.ts'

export const draftRules = leaf('rules', 'show or store the rules that say which drafts are kept', [
  'draft rules slicer',
  'draft rules slicer --keep-last 14 --keep-days 30 --keep-monthly --nightly',
])
  .addArgument(appArgument())
  .option('--keep-last <number>', 'keep the newest N', wholeNumber)
  .option('--no-keep-last', 'no such rule')
  .option('--keep-days <days>', 'keep those younger than D days', wholeNumber)
  .option('--no-keep-days', 'no such rule')
  .option('--keep-monthly', 'keep the newest of each month')
  .option('--no-keep-monthly', 'no such rule')
  .option('--keep-replaced-days <days>', 'keep replaced files reachable by their digest', wholeNumber)
  .option('--nightly', 'let the server apply the rules each night')
  .option('--no-nightly', 'apply them only by `draft clean`')
  .action(
    online(async ({ slipway, out }, app, flags, command) => {
      const asked = <T>(name: string, value: T) => (command.getOptionValueSource(name) === 'cli' ? value : undefined)
      const orNone = (value: number | boolean | undefined) => (typeof value === 'number' ? value : null)
      const change = given({
        keepLast: asked('keepLast', orNone(flags.keepLast)),
        keepDays: asked('keepDays', orNone(flags.keepDays)),
        keepMonthly: asked('keepMonthly', flags.keepMonthly === true),
        keepReplacedDays: flags.keepReplacedDays,
        enabled: asked('nightly', flags.nightly === true),
      })
      const rules = await slipway.retention.get(app)
      if (Object.keys(change).length === 0) return out.thing(rules, ruleFacts(rules))
      const stored = await slipway.retention.set(app, { ...rules, ...change })
      out.note('Stored the rules.')
      out.thing(stored, ruleFacts(stored))
    }),
  )

const ruleFacts = (rules: RetentionRules): Facts => [
  ['Keep the newest', rules.keepLast === null ? '-' : String(rules.keepLast)],
  ['Keep younger than', rules.keepDays === null ? '-' : `${rules.keepDays} days`],
  ['Keep one a month', yesNo(rules.keepMonthly)],
  ['Keep replaced files', `${rules.keepReplacedDays} days`],
  ['Applied each night', yesNo(rules.enabled)],
]
