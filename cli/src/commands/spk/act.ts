import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import type { Slipway, SpkBuildAction } from '@slipway/sdk'
import { confirm } from '../../ask.ts'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { NotFound, PartialFailure, UsageError } from '../../failures.ts'
import { count } from '../../output/format.ts'

type Which = { package?: string | undefined; version?: string | undefined }

/** Does one thing to one or many builds; each has its own result. */
export const buildAction = (action: SpkBuildAction['action'], description: string): CommandUnknownOpts =>
  leaf(action, description, [
    `spk ${action} 65f0c0ffee65f0c0ffee65f0`,
    `spk ${action} --package git --version 34${action === 'delete' ? ' --dry-run' : ''}`,
  ])
    .argument('[builds...]', 'ids of builds')
    .option('--package <name>', 'all builds of this package …')
    .option('--version <number>', '… that belong to this version')
    .option('--dry-run', 'only show which builds')
    .option('-y, --yes', 'do not ask')
    .action(
      online(async ({ slipway, out }, builds, { dryRun, yes, ...which }) => {
        const names = await chosen(slipway, builds, which)
        const ids = [...names.keys()]
        if (ids.length === 0) return out.note(`${which.package} has no builds.`)
        const asks = action === 'delete' && dryRun !== true
        if (asks && !(await confirm(out, `Delete ${count(ids.length, 'build')} for good?`, yes))) return
        const results = await slipway.spk.act(action, ids, { dryRun })
        out.table(
          results,
          [
            // A dry run tells what the build is called.
            {
              head: 'build',
              value: ({ build, outcome, message }) => (outcome === 'possible' ? message : (names.get(build) ?? build)),
              gives: true,
            },
            { head: 'outcome', value: ({ outcome }) => outcome },
            ...(dryRun && results.every(({ outcome }) => outcome === 'possible')
              ? []
              : [
                  {
                    head: 'message',
                    value: ({ outcome, message }: (typeof results)[number]) => (outcome === 'possible' ? '' : message),
                  },
                ]),
          ],
          'Nothing was done.',
        )
        const refused = results.filter(({ outcome }) => outcome === 'refused').length
        const possible = results.length - refused
        if (dryRun && possible > 0) out.note(`Would ${action} ${count(possible, 'build')}.`)
        if (refused > 0) throw new PartialFailure(refused === results.length ? exitCodes.failed : exitCodes.partial)
      }),
    ) as CommandUnknownOpts

/** Ids of builds, and their file names where they are known. Throws `UsageError`, `NotFound`. */
async function chosen(
  slipway: Slipway,
  builds: readonly string[],
  { package: name, version }: Which,
): Promise<Map<string, string>> {
  if (name === undefined && version !== undefined) throw new UsageError('--version is one of a --package.')
  if (name === undefined && builds.length === 0) throw new UsageError('Which builds?', 'Give ids, or --package.')
  const strange = builds.find((id) => !/^[0-9a-f]{24}$/.test(id))
  if (strange !== undefined) throw new UsageError(`${strange} is no id of a build.`, '`slipway spk builds` shows them.')
  const names = new Map(builds.map((id) => [id, id]))
  if (name === undefined) return names
  const { versions } = await slipway.spk.get(name)
  const wanted = versions.filter((one) => version === undefined || String(one.version) === version)
  if (version !== undefined && wanted.length === 0) throw new NotFound(`There is no version ${version} of ${name}.`)
  for (const { id, path } of wanted.flatMap((one) => one.builds)) names.set(id, path.slice(path.lastIndexOf('/') + 1))
  return names
}
