/** `import slicer-download <file>`: the records database of a Slicer Download site. */
import { ADDRESSES, importRecords } from '../../imports/slicer-download/import.ts'
import { theServer } from '../../modules/access/index.ts'
import { ForeignFileError } from '../../platform/db/index.ts'
import { Failure } from '../failure.ts'
import type { Source } from './source.ts'

export const slicerDownload: Source = {
  usage: 'slicer-download <file>',
  description:
    'packages of a Slicer Download site from its records database (slicer-girder-records.sqlite, or of Midas)',
  options: (command) =>
    command
      .option('--app <application>', 'application the packages belong to; default: the one of the download page')
      .option(
        '--address <template>',
        `where the bytes of an id are; default: ${ADDRESSES.Girder_v1} and, of Midas, ${ADDRESSES.Midas_v1}`,
        readAddress,
      ),
  async run(file, { app, address }, { services }) {
    const { id } = await services.apps.get(
      theServer,
      (app as string | undefined) ?? (await services.siteApp.load(theServer)).id,
    )
    try {
      return await importRecords(services, file, { app: id, address: address as string | undefined })
    } catch (error) {
      throw error instanceof ForeignFileError ? new Failure(error.message, { cause: error }) : error
    }
  },
}

function readAddress(text: string): string {
  if (/^https?:\/\/\S*\{id\}/.test(text)) return text
  throw new Failure(`--address: expected an address with {id} in it, got ${JSON.stringify(text)}`)
}
