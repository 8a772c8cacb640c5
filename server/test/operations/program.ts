/** The program as it ships: the bundle, as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync } from 'node:fs'
import { mkdir, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const bundle = join(root, 'server/dist/main.js')

type Settings = Record<string, string>
export type Outcome = { code: number | null; out: string; err: string }

/** An empty folder that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-operations-'))
  // A process that is being killed may still be writing.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** Builds the bundle if the sources are newer. Several test files may ask at once. */
export async function ensureBundle(): Promise<void> {
  const lock = join(root, 'node_modules/.cache/slipway-bundle.lock')
  await mkdir(join(lock, '..'), { recursive: true })
  for (;;) {
    if (
      await mkdir(lock).then(
        () => true,
        () => false,
      )
    )
      break
    // Whoever held it for so long is dead.
    if (Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs > 60_000) await rmdir(lock)
    await pause(50)
  }
  try {
    const { code, err } = await outcomeOf(spawn(process.execPath, [join(root, 'scripts/build.mjs'), 'server']))
    if (code !== 0 || !existsSync(bundle)) throw new Error(`the server cannot be built: ${err}`)
  } finally {
    await rmdir(lock)
  }
}

function start(args: readonly string[], env: Settings, folder: string, stdout: number | 'pipe' = 'pipe'): ChildProcess {
  const { PATH = '' } = process.env
  return spawn(process.execPath, [bundle, ...args], {
    cwd: folder,
    env: { PATH, NODE_ENV: 'production', ...env },
    stdio: ['pipe', stdout, 'pipe'],
  })
}

/** Runs a command to its end, in an environment of its own. */
export async function run(
  args: readonly string[],
  options: { env?: Settings; input?: string; folder?: string } = {},
): Promise<Outcome> {
  const child = start(args, options.env ?? {}, options.folder ?? tmpdir())
  child.stdin?.end(options.input ?? '')
  return outcomeOf(child)
}

/** Begins a command that may be killed. `stdout`: the device that gets what it prints. */
export function launch(
  args: readonly string[],
  { stdout }: { stdout?: string } = {},
): { kill(signal: NodeJS.Signals): void; ended: Promise<Outcome> } {
  const output = stdout === undefined ? undefined : openSync(stdout, 'w')
  const child = start(args, {}, tmpdir(), output)
  if (output !== undefined) closeSync(output)
  return { kill: (signal) => child.kill(signal), ended: outcomeOf(child) }
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}

export type RunningServer = {
  url: string
  pid: number
  /** what it printed before it was ready */
  printed: string
  kill(signal: NodeJS.Signals): void
  ended: Promise<Outcome>
}

/** Starts `serve` on a free port; resolves at its ready line. */
export async function serve(args: readonly string[], env: Settings = {}): Promise<RunningServer> {
  const child = start(['serve', '--port', '0', '--host', '127.0.0.1', '--log-level', 'error', ...args], env, tmpdir())
  const ended = outcomeOf(child)
  onTestFinished(async () => {
    // Not SIGKILL, which would leave the workers of a primary behind for a moment.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  })
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const ready = /^Slipway is ready: (\S+)$/.exec(line)?.[1]
      if (ready !== undefined) resolve(ready)
      else printed += `${line}\n`
    })
    ended.then(({ code, err }) => reject(new Error(`ended with ${code} before it was ready: ${err}`)))
  })
  return { url, pid: child.pid as number, printed, kill: (signal) => child.kill(signal), ended }
}

/** A request as JSON; `key` is sent as a bearer token. */
export async function ask(url: string, key?: string): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(url, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } })
  return { status: reply.status, body: await reply.json() }
}
