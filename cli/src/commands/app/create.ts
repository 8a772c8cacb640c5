import { given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { appFacts } from './shared.ts'

export const createApp = leaf('create', 'make an application', [
  'app create Slicer',
  'app create "My Viewer" --slug viewer --private --homepage https://viewer.example.org',
])
  .argument('<name>', 'name that people see')
  .option('--slug <word>', 'word for addresses and commands (default: made from the name)')
  .option('--description <text>')
  .option('--homepage <url>')
  .option('--collection <name>', 'made if there is none of this name')
  .option('--private', 'only members see it')
  .option('--package-names <template>', 'naming template of packages, e.g. {baseName}_{os}_{arch}_{revision}')
  .option('--extension-names <template>', 'naming template of extensions')
  .action(
    online(async ({ slipway, out }, name, { private: hidden, packageNames, extensionNames, ...rest }) => {
      const app = await slipway.apps.create({
        name,
        ...given(rest),
        ...(hidden && { public: false }),
        ...given({ applicationPackageNameTemplate: packageNames, extensionPackageNameTemplate: extensionNames }),
      })
      out.note(`Created ${app.name}.`)
      out.thing(app, appFacts(app))
    }),
  )
