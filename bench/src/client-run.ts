/** Runs the clients of `clients.ts`, each as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Task } from './clients.ts'
import { MIB } from './measure.ts'

export type ClientResult = { mibPerSecond: number; seconds: number }

/** A client that has started and waits: what a program costs to start is nothing the server could help. */
export type ReadyClient = { run(): Promise<ClientResult> }

export async function runClient(program: string, task: Task): Promise<ClientResult> {
  return (await readyClient(program, task)).run()
}

export async function readyClient(program: string, task: Task): Promise<ReadyClient> {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  let complaints = ''
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ended = endOf(child, () => complaints)
  // Whoever waits for the end hears of a failure; until then it must not count as unhandled.
  ended.catch(() => {})
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      said += text
      if (said.includes('\n')) resolve()
    })
  })
  await Promise.race([ready, ended])
  return {
    async run() {
      child.stdin.end('go\n')
      await ended
      const { bytes, seconds } = JSON.parse(said.split('\n')[1] ?? '') as { bytes: number; seconds: number }
      return { mibPerSecond: bytes / MIB / seconds, seconds }
    },
  }
}

function endOf(child: ChildProcess, complaints: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`a client failed:\n${complaints()}`))))
  })
}
