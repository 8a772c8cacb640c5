/** The real server, as it ships, in a process that can be killed. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A bundle of today's sources that nobody rebuilds meanwhile. */
export async function takeBundle(): Promise<{ program: string; remove(): void }> {
  await execute(process.execPath, [join(root, 'scripts/build.mjs'), 'server'], { cwd: root })
  // Inside node_modules, so that the bundle finds what it does not contain.
  const folder = mkdtempSync(join(root, 'node_modules/.cache/slipway/crash-'))
  cpSync(join(root, 'server/dist'), folder, { recursive: true })
  return { program: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export type Settings = { program: string; data: string; database: string }

const flagsOf = ({ data, database }: Settings, others: Record<string, string>): string[] =>
  Object.entries({ data, database, ...others }).flatMap(([name, value]) => [`--${name}`, value])

const environment = { ...process.env, NODE_ENV: 'production', SLIPWAY_LOG_LEVEL: 'warn' }

/** Runs another command of the server to its end; answers what it printed. Throws when it fails. */
export async function run(command: readonly string[], settings: Settings, flags: Record<string, string> = {}) {
  const args = [settings.program, ...command, ...flagsOf(settings, flags)]
  const { stdout } = await execute(process.execPath, args, { env: environment })
  return stdout
}

export class ServerProcess {
  readonly origin: string
  readonly pid: number
  readonly #child: ChildProcess
  readonly #gone: Promise<void>
  #output: () => string

  private constructor(origin: string, child: ChildProcess, gone: Promise<void>, output: () => string) {
    this.origin = origin
    this.pid = child.pid ?? 0
    this.#child = child
    this.#gone = gone
    this.#output = output
  }

  /** Resolves when it takes requests. `within`: a command that runs the server, such as one that mounts something. */
  static async start(settings: Settings, flags: Record<string, string> = {}, within: readonly string[] = []) {
    const serve = [process.execPath, settings.program, 'serve', ...flagsOf(settings, { port: '0', ...flags })]
    const [command = '', ...args] = [...within, ...serve]
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const origin = await new Promise<string>((resolve, reject) => {
      const listen = (text: string) => {
        output += text
        const address = /Slipway is ready: (\S+)/.exec(output)?.[1]
        if (address !== undefined) resolve(address)
      }
      child.stdout.setEncoding('utf8').on('data', listen)
      child.stderr.setEncoding('utf8').on('data', listen)
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)))
    })
    return new ServerProcess(origin, child, gone, () => output)
  }

  /** What it has written so far: warnings and worse. */
  get output(): string {
    return this.#output()
  }

  /** As a power cut would, as far as a process can tell. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  /** As an operator would. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.#gone
  }
}

/** Begins another command of the server. Answers its end: whether it ended well, before it was killed after `patience` ms. */
export async function runUntilKilled(
  command: readonly string[],
  settings: Settings,
  patience: number,
): Promise<boolean> {
  const args = [settings.program, ...command, ...flagsOf(settings, {})]
  const child = spawn(process.execPath, args, { env: environment, stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  return code === 0
}
