import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import type { SpkBuildAction } from '@slipway/sdk'
import { confirm } from '../../ask.ts'
import { leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { exitCodes } from '../../exit-codes.ts'
import { PartialFailure } from '../../failures.ts'
import { count } from '../../output/format.ts'

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
      online(async ({ slipway, out }, builds, { package: name, version, dryRun, yes }) => {
        const ids = new Set(builds)
        const names = new Map<string, string>()
        if (name !== undefined) {
          const { versions } = await slipway.spk.get(name)
          const wanted = versions.filter((one) => version === undefined || String(one.version) === version)
          for (const { id, path } of wanted.flatMap((one) => one.builds)) {
            ids.add(id)
            names.set(id, path.slice(path.lastIndexOf('/') + 1))
          }
        }
        if (ids.size === 0) return out.note('No builds to do this to: give ids, or --package.')
        const nameOf = (build: string): string => names.get(build) ?? build
        if (dryRun) {
          const which = [...ids].map((build) => ({ build, name: nameOf(build) }))
          const column = { head: 'build', value: (one: { name: string }) => one.name, gives: true }
          out.table(which, [column], '')
          return out.note(`Would ${action} ${count(ids.size, 'build')}.`)
        }
        if (action === 'delete' && !(await confirm(out, `Delete ${count(ids.size, 'build')} for good?`, yes))) return
        const results = await slipway.spk.act(action, [...ids])
        out.table(
          results,
          [
            { head: 'build', value: ({ build }) => nameOf(build), gives: true },
            { head: 'outcome', value: ({ outcome }) => outcome },
            { head: 'message', value: ({ message }) => message },
          ],
          'Nothing was done.',
        )
        const refused = results.filter(({ outcome }) => outcome === 'refused').length
        if (refused > 0) throw new PartialFailure(refused === results.length ? exitCodes.failed : exitCodes.partial)
      }),
    ) as CommandUnknownOpts
