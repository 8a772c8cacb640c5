import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { appArgument, draftArgument, leaf, releaseArgument } from '../../command.ts'
import { online } from '../../context.ts'
import { findDraft, releaseFacts } from './shared.ts'

export const showRelease = () => showing('release', '5.8.0')
export const showDraft = () => showing('draft', '33000')

const showing = (noun: 'release' | 'draft', example: string): CommandUnknownOpts =>
  leaf('show', `show a ${noun}: what it holds, and for which systems`, [`${noun} show slicer ${example}`])
    .addArgument(appArgument())
    .addArgument(noun === 'draft' ? draftArgument() : releaseArgument())
    .action(
      online(async ({ slipway, out }, app, release) => {
        const reference = String(release)
        const found = await (noun === 'draft'
          ? findDraft(slipway, app, reference)
          : slipway.releases.get(app, reference))
        out.thing(found, releaseFacts(found))
      }),
    ) as CommandUnknownOpts
