import { appArgument, given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { readNotes, releaseFacts } from './shared.ts'

export const createRelease = leaf('create', 'make an empty stable release that uploads of its revision go to', [
  'release create slicer 5.8.0 --revision 33000',
  'release create slicer 5.8.0 --revision 33000 --notes NOTES.md --private',
])
  .addArgument(appArgument())
  .argument('<name>', 'name of the release')
  .requiredOption('--revision <revision>', 'application revision it stands for')
  .option('--notes <file>', 'release notes, Markdown; - for standard input')
  .option('--private', 'only members see it')
  .action(
    online(async ({ slipway, out }, app, name, { revision, notes, private: hidden }) => {
      const release = await slipway.releases.create(app, {
        name,
        revision,
        ...given({ description: await readNotes(notes) }),
        ...(hidden && { public: false }),
      })
      out.note(`Created release ${release.name}.`)
      out.thing(release, releaseFacts(release))
    }),
  )
