import { Option } from '@commander-js/extra-typings'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'

export const explainSpk = leaf('explain', 'say which build a device gets, and why not the others', [
  'spk explain git --arch apollolake --build 64570',
  'spk explain git --arch ipq806x --build 9193 --major 1',
])
  .argument('<package>', 'name')
  .requiredOption('--arch <code>', 'architecture of the device')
  .requiredOption('--build <number>', 'firmware build of the device, e.g. 64570')
  .option('--major <number>', 'of its firmware version (default: of the build)')
  .addOption(new Option('--channel <channel>', 'default: stable').choices(['stable', 'beta'] as const))
  .action(
    online(async ({ slipway, out }, name, device) => {
      const { builds, ...rest } = await slipway.spk.explain(name, device)
      if (out.json) return out.thing({ ...rest, builds }, [])
      out.table(
        builds,
        [
          { head: 'version', value: ({ version }) => version },
          { head: 'firmware', value: ({ firmware }) => firmware },
          { head: 'for', value: ({ architectures }) => architectures.join(' '), gives: true },
          {
            head: 'outcome',
            value: ({ outcome }) => outcome.replace('_', ' '),
            paint: (text, { outcome }) => (outcome === 'chosen' ? out.colors.green(text) : text),
          },
          { head: 'because', value: ({ because }) => because },
        ],
        'The package has no builds.',
      )
    }),
  )
