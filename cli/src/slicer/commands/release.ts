import type { GirderDocument } from '@slipway/sdk/slicer'
import { group, integer, leaf, lookup, online, say } from '../command.ts'
import { printTable } from '../table.ts'

const HEADS = ['APP REVISION', 'NAME', 'RELEASE ID']
const rowOf = ({ meta, name, _id }: GirderDocument) => [meta.revision, name, _id]
const line = ({ meta, name, _id }: GirderDocument, done: string) => `${name} ${meta.revision} (${_id}) ${done}`

const create = leaf('create', 'Create a new release.')
  .argument('<app_name>')
  .argument('<name>', 'name of the release')
  .argument('<revision>', 'revision of the application')
  .option('--desc <text>', 'description of the release')
  .action(
    online(async (client, app, name, revision, options) => {
      const release = await client.createRelease(app, name, revision, { ...lookup(options), description: options.desc })
      say(line(release, 'CREATED'))
    }),
  )

const list = leaf('list', 'List all the stable releases of an application.')
  .argument('<app_name>')
  .action(
    online(async (client, app, options) =>
      printTable(HEADS, (await client.listRelease(app, lookup(options))).map(rowOf)),
    ),
  )

const remove = leaf('delete', 'Delete a release.')
  .argument('<app_name>')
  .argument('<name>', 'name of the release')
  .action(
    online(async (client, app, name, options) =>
      say(line(await client.deleteRelease(app, name, lookup(options)), 'DELETED')),
    ),
  )

const listDrafts = leaf('list', 'List the draft releases, the newest first.')
  .argument('<app_name>')
  .option('--revision <revision>', 'only the draft of this revision')
  .option('--limit <number>', 'how many at most; 0 for all', integer, 50)
  .option('--offset <number>', 'how many to pass over', integer, 0)
  .action(
    online(async (client, app, { revision, limit, offset, ...options }) =>
      printTable(
        HEADS,
        (await client.listDraftRelease(app, { ...lookup(options), revision, limit, offset })).map(rowOf),
      ),
    ),
  )

const removeDraft = leaf('delete', 'Delete a draft release.')
  .argument('<app_name>')
  .argument('<revision>', 'revision of the draft')
  .action(
    online(async (client, app, revision, options) =>
      say(line(await client.deleteDraftRelease(app, revision, lookup(options)), 'DELETED')),
    ),
  )

/** What the script of that name did. */
export const cleanNightly = () =>
  leaf('cleanNightly', 'Delete draft releases, all but the newest.')
    .argument('<app_name>')
    .argument('<keep>', 'how many drafts to keep', integer)
    .option('--dry_run', 'only name what would be deleted')
    .action(
      online(async (client, app, keep, { dry_run, ...options }) => {
        const dryRun = dry_run === true
        const onDeleted = (draft: GirderDocument) => say(line(draft, 'DELETED'))
        const drafts = await client.cleanNightly(app, keep, { ...lookup(options), dryRun, onDeleted })
        if (dryRun) for (const draft of drafts) say(line(draft, 'WOULD BE DELETED'))
        say(`${drafts.length} draft release${drafts.length === 1 ? '' : 's'} ${dryRun ? 'would go' : 'deleted'}`)
      }),
    )

export const releaseCommands = () => group('release', 'Manage stable releases.', [create, list, remove])
export const draftCommands = () => group('draft', 'Manage draft releases.', [listDrafts, removeDraft])
