import { appArgument, given, leaf, releaseArgument } from '../../command.ts'
import { online } from '../../context.ts'
import { UsageError } from '../../failures.ts'
import { readNotes, releaseFacts } from './shared.ts'

export const updateRelease = leaf('update', 'rename, describe, hide or show a release or draft', [
  'release update slicer 5.8.0 --notes NOTES.md',
  'release update slicer 5.8.0 --name 5.8.0-rc1 --private',
])
  .addArgument(appArgument())
  .addArgument(releaseArgument())
  .option('--name <name>', 'new name (stable releases only)')
  .option('--notes <file>', 'release notes, Markdown; - for standard input')
  .option('--public', 'everybody sees it')
  .option('--private', 'only members see it')
  .action(
    online(async ({ slipway, out }, app, release, { name, notes, public: open, private: hidden }) => {
      if (open && hidden) throw new UsageError('--public and --private exclude each other.')
      const change = given({
        name,
        description: await readNotes(notes),
        public: open ? true : hidden ? false : undefined,
      })
      if (Object.keys(change).length === 0)
        throw new UsageError('What to change?', 'See `slipway release update --help`.')
      const updated = await slipway.releases.update(app, release, change)
      out.note(`Updated ${updated.name}.`)
      out.thing(updated, releaseFacts(updated))
    }),
  )
