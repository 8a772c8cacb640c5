/** One backup at a time writes to a folder. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { isProcessGone } from '../../platform/processes.ts'
import { BackupError } from './failure.ts'

type Holder = { host: string; pid: number; since: string }

/** Takes the lock; the answer gives it back. A lock whose holder died on this machine is taken over. */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const me: Holder = { host: hostname(), pid: process.pid, since: new Date().toISOString() }
  for (let attempt = 1; ; attempt++) {
    try {
      await writeFile(path, JSON.stringify(me), { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await holderOf(path)
    const gone = holder !== undefined && holder.host === me.host && isProcessGone(holder.pid)
    if (!gone || attempt > 2) {
      const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`
      throw new BackupError(`Another backup is writing here${who}. If it is not, remove ${path}.`)
    }
    await rm(path, { force: true })
  }
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
