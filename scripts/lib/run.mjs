// Starts another program and waits for it. Nothing here throws when the program fails: callers decide what that means.
import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './paths.mjs'

const halfAnHour = 30 * 60 * 1000
const running = new Set()

/**
 * Answers { ok, code, output }. Output is shown as it comes, or with `quiet` collected instead, to be printed by
 * the caller when it matters. Standard input is closed, so that nothing can wait for an answer nobody gives.
 */
export function run(command, args = [], { quiet = false, env = {}, cwd = root, timeout = halfAnHour } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      timeout,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8')
      stream?.on('data', (text) => {
        output += text
      })
    }
    const finish = (code, text) => {
      running.delete(child)
      resolve({ ok: code === 0, code, output: text })
    }
    child.on('error', (error) => finish(127, `${output}${error.message}\n`))
    child.on('close', (code, signal) =>
      finish(code ?? 1, signal ? `${output}${command}: ended by ${signal}\n` : output),
    )
  })
}

/** Runs a script with the Node that runs this one. */
export const node = (args, options) => run(process.execPath, args, options)

/** Runs npm: the very one that started us, if one did, because then it is known to fit this Node. */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return node([cli, ...args], options)
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], options) : run('npm', args, options)
}

/** The full path of a program, or undefined: what `which` does, where there is no `which`. */
export function programOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  const candidates = names.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  )
  return candidates.find(isProgram)
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

let stopped = false
export const wasStopped = () => stopped

/**
 * Whoever stops this process stops what it started. Ctrl-C needs no help: the keyboard tells every program of the
 * group. Programs get time to clean up; that they end lets `run` return, and `wasStopped` tells the caller why.
 */
export function passOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopped = true
      if (signal !== 'SIGINT') for (const child of running) child.kill(signal)
    })
  }
}
