/** What packages and extensions have in common: where they are sent from and to, how they are found, downloaded and deleted. */
import { archOption, leaf, lookup, online, osOption, progressLine, say, thisOs } from '../command.ts'

const METHODS = {
  package: { download: 'downloadApplicationPackage', delete: 'deleteApplicationPackage' },
  extension: { download: 'downloadExtension', delete: 'deleteExtension' },
} as const
type Kind = keyof typeof METHODS

/** Takes the file, its platform, its name and its repository; a kind adds what else is said of it. */
export const uploadItem = (kind: Kind, description: string) =>
  leaf('upload', description)
    .argument('<app_name>')
    .argument('<file>')
    .addOption(osOption('operating system').default(thisOs))
    .addOption(archOption('architecture').default('amd64'))
    .option('--name <name>', `base name of the ${kind}`)
    .option('--repo_type <type>', 'type of the repository', '')
    .option('--repo_url <url>', 'URL of the repository', '')

/** Asks by name and platform; a kind adds what else one can ask by. */
export const listItems = (description: string) =>
  leaf('list', description)
    .argument('<app_name>')
    .option('--name <name>', 'base name')
    .addOption(osOption('operating system'))
    .addOption(archOption('architecture'))

export const downloadItem = (kind: Kind) =>
  leaf('download', `Download the file of one ${kind}.`)
    .argument('<app_name>')
    .argument('<id_or_name>', `ID or name of the ${kind}`)
    .option('--dir_path <folder>', 'where to put it', process.cwd())
    .action(
      online(async (client, app, reference, { dir_path, ...options }) => {
        say('Start download...')
        const { item } = await client[METHODS[kind].download](app, reference, dir_path, {
          ...lookup(options),
          onProgress: progressLine(reference),
        })
        say(`${item.name} (${item._id}) DOWNLOADED [${dir_path}]`)
      }),
    )

export const deleteItem = (kind: Kind) =>
  leaf('delete', `Delete one ${kind}.`)
    .argument('<app_name>')
    .argument('<id_or_name>', `ID or name of the ${kind}`)
    .action(
      online(async (client, app, reference, options) => {
        const item = await client[METHODS[kind].delete](app, reference, lookup(options))
        say(`${item.name} ${item.meta.revision} (${item._id}) DELETED`)
      }),
    )
