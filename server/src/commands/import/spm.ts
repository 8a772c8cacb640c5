/** `import spm <url>`: from a server with the Slicer package manager. */

import { Girder } from '../../imports/spm/girder.ts'
import { SpmImport } from '../../imports/spm/index.ts'
import { Failure } from '../failure.ts'
import { note } from '../print.ts'
import type { Source } from './source.ts'

const MOST_PARALLEL = 64

export const spm: Source = {
  usage: 'spm <url>',
  description:
    'copy collections, applications, releases, packages, files and counters of a Slicer package manager, with their ids',
  options(command) {
    command
      .option('--app <name...>', 'only these applications, by their names there')
      .option('--parallel <number>', 'how many files to fetch at once', '4')
      .option('--members', 'bring roles as well, and accounts of those who have them, without passwords')
      .option('--remove-gone', 'put into the trash what came earlier and is no longer there')
      .option('--dry-run', 'only say what would be added, changed or removed')
      .option('--quiet', 'do not name what is fetched')
      .addHelpText(
        'after',
        '\nThe API key of an administrator there comes from the variable GIRDER_API_KEY; without one, only what is ' +
          'public is copied.\nRun it again at any time: only what has changed is fetched.',
      )
  },
  async run(url, options, { services }) {
    const {
      app = [],
      parallel = '4',
      dryRun = false,
      members = false,
      removeGone = false,
      quiet = false,
    } = options as Partial<Options>
    const many = Number(parallel)
    if (!Number.isInteger(many) || many < 1 || many > MOST_PARALLEL) {
      throw new Failure(`--parallel ${parallel}: expected a number from 1 to ${MOST_PARALLEL}`)
    }
    const girder = new Girder(url)
    const key = process.env.GIRDER_API_KEY
    if (key) await girder.logIn(key)
    else note('GIRDER_API_KEY is not set: only what is public is copied.')
    return new SpmImport(services, girder, {
      apps: app,
      parallel: many,
      dryRun,
      members,
      removeGone,
      ...(!quiet && { progress: note }),
    }).run()
  },
}

type Options = {
  app: string[]
  parallel: string
  dryRun: boolean
  members: boolean
  removeGone: boolean
  quiet: boolean
}
