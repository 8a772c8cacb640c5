import {
  archOption,
  asking,
  group,
  integer,
  leaf,
  lookup,
  online,
  osOption,
  progressLine,
  releaseNames,
  say,
  thisOs,
} from '../command.ts'
import { printTable } from '../table.ts'
import { deleteItem, downloadItem } from './items.ts'

const upload = leaf('upload', 'Upload an application package.')
  .argument('<app_name>')
  .argument('<file>')
  .addOption(osOption('operating system').default(thisOs))
  .addOption(archOption('architecture').default('amd64'))
  .option('--name <name>', 'base name of the package')
  .option('--repo_type <type>', 'type of the repository', '')
  .option('--repo_url <url>', 'URL of the repository', '')
  .option('--revision <revision>', 'revision of the application')
  .option('--version <version>', 'version of the application')
  .option('--build_date <date>', 'when it was built; default: now')
  .option('--desc <text>', 'description of the package', '')
  .option('--pre_release', 'it is a pre-release')
  .action(
    online(async (client, app, file, options) => {
      const said = await asking(options, { name: 'Name', revision: 'Revision', version: 'Version' })
      say(`Create the application package ${said.name}`)
      const { item, outcome } = await client.uploadApplicationPackage(
        file,
        app,
        {
          os: said.os,
          arch: said.arch,
          name: said.name,
          revision: said.revision,
          version: said.version,
          repoType: said.repo_type,
          repoUrl: said.repo_url,
          description: said.desc,
          buildDate: said.build_date,
          preRelease: said.pre_release,
        },
        { ...lookup(options), onProgress: progressLine(said.name) },
      )
      say(
        outcome === 'created'
          ? `${item.name} (${item._id}) UPLOADED`
          : `${said.name} UPLOADED The package is now up-to-date`,
      )
    }),
  )

const list = leaf('list', 'List the application packages.')
  .argument('<app_name>')
  .option('--name <name>', 'base name')
  .addOption(osOption('operating system'))
  .addOption(archOption('architecture'))
  .option('--revision <revision>', 'revision of the application')
  .option('--version <version>', 'version of the application')
  .option('--release <release>', 'name or ID of a release, or draft')
  .option('--limit <number>', 'how many at most; 0 for all', integer, 50)
  .action(
    online(async (client, app, { coll_id, ...query }) => {
      const where = lookup({ coll_id })
      const items = await client.listApplicationPackage(app, { ...where, ...query })
      const releaseOf = await releaseNames(client, app, where)
      printTable(
        ['APP REVISION', 'VERSION', 'NAME', 'RELEASE NAME', 'PACKAGE ID'],
        items.map((item) => [item.meta.revision, item.meta.version, item.name, releaseOf(item), item._id]),
      )
    }),
  )

export const packageCommands = () =>
  group('package', 'Manage application packages.', [upload, list, downloadItem('package'), deleteItem('package')])
