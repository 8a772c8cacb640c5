/**
 * Programs that are worth comparing with or measuring by, and that npm does not have. On Debian and its relatives their
 * packages are fetched and unpacked beside the cache: nothing is installed, no service is started.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Program = { path: string; env: NodeJS.ProcessEnv }

const PACKAGES = {
  wrk: { path: 'usr/bin/wrk', packages: ['wrk', 'libluajit-5.1-2', 'libluajit-5.1-common'] },
  nginx: { path: 'usr/sbin/nginx', packages: ['nginx'] },
} as const

/** The program of the machine, else of Debian's package, else `undefined`: then the caller does without. */
export function findProgram(name: keyof typeof PACKAGES, cache: string): Program | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  const installed = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (installed !== undefined) return { path: installed, env: process.env }
  const folder = join(cache, 'programs', name)
  const unpacked = join(folder, PACKAGES[name].path)
  try {
    if (!existsSync(unpacked)) unpack(PACKAGES[name].packages, folder)
    const libraries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((entry) => /^usr\/lib\/[^/]+-linux-[^/]+$/.test(entry))
      .map((entry) => join(folder, entry))
    const env = { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) }
    execFileSync('ldd', [unpacked], { env, encoding: 'utf8' })
    return { path: unpacked, env }
  } catch (error) {
    console.log(`  ${name} is not here and cannot be fetched: ${(error as Error).message.split('\n')[0]}`)
    return undefined
  }
}

function unpack(packages: readonly string[], folder: string): void {
  mkdirSync(folder, { recursive: true })
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  try {
    execFileSync('apt-get', ['download', ...packages], options)
  } catch {
    // A fresh container knows of no packages yet.
    execFileSync('apt-get', ['update'], options)
    execFileSync('apt-get', ['download', ...packages], options)
  }
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.deb'))) {
    execFileSync('dpkg-deb', ['-x', file, '.'], options)
  }
}
