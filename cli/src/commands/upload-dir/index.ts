import { appArgument, given, leaf, positiveNumber } from '../../command.ts'
import { type Context, online } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { PartialFailure } from '../../failures.ts'
import { Interrupted } from '../../interruption.ts'
import { count } from '../../output/format.ts'
import type { ExtensionFacts } from '../extension/facts.ts'
import { forgotten, MANIFEST, readFolder } from './manifest.ts'
import { type Planned, plan } from './plan.ts'
import { type Result, resultOf, sendAll, settledAlready } from './send.ts'

export const uploadDir = leaf('upload-dir', 'publish a folder of extensions; a second run sends only what is missing', [
  'upload-dir slicer ./nightly --app-revision 33000',
  'upload-dir slicer ./nightly --dry-run',
  'upload-dir slicer ./nightly --manifest ./nightly.json --parallel 8 --json',
])
  .addArgument(appArgument())
  .argument('<folder>', 'folder with the files')
  .option(
    '--manifest <file>',
    `what the files are (default: ${MANIFEST} in the folder, or <file>.json beside each file)`,
  )
  .option('--app-revision <revision>', 'for what the manifest does not say it of')
  .option('--os <os>', 'for what the manifest does not say it of')
  .option('--arch <arch>', 'for what the manifest does not say it of')
  .option('--parallel <number>', 'so many at a time', positiveNumber, 4)
  .option('--dry-run', 'only show what would be sent')
  .addHelpText(
    'after',
    `
The manifest is a list of facts, or {"defaults": {…}, "extensions": […]}. A fact has the name of its flag in
\`slipway extension upload\`, written together: {"file": "SegmentTools.tar.gz", "baseName": "SegmentTools",
"revision": "1a2b3c", "appRevision": "33000", "os": "linux", "arch": "amd64", "category": "Segmentation", "tier": 3}
With "sha256" a file is sent only when it has that digest.

Exit code 6: some failed. Run the same again to send those that are missing.`,
  )
  .action(
    online(async (context, app, folder, { manifest, parallel, dryRun, ...stopgaps }) => {
      const entries = await readFolder(folder, manifest, given(stopgaps) as Partial<ExtensionFacts>)
      const left = await forgotten(folder, manifest, entries)
      if (left.length > 0) context.out.warn(`Nothing tells what these are, so they stay here: ${left.join(', ')}`)
      const planned = await plan(context.slipway, app, entries)
      if (dryRun) return summarise(context, settled(planned))
      const missing = planned.filter((entry) => settledAlready(entry) === undefined)
      context.out.note(`${count(missing.length, 'file')} of ${planned.length} to send.`)
      const results = missing.length > 0 ? await sendAll(context, app, planned, parallel) : settled(planned)
      summarise(context, results)
      if (context.signal().aborted) throw new Interrupted()
    }),
  )

/** As it stands before anything is sent. */
const settled = (planned: readonly Planned[]): Result[] =>
  planned.map((entry) => settledAlready(entry) ?? resultOf(entry, 'would upload'))

/** Says what became of each; throws when any failed. */
function summarise({ out, signal }: Context, results: readonly Result[]): void {
  const of = (...statuses: Result['status'][]) => results.filter(({ status }) => statuses.includes(status))
  const failed = of('failed')
  const notTried = of('not tried')
  const counts = Object.fromEntries(
    (['created', 'updated', 'replaced', 'unchanged', 'there', 'would upload', 'failed', 'not tried'] as const)
      .map((status) => [status, of(status).length] as const)
      .filter(([, number]) => number > 0),
  )
  const parts = Object.entries(counts).map(([status, number]) => `${number} ${words[status] ?? status}`)
  if (out.json) {
    out.result({ counts, items: results.map(({ failure: _failure, ...result }) => result) }, '')
  } else {
    if (failed.length > 0) {
      out.table(
        failed,
        [
          { head: 'failed', value: ({ file }) => file },
          { head: 'why', value: ({ error }) => error?.message ?? '', gives: true },
        ],
        '',
      )
    }
    out.result(undefined, `${parts.join(', ')}.`)
  }
  if (notTried.length > 0 && !signal().aborted)
    out.warn(`${notTried.length} were not tried: they would have failed alike.`)
  if (failed.length > 0) throw new PartialFailure(exitCodeOf(results, failed))
}

const words: Record<string, string> = { there: 'there already', unchanged: 'there already, sent again' }

/** When nothing went well and all for the same reason, that reason. */
function exitCodeOf(results: readonly Result[], failed: readonly Result[]): number {
  const unsuccessful = results.every(({ status }) => status === 'failed' || status === 'not tried')
  const codes = new Set(failed.map(({ failure }) => failure?.exitCode))
  const [only] = codes
  return unsuccessful && codes.size === 1 ? (only ?? exitCodes.failed) : exitCodes.partial
}
