import { asking, group, integer, lookup, online, progressLine, releaseNames, say } from '../command.ts'
import { printTable } from '../table.ts'
import { deleteItem, downloadItem, listItems, uploadItem } from './items.ts'

const upload = uploadItem('package', 'Upload an application package.')
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

const list = listItems('List the application packages.')
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
