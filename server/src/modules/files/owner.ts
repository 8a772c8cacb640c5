/** Which process holds a lock, in a form that tells whether it can still be alive. */
import { hostname } from 'node:os'
import { newId } from '../../platform/crypto/ids.ts'
import { isProcessGone } from '../../platform/processes.ts'

const HOST = hostname()
const PROCESS = newId()

/** `<host>/<pid>/<process>/<random>`: unique for each request that holds a lock. */
export const newOwner = (): string => `${HOST}/${process.pid}/${PROCESS}/${newId()}`

/** Whether the holder is certainly gone: it ran on this host, and its process does not exist any more. */
export function isDead(owner: string): boolean {
  const [host, pid, run] = owner.split('/')
  if (host !== HOST || run === PROCESS) return false
  if (Number(pid) === process.pid) return true
  return isProcessGone(Number(pid))
}
