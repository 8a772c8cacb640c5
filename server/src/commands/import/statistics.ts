/** `import statistics <file>`: what the old download site counted, as a series of its own. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importSeries } from '../../imports/old-statistics/import.ts'
import { fromDatabase, fromPublishedFile } from '../../imports/old-statistics/read.ts'
import { theServer } from '../../modules/access/index.ts'
import { ForeignFileError } from '../../platform/db/index.ts'
import { Failure } from '../failure.ts'
import type { Source } from './source.ts'

const LONGEST_LABEL = 80

export const statistics: Source = {
  usage: 'statistics <file>',
  description:
    'what the old download site counted (download-stats.sqlite or slicer-download-data.json), as a series of its own',
  options: (command) =>
    command
      .option('--app <application>', 'application the numbers are about; default: the one of the download page')
      .option(
        '--label <name>',
        'what the series is called; importing it again replaces it; default: the name of the file',
      ),
  async run(file, { app, label = basename(file) }, { services }) {
    const name = String(label).trim()
    if (name === '' || name.length > LONGEST_LABEL)
      throw new Failure(`--label: expected 1 to ${LONGEST_LABEL} characters`)
    const { id, name: appName } = await services.apps.get(
      theServer,
      (app as string | undefined) ?? (await services.siteApp.load(theServer)).id,
    )
    try {
      const downloads = /\.json$/i.test(file)
        ? fromPublishedFile(readFileSync(file, 'utf8'), appName)
        : fromDatabase(file)
      const report = await importSeries(services, { app: id, label: name }, downloads)
      await services.rollUp.run('command')
      return report
    } catch (error) {
      const isOfFile =
        error instanceof ForeignFileError ||
        error instanceof SyntaxError ||
        (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code)))
      if (!isOfFile) throw error
      const { message } = error
      throw new Failure(message.startsWith(file) ? message : `${file}: ${message}`, { cause: error })
    }
  },
}
