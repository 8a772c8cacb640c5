import { group, leaf, lookup, online, say } from '../command.ts'
import { printTable } from '../table.ts'

const create = leaf('create', 'Create a new application.')
  .argument('<name>')
  .option('--desc <text>', 'description of the application')
  .option('--coll_name <name>', 'name of the collection; made if there is none')
  .option('--coll_desc <text>', 'description of a collection that is made')
  .option('--public', 'everybody sees it')
  .option('--private', 'only members see it')
  .action(
    online(async (client, name, options) => {
      const isPublic = options.private ? false : options.public
      const app = await client.createApp(name, {
        ...lookup(options),
        description: options.desc,
        collectionName: options.coll_name,
        collectionDescription: options.coll_desc,
        public: isPublic,
      })
      say(`${app._id} (${app.name}) CREATED`)
    }),
  )

const list = leaf('list', 'List all the applications.')
  .option('--name <name>', 'only the application of this name')
  .action(
    online(async (client, options) => {
      const apps = await client.listApp({ ...lookup(options), name: options.name })
      printTable(
        ['NAME', 'APPLICATION ID'],
        apps.map((app) => [app.name, app._id]),
      )
    }),
  )

const remove = leaf('delete', 'Delete an application.')
  .argument('<name>')
  .action(
    online(async (client, name, options) => {
      const app = await client.deleteApp(name, lookup(options))
      say(`${app.name} (${app._id}) DELETED`)
    }),
  )

export const appCommands = () => group('app', 'Manage applications.', [create, list, remove])
