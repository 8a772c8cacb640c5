import { appArgument, given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { UsageError } from '../../failures.ts'
import { thisArch, thisOs } from '../../machine.ts'
import { uploadFile } from '../../transfer.ts'
import { itemFacts } from '../item/kind.ts'
import { outcomeSentence, requireOs } from '../item/publishing.ts'
import { type ExtensionFacts, extensionFacts, factNames, requiredFacts, withFacts } from './facts.ts'

const command = leaf('upload', 'publish an extension; goes on where it was interrupted', [
  'extension upload slicer SegmentTools.tar.gz --base-name SegmentTools --revision 1a2b3c --app-revision 33000',
  'extension upload slicer SegmentTools.zip --base-name SegmentTools --revision 1a2b3c --app-revision 33000 --os win --category Segmentation --tier 3',
])
  .addArgument(appArgument())
  .argument('<file>', 'file to upload')

export const uploadExtension = withFacts(command, factNames).action(
  online(async (context, app, file, flags) => {
    const { slipway, out } = context
    const facts = { os: requireOs(thisOs()), arch: thisArch(), ...given(flags) } as Partial<ExtensionFacts>
    for (const name of requiredFacts) {
      if (facts[name] === undefined) throw new UsageError(`${extensionFacts[name].flag.split(' ')[0]} is missing.`)
    }
    const published = await uploadFile(context, file, (source, options) =>
      slipway.extensions.upload(app, facts as ExtensionFacts, source, options),
    )
    out.note(outcomeSentence(published.outcome, published.extension))
    out.thing(published, itemFacts(published.extension))
  }),
)
