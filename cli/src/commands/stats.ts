import { Option } from '@commander-js/extra-typings'
import type { DownloadCount } from '@slipway/sdk'
import { appArgument, leaf } from '../command.ts'
import { online } from '../context.ts'

const groupings = {
  revision: (row: DownloadCount) => row.revision,
  name: (row: DownloadCount) => row.baseName,
  kind: (row: DownloadCount) => row.kind,
  platform: (row: DownloadCount) => `${row.os}-${row.arch}`,
} as const
type Grouping = keyof typeof groupings

export const stats = leaf('stats', 'how often the files of an application were downloaded', [
  'stats slicer',
  'stats slicer --by name --kind extension',
  'stats slicer --by platform --revision 33000 --json',
])
  .addArgument(appArgument())
  .addOption(
    new Option('--by <what>', 'add up by')
      .choices(Object.keys(groupings) as Grouping[])
      .default('revision' as Grouping),
  )
  .option('--revision <revision>', 'only this application revision')
  .addOption(new Option('--kind <kind>', 'only these').choices(['package', 'extension'] as const))
  .option('--base-name <name>', 'only what is called so')
  .action(
    online(async ({ slipway, out }, app, { by, ...filter }) => {
      const sums = new Map<string, number>()
      for await (const row of slipway.downloads.iterateCounts(app, { ...filter, limit: 1000 })) {
        const key = groupings[by](row)
        sums.set(key, (sums.get(key) ?? 0) + row.downloads)
      }
      const rows = [...sums].map(
        ([value, downloads]) => ({ [by]: value, downloads }) as Record<Grouping | 'downloads', string | number>,
      )
      rows.sort((a, b) => Number(b.downloads) - Number(a.downloads))
      out.table(
        rows,
        [
          { head: by, value: (row) => String(row[by]), gives: true },
          { head: 'downloads', value: (row) => String(row.downloads), right: true },
        ],
        'Nothing was downloaded yet.',
      )
      if (rows.length > 1) out.note(`${rows.reduce((sum, row) => sum + Number(row.downloads), 0)} downloads in all.`)
    }),
  )
