import { asking, group, integer, lookup, online, progressLine, releaseNames, say } from '../command.ts'
import { printTable } from '../table.ts'
import { deleteItem, downloadItem, listItems, uploadItem } from './items.ts'

const upload = uploadItem('extension', 'Upload an extension.')
  .option('--revision <revision>', 'revision of the extension', '0.0.1')
  .option('--app_revision <revision>', 'revision of the application it was built for')
  .option('--desc <text>', 'description of the extension', '')
  .option('--icon_url <url>', 'URL of its icon', '')
  .option('--category <category>')
  .option('--tier <number>', 'how well it is tested', integer, 5)
  .option('--homepage <url>', 'URL of its homepage', '')
  .option('--screenshots <urls>', 'URLs of screenshots, separated by spaces')
  .option('--contributors <names>')
  .option('--dependency <names>', 'extensions it needs, separated by spaces')
  .option('--recommends <names>', 'extensions that go with it, separated by spaces')
  .option('--dicom_support_rule <rule>')
  .option('--keywords <words>')
  .option('--force <value>', 'upload also when this revision is there, e.g. 1')
  .action(
    online(async (client, app, file, options) => {
      const said = await asking(options, { name: 'Name', app_revision: 'App revision' })
      say(`Create the extension ${said.name}`)
      const { item, outcome } = await client.uploadExtension(
        file,
        app,
        {
          os: said.os,
          arch: said.arch,
          name: said.name,
          revision: said.revision,
          appRevision: said.app_revision,
          description: said.desc,
          repoType: said.repo_type,
          repoUrl: said.repo_url,
          iconUrl: said.icon_url,
          homepage: said.homepage,
          category: said.category,
          tier: said.tier,
          screenshots: said.screenshots,
          contributors: said.contributors,
          dependency: said.dependency,
          recommends: said.recommends,
          dicomSupportRule: said.dicom_support_rule,
          keywords: said.keywords,
        },
        { ...lookup(options), force: isYes(said.force), onProgress: progressLine(said.name) },
      )
      if (outcome === 'created') say(`${item.name} (${item._id}) UPLOADED`)
      else if (outcome === 'updated') say(`${said.name} UPLOADED The extension is now up-to-date`)
      else say(`Extension "${said.name}" is already up-to-date\t(Extension Item updated)`)
    }),
  )

const isYes = (value: string | undefined): boolean =>
  value !== undefined && !/^(?:|0|no|off|false)$/i.test(value.trim())

const list = listItems('List the extensions.')
  .option('--app_revision <revision>', 'revision of the application')
  .option('--release <release>', 'name or ID of a release', 'draft')
  .option('--query <text>', 'part of the name, the description or the keywords')
  .option('--limit <number>', 'how many at most; 0 for all', integer, 50)
  .option('--all', 'of all releases and drafts')
  .action(
    online(async (client, app, { coll_id, app_revision, ...query }) => {
      const where = lookup({ coll_id })
      const items = await client.listExtension(app, { ...where, ...query, appRevision: app_revision })
      const releaseOf = await releaseNames(client, app, where)
      printTable(
        ['REVISION', 'NAME', 'RELEASE NAME', 'APP REVISION', 'EXTENSION ID'],
        items.map((item) => [item.meta.revision, item.name, releaseOf(item), item.meta.app_revision, item._id]),
      )
    }),
  )

export const extensionCommands = () =>
  group('extension', 'Manage extensions.', [upload, list, downloadItem('extension'), deleteItem('extension')])
