/** Runs the clients of `clients.ts`, each as a process of its own. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Task } from './clients.ts'
import { MIB } from './measure.ts'

const execute = promisify(execFile)

export async function runClient(program: string, task: Task): Promise<{ mibPerSecond: number; seconds: number }> {
  const { stdout } = await execute(process.execPath, [program, JSON.stringify(task)])
  const { bytes, seconds } = JSON.parse(stdout) as { bytes: number; seconds: number }
  return { mibPerSecond: bytes / MIB / seconds, seconds }
}
