/** The real program, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { onTestFinished, vi } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bundled = new Map<string, Promise<string>>()
const NATIVE = 'cli/src/main.ts'
/** The program with the command lines of the Python client. */
export const SLICER = 'cli/src/slicer/main.ts'

// A test starts a dozen processes, which takes its time where many tests run at once.
vi.setConfig({ testTimeout: 60_000 })

/** Bundled once per test file, as `scripts/build.mjs` does it. */
export function program(entry = NATIVE): Promise<string> {
  const known = bundled.get(entry) ?? bundle(entry)
  bundled.set(entry, known)
  return known
}

async function bundle(entry: string): Promise<string> {
  const outfile = join(root, 'node_modules/.cache/slipway/cli-test', `${process.pid}-${bundled.size}.mjs`)
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)" },
    logLevel: 'error',
  })
  process.once('exit', () => rm(outfile, { force: true }))
  return outfile
}

export type Run = { code: number | null; stdout: string; stderr: string }
/** `stdout`: the device that gets what it prints. */
export type RunOptions = { env?: NodeJS.ProcessEnv; stdin?: string; cwd?: string; stdout?: string }
export type Running = { child: ChildProcess; ended: Promise<Run> }

export class Cli {
  readonly home: string
  readonly env: NodeJS.ProcessEnv
  readonly #entry: string | undefined

  constructor(home: string, env: NodeJS.ProcessEnv, entry?: string) {
    this.home = home
    this.env = env
    this.#entry = entry
  }

  /** Runs it to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return (await this.start(args, options)).ended
  }

  /** Runs it with `--json` and answers what it printed; throws when it failed. */
  async json<T>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await this.run([...args, '--json'])
    if (code !== 0) throw new Error(`slipway ${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout) as T
  }

  async start(
    args: readonly string[],
    { env = {}, stdin, cwd = this.home, stdout }: RunOptions = {},
  ): Promise<Running> {
    const output = stdout === undefined ? undefined : openSync(stdout, 'w')
    const child = spawn(process.execPath, [await program(this.#entry), ...args], {
      cwd,
      env: { ...this.env, ...env },
      stdio: ['pipe', output ?? 'pipe', 'pipe'],
    })
    if (output !== undefined) closeSync(output)
    const run: Run = { code: null, stdout: '', stderr: '' }
    child.stdout?.setEncoding('utf8').on('data', (text) => (run.stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (run.stderr += text))
    child.stdin?.on('error', () => {})
    child.stdin?.end(stdin ?? '')
    const ended = new Promise<Run>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ ...run, code }))
    })
    return { child, ended }
  }
}

/** The program in a home of its own, gone after the test: nobody's settings leak in. */
export async function newCli(env: NodeJS.ProcessEnv = {}, entry?: string): Promise<Cli> {
  const home = await mkdtemp(join(tmpdir(), 'slipway-cli-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const own = {
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: home,
    APPDATA: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    SLIPWAY_CLI_CONFIG: join(home, 'config.toml'),
    TZ: 'UTC',
    ...env,
  }
  return new Cli(home, own, entry)
}
