import { appArgument, given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { UsageError } from '../../failures.ts'
import { appFacts } from './shared.ts'

export const updateApp = leaf('update', 'change an application', [
  'app update slicer --description "Medical image computing"',
  'app update viewer --public',
  'app update viewer --no-homepage',
])
  .addArgument(appArgument())
  .option('--name <name>')
  .option('--slug <word>', 'old addresses end to work')
  .option('--description <text>')
  .option('--homepage <url>')
  .option('--no-homepage', 'it has none')
  .option('--public', 'everybody sees it')
  .option('--private', 'only members see it')
  .option('--package-names <template>', 'naming template of packages published from now on')
  .option('--extension-names <template>', 'naming template of extensions published from now on')
  .action(
    online(async ({ slipway, out }, app, flags, command) => {
      const { public: open, private: hidden, packageNames, extensionNames, homepage, ...rest } = flags
      if (open && hidden) throw new UsageError('--public and --private exclude each other.')
      const change = given({
        ...rest,
        homepage:
          command.getOptionValueSource('homepage') === 'cli'
            ? homepage === false
              ? null
              : String(homepage)
            : undefined,
        public: open ? true : hidden ? false : undefined,
        applicationPackageNameTemplate: packageNames,
        extensionPackageNameTemplate: extensionNames,
      })
      if (Object.keys(change).length === 0) throw new UsageError('What to change?', 'See `slipway app update --help`.')
      const updated = await slipway.apps.update(app, change)
      out.note(`Updated ${updated.name}.`)
      out.thing(updated, appFacts(updated))
    }),
  )
