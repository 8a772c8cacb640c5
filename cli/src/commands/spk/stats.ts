import { Option } from '@commander-js/extra-typings'
import { given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { csvOf } from '../../output/csv.ts'
import { count } from '../../output/format.ts'

/** What people type, and what the API calls it. */
const dimensions = {
  package: 'baseName',
  version: 'version',
  build: 'file',
  arch: 'arch',
  firmware: 'revision',
  country: 'country',
  month: 'month',
  day: 'day',
} as const
type Dimension = keyof typeof dimensions

const DAY_MS = 86_400_000
/** The 90th day counts, as it does for devices. */
const recently = (): string => new Date(Date.now() - 90 * DAY_MS).toISOString().slice(0, 10)

export const statsSpk = leaf('stats', 'what was downloaded of Synology packages', [
  'spk stats',
  'spk stats git --by version',
  'spk stats git --by firmware --from 2026-01-01',
  'spk stats --by arch --csv > architectures.csv',
])
  .argument('[package]', 'only this package')
  .addOption(
    new Option('--by <what>', 'add up by (default: package, or version of one)').choices(
      Object.keys(dimensions) as Dimension[],
    ),
  )
  .option('--from <day>', 'first day (UTC), such as 2026-01-31')
  .option('--to <day>', 'last day (UTC)')
  .option('--csv', 'as a table for spreadsheets')
  .action(
    online(async ({ slipway, out }, name, { by = name === undefined ? 'package' : 'version', csv, from, to }) => {
      const ask = async (period: { from?: string | undefined; to?: string | undefined }) => {
        const asked = { ...period, baseName: name, by: dimensions[by], imported: true, limit: 10_000 }
        const { items } = await slipway.statistics.ofSpk(given(asked) as Parameters<typeof slipway.statistics.ofSpk>[0])
        return new Map(items.map(({ value, downloads }) => [value, downloads]))
      }
      const all = await ask({ from, to })
      const recent = from === undefined && to === undefined ? await ask({ from: recently() }) : undefined
      const firmwares = by === 'firmware' ? await slipway.spk.listFirmwares() : []
      const textOf = (value: string): string => {
        if (value === '' && (by === 'arch' || by === 'firmware')) return '(by hand)'
        const known = firmwares.find(({ build }) => String(build) === value)
        return known === undefined ? value : `${known.type.toUpperCase()} ${known.version}-${known.build}`
      }
      const rows = [...all].map(([value, downloads]) => ({
        [by]: value,
        name: textOf(value),
        ...(recent !== undefined && { recent: recent.get(value) ?? 0 }),
        downloads,
      }))
      if (csv) {
        const head = [by, ...(recent === undefined ? [] : ['last 90 days']), 'downloads']
        const cells = rows.map((row) => [row.name, ...(row.recent === undefined ? [] : [row.recent]), row.downloads])
        return out.text(csvOf([head, ...cells]))
      }
      out.table(
        rows,
        [
          { head: by, value: (row) => row.name, gives: true },
          ...(recent === undefined
            ? []
            : [{ head: 'last 90 days', value: (row: (typeof rows)[number]) => String(row.recent), right: true }]),
          { head: recent === undefined ? 'downloads' : 'in all', value: (row) => String(row.downloads), right: true },
        ],
        'Nothing was downloaded that fits.',
      )
      const total = rows.reduce((sum, { downloads }) => sum + downloads, 0)
      if (rows.length > 1) out.note(`${count(total, 'download')} in all.`)
    }),
  )
