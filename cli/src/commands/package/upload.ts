import { Option } from '@commander-js/extra-typings'
import { appArgument, given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { thisArch, thisOs } from '../../machine.ts'
import { uploadFile } from '../../transfer.ts'
import { itemFacts } from '../item/kind.ts'
import { outcomeSentence, requireOs } from '../item/publishing.ts'

export const uploadPackage = leaf('upload', 'publish an installer; goes on where it was interrupted', [
  'package upload slicer Slicer-5.8.0-linux-amd64.tar.gz --revision 33000 --version 5.8.0',
  'package upload slicer Slicer.dmg --revision 33000 --version 5.8.0 --os macosx --arch arm64',
])
  .addArgument(appArgument())
  .argument('<file>', 'file to upload')
  .requiredOption('--revision <revision>', 'application revision: decides which release or draft it goes to')
  .requiredOption('--version <version>', 'e.g. 5.8.0')
  .option('--base-name <name>', 'default: the name of the application')
  .addOption(new Option('--os <os>', 'default: that of this machine').choices(['linux', 'win', 'macosx'] as const))
  .option('--arch <arch>', 'amd64, arm64, i386, … (default: that of this machine)')
  .option('--description <text>')
  .option('--pre-release', 'not meant for everybody')
  .option('--build-date <time>', 'e.g. 2026-03-01T04:00:00Z (default: now)')
  .option('--repository-type <type>', 'e.g. git')
  .option('--repository-url <url>')
  .option('--file-name <name>', 'name under which people get it (default: that of the file)')
  .option('--content-type <type>', 'default: by the file name')
  .option('--replace', 'maintainers: put other bytes in place of those of a stable release')
  .action(
    online(async (context, app, file, { baseName, os = requireOs(thisOs()), arch = thisArch(), ...rest }) => {
      const { slipway, out } = context
      const facts = {
        baseName: baseName ?? (await slipway.apps.get(app)).name,
        os,
        arch,
        ...given(rest),
        revision: rest.revision,
        version: rest.version,
      }
      const published = await uploadFile(context, file, (source, options) =>
        slipway.packages.upload(app, facts, source, options),
      )
      out.note(outcomeSentence(published.outcome, published.package))
      out.thing(published, itemFacts(published.package))
    }),
  )
