/** `import access-log`: counts the downloads in logs of front servers, CDNs and the old download site. */
import { setPriority } from 'node:os'
import type { Command } from 'commander'
import { eitherWay, LogCounting, type LogCounts, linesOf, openLog } from '../../imports/access-log/index.ts'
import { Failure } from '../failure.ts'
import { configOf, withSettings } from '../options.ts'
import { type Parts, withParts } from '../parts.ts'
import { count, note, printJson, say } from '../print.ts'
import { SumsBeside } from '../sums-beside.ts'

const HELP = `
Formats: the combined format of nginx and Apache, and one JSON object per line (url, response_status, range, timestamp);
both packed with gzip or not. A log can be read again: what was counted is known. The server may go on meanwhile.
`

export function registerAccessLog(group: Command): void {
  withSettings(
    group
      .command('access-log [files...]')
      .description('count the downloads in access logs; without files, or for -, those of standard input'),
  )
    .option('--json', 'for programs')
    .addHelpText('after', HELP)
    .action(async (files: string[], { json = false }: { json?: boolean }, command: Command) => {
      const work = async (parts: Parts) => {
        const { counts, failed } = await countAll(parts, files.length > 0 ? files : ['-'])
        if (json) printJson(counts)
        else describe(counts)
        if (failed > 0)
          throw new Failure(`${count(failed, 'file')} could not be read to the end; the rest was counted.`)
      }
      await withParts(configOf(command), work, { bulk: true })
    })
}

const LOWER_PRIORITY = 5

/** `failed`: how many files could not be read to the end. */
async function countAll(
  { deps, services }: Parts,
  files: readonly string[],
): Promise<{ counts: LogCounts; failed: number }> {
  // With few cores, whoever serves comes first.
  setPriority(LOWER_PRIORITY)
  const sums = SumsBeside.start(deps.db.url)
  try {
    const counting = await LogCounting.open(deps.db, services, {
      hold: (until) => services.rollUp.hold(until),
      run: () => sums.run(),
    })
    let failed = 0
    for (const file of files) {
      try {
        counting.begin()
        const source = file === '-' ? eitherWay(process.stdin) : await openLog(file)
        for await (const { lines } of linesOf(source)) await counting.add(lines)
        await counting.flush()
      } catch (error) {
        if (!isOfFile(error)) throw error
        failed += 1
        note(`slipway-server: ${file}: ${(error as Error).message}`)
      }
    }
    if (counting.counts.counted > 0) note('All downloads are counted. Adding them up for the statistics …')
    await counting.close()
    return { counts: counting.counts, failed }
  } finally {
    sums.stop()
  }
}

/** Errors of one file, which the others need not suffer for: it is missing, or not packed as it says. */
const isOfFile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ENOENT|EACCES|EISDIR|EPERM|Z_)/.test(String(error.code))

function describe({ lines, counted, repeated, other, unknown, unreadable, closed }: LogCounts): void {
  say(`Read ${count(lines, 'line')} and counted ${count(counted, 'download')}.`)
  const rest: [number, string][] = [
    [repeated, 'were counted before, or the visitor had the file that day already'],
    [other, 'delivered no file'],
    [unknown, 'are about files that are not here'],
    [closed, 'are of days so long ago that nobody knows what was counted'],
    [unreadable, 'cannot be read'],
  ]
  for (const [number, what] of rest) if (number > 0) say(`  ${number} ${what}`)
}
