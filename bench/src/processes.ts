/** Programs under measurement: started, watched, and ended by whoever started them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { MIB } from './measure.ts'

const PATIENCE_MS = 30_000

export type Running = { origin: string; pid: number; stop(): Promise<void> }

/** Starts a program that will listen on `port`; resolves at its first reply. What it prints goes to `log`. */
export async function start(
  command: string,
  args: readonly string[],
  { port, path, env, log }: { port: number; path: string; env?: NodeJS.ProcessEnv; log: string },
): Promise<Running> {
  const output = openSync(log, 'a')
  const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', output, output] })
  const origin = `http://127.0.0.1:${port}`
  const deadline = Date.now() + PATIENCE_MS
  while (!(await answers(origin + path))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${command} does not answer; see ${log}`)
    await pause(2)
  }
  return { origin, pid: child.pid ?? 0, stop: () => end(child) }
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url)
    await reply.arrayBuffer()
    return true
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await gone
  clearTimeout(impatience)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Resident memory of a process in MiB; `undefined` where the system does not tell. */
export function residentMiB(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / MIB
  } catch {
    return undefined
  }
}

/** Watches the memory of a process until it is asked for the peak. */
export function watchMemory(pid: number): () => number {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, residentMiB(pid) ?? 0)
  }
  const timer = setInterval(look, 50)
  return () => {
    clearInterval(timer)
    look()
    return peak
  }
}

/**
 * Runs a program to its end and answers what it printed; throws what it complained of when it failed. `noted` is called
 * when it first says something about its progress.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  noted: () => void = () => {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [printed, complained] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
    child.stderr.once('data', noted)
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${code}: ${complained}`))))
  })
}
