/**
 * Follows log files across rotation, as a job: `access.log` with `access.log.1`, `access.log.2.gz` and so on beside it.
 * A file is known by its first line, whatever it is called today, and read on from where the last time ended. How far
 * that was only saves work: what was counted is known by itself.
 */
import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database } from '../../platform/db/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { LogCounting, type LogServices } from './count.ts'
import { isPacked, linesOf, openLog } from './source.ts'

/** As much of it as a file is known by. */
const LONGEST_FIRST_LINE = 64 * 1024

/** Reads what is new in these files and those rotated away from them. Answers how many downloads were new. */
export async function followLogs(
  db: Database,
  services: LogServices,
  log: Log,
  files: readonly string[],
): Promise<number> {
  let counted = 0
  for (const configured of files) {
    for (const file of await rotatedFiles(configured)) {
      try {
        counted += await readOn(db, services, configured, file)
      } catch (error) {
        // It may be rotated away at this moment; the next run finds it under its new name.
        log.warn({ err: error, file }, 'an access log cannot be read')
      }
    }
  }
  return counted
}

/** Oldest first, as far as names tell. */
async function rotatedFiles(configured: string): Promise<string[]> {
  const [folder, name] = [dirname(configured), basename(configured)]
  const names = (await readdir(folder).catch(() => [])).filter(
    (found) => found === name || found.startsWith(`${name}.`),
  )
  const age = (found: string) => (found === name ? 0 : Number(/\.(\d+)/.exec(found.slice(name.length))?.[1] ?? 1))
  return names.sort((a, b) => age(b) - age(a)).map((found) => join(folder, found))
}

async function readOn(db: Database, services: LogServices, configured: string, file: string): Promise<number> {
  const { size, mtimeMs } = await stat(file)
  const packed = await isPacked(file)
  const first = await firstLine(file, packed)
  if (first === undefined) return 0
  const id = createHash('sha256').update(`${configured}\n${first}`).digest('hex')
  const known = await services.logPositions.get(id)
  const changedAt = Math.floor(mtimeMs)
  if (known?.size === size && known.changed_at === changedAt) return 0
  const counting = await LogCounting.open(db, services)
  // One that has become shorter was emptied and begun anew.
  let position = known === undefined || (!packed && known.position > size) ? 0 : known.position
  for await (const { lines, end } of linesOf(await openLog(file), { from: position, whole: true })) {
    await counting.add(lines)
    await counting.flush()
    position = end
    await services.logPositions.put({ id, position, size: 0, changed_at: 0 })
  }
  await services.logPositions.put({ id, position, size, changed_at: changedAt })
  return counting.counts.counted
}

/** Its beginning, when it is very long; nothing while it is not complete. */
async function firstLine(file: string, packed: boolean): Promise<string | undefined> {
  if (packed) {
    for await (const { lines } of linesOf(await openLog(file))) return lines[0]?.slice(0, LONGEST_FIRST_LINE)
    return undefined
  }
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_FIRST_LINE), 0, LONGEST_FIRST_LINE, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(10)
    if (end < 0 && bytesRead < LONGEST_FIRST_LINE) return undefined
    return buffer.toString('latin1', 0, end < 0 ? bytesRead : end)
  } finally {
    await handle.close()
  }
}
