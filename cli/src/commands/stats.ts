import { Option } from '@commander-js/extra-typings'
import { appArgument, given, leaf } from '../command.ts'
import { online } from '../context.ts'
import { csvOf } from '../output/csv.ts'

/** What people type, and what the API calls it. */
const dimensions = {
  total: 'total',
  day: 'day',
  month: 'month',
  release: 'release',
  revision: 'revision',
  version: 'version',
  name: 'baseName',
  file: 'file',
  kind: 'kind',
  stage: 'stage',
  os: 'os',
  arch: 'arch',
  country: 'country',
  client: 'client',
  family: 'family',
  'visitor-os': 'visitorOs',
  package: 'package',
  source: 'source',
} as const
type Dimension = keyof typeof dimensions

export const stats = leaf('stats', 'what was downloaded of an application', [
  'stats slicer',
  'stats slicer --by month --from 2026-01-01',
  'stats slicer --by name --kind extension --release 5.8',
  'stats slicer --by country --name SegmentTools --csv > countries.csv',
])
  .addArgument(appArgument())
  .addOption(
    new Option('--by <what>', 'add up by')
      .choices(Object.keys(dimensions) as Dimension[])
      .default('release' as Dimension),
  )
  .option('--from <day>', 'first day (UTC), such as 2026-01-31')
  .option('--to <day>', 'last day (UTC)')
  .addOption(new Option('--kind <kind>', 'only these').choices(['package', 'extension'] as const))
  .addOption(new Option('--stage <stage>', 'only these').choices(['stable', 'draft'] as const))
  .option('--release <name>', 'only this release, or draft by its revision')
  .option('--revision <revision>', 'only this application revision')
  .option('--version <version>', 'only installers of this version')
  .option('--name <name>', 'only what is called so')
  .option('--package <id>', 'only this package or extension')
  .option('--file <name>', 'only this file')
  .option('--os <os>', 'only files for this system: linux, win, macosx')
  .option('--arch <arch>', 'only files for this architecture')
  .option('--country <code>', 'only from this country, in two letters')
  .option('--client <kind>', 'only by this kind of program: browser, extension-manager, script, …')
  .option('--family <name>', 'only by this program, such as Firefox or curl')
  .option('--visitor-os <name>', 'only by programs on this system, such as Windows')
  .option('--source <source>', 'only this source: live, log, import:<series>')
  .option('--bots', 'count bots and monitoring as well')
  .option('--imported', 'count the numbers of older systems as well')
  .option('--csv', 'as a table for spreadsheets')
  .action(
    online(async ({ slipway, out }, app, { by, csv, name, country, ...filter }) => {
      const answer = slipway.statistics.iterate(
        app,
        given({
          ...filter,
          baseName: name,
          country: country?.toUpperCase(),
          by: dimensions[by],
          limit: 10_000,
          // The server says what is wrong with a kind of program or a day.
        }) as Parameters<typeof slipway.statistics.iterate>[1],
      )
      const rows: (Record<string, string> & { downloads: number })[] = []
      for await (const { value, downloads } of answer) rows.push({ [by]: value, downloads } as (typeof rows)[number])
      if (csv) {
        return out.text(csvOf([[by, 'downloads'], ...rows.map((row) => [row[by], row.downloads])]))
      }
      out.table(
        rows,
        [
          { head: by, value: (row) => String(row[by]), gives: true },
          { head: 'downloads', value: (row) => String(row.downloads), right: true },
        ],
        'Nothing was downloaded that fits.',
      )
      if (rows.length > 1) out.note(`${rows.reduce((sum, row) => sum + row.downloads, 0)} downloads in all.`)
    }),
  )
