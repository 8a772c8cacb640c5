/** What packages and extensions have in common: to be downloaded and deleted. */
import { leaf, lookup, online, progressLine, say } from '../command.ts'

const METHODS = {
  package: { download: 'downloadApplicationPackage', delete: 'deleteApplicationPackage' },
  extension: { download: 'downloadExtension', delete: 'deleteExtension' },
} as const
type Kind = keyof typeof METHODS

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
