/** `retention run`: applies the rules of applications now; `--dry-run` says what would go. */
import type { App } from '@slipway/contract'
import type { Command } from 'commander'
import { theServer } from '../modules/access/index.ts'
import type { Services } from '../services.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { bytesInWords, count, say } from './print.ts'

export function registerRetention(program: Command): void {
  const retention = program.command('retention').description('rules that remove old drafts')
  withSettings(
    retention.command('run [app...]').description('apply the rules now; without names, wherever they are enabled'),
  )
    .option('--dry-run', 'only show what would go')
    .action(async (names: string[], { dryRun = false }: { dryRun?: boolean }, command: Command) => {
      await withParts(configOf(command), async ({ services }) => {
        const apps = names.length > 0 ? await named(services, names) : await enabled(services)
        if (apps.length === 0) say('No application has its rules enabled.')
        for (const app of apps) await apply(services, app, dryRun)
      })
    })
}

const named = ({ apps }: Services, names: readonly string[]): Promise<App[]> =>
  Promise.all(names.map((name) => apps.get(theServer, name)))

async function enabled({ apps, retention }: Services): Promise<App[]> {
  const found: App[] = []
  for (const app of (await apps.list(theServer, {}, 1000, undefined)).items) {
    if ((await retention.rules(theServer, app.id)).enabled) found.push(app)
  }
  return found
}

async function apply({ retention }: Services, app: App, dryRun: boolean): Promise<void> {
  const { deletes, keeps, bytes } = dryRun
    ? await retention.preview(theServer, app.id)
    : await retention.run(theServer, app.id)
  say(
    `${app.slug}: ${count(deletes.length, 'draft')} ${dryRun ? 'would go' : 'went'} to the trash ` +
      `(${bytesInWords(bytes)}), ${deletes.length + keeps.length === 0 ? 'none' : keeps.length} kept`,
  )
  for (const draft of deletes) say(`  ${draft.revision}  ${draft.createdAt.slice(0, 10)}  ${bytesInWords(draft.bytes)}`)
}
